import type { PanelPort } from '../ports/panel.ts';
import type { Answer } from './har-worker.ts';

/** Reads HAR files in a worker: parsing a large one takes seconds, in which the panel would stand still. */
export const readHar: PanelPort['readHar'] = async function* readHar(file) {
  const worker = new Worker(new URL('./har-worker.ts', import.meta.url), { type: 'module' });
  const ask = (message: File | 'next') =>
    new Promise<Answer>((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<Answer>) => resolve(data);
      // Also when the extension was updated under the open panel and its files are gone.
      worker.onerror = () => reject(new Error('the browser could not read it'));
      worker.postMessage(message);
    });
  try {
    for (let answer = await ask(file); answer !== 'end'; answer = await ask('next')) {
      if ('problem' in answer) throw new Error(answer.problem);
      yield answer;
    }
  } finally {
    worker.terminate();
  }
};
