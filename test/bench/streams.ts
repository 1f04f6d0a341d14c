import { readJson } from '../../src/exchange/json.ts';
import { readEventStream } from '../../src/mcp/event-stream.ts';
import { type Figure, median } from './figure.ts';

const MESSAGES = 100_000;
const ROUNDS = 9;
const AIM = 500_000;

/** How many messages of an event stream are decoded in a second, beside JSON.parse of the same messages. */
export function streamFigures(): readonly Figure[] {
  const messages = Array.from({ length: MESSAGES }, (_, id) =>
    JSON.stringify({ jsonrpc: '2.0', id, result: { content: [{ type: 'text', text: `Message ${id}` }] } }),
  );
  const body = messages.map((message) => `event: message\ndata: ${message}\n\n`).join('');
  const decoded: number[] = [];
  const parsed: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    decoded.push(
      perSecond(() => {
        for (const { data } of readEventStream(body)) readJson(data);
      }),
    );
    parsed.push(
      perSecond(() => {
        for (const message of messages) JSON.parse(message);
      }),
    );
  }
  const value = median(decoded);
  return [
    {
      what: 'stream messages decoded, in time of the processor',
      value: `${thousands(value)}/s`,
      baseline: `JSON.parse of the same: ${thousands(median(parsed))}/s`,
      aim: { text: `${thousands(AIM)}/s`, met: value >= AIM },
    },
  ];
}

/** By the time of the processor, so that what else runs on the machine does not count. */
function perSecond(work: () => void): number {
  const begin = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(begin);
  return (MESSAGES / (user + system)) * 1e6;
}

const thousands = (number: number): string => Math.round(number).toLocaleString('en');
