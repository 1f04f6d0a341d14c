import { readDated } from '../clock.ts';
import { type Head, levelOf, type ReadHead, type Words } from '../head.ts';
import type { FromPython } from '../python-line.ts';

/** uvicorn's own format, and gunicorn's of itself; its workers are uvicorn's (litellm/proxy/proxy_cli.py). */
const PLAIN = /^(INFO|WARNING|ERROR|DEBUG|CRITICAL): {1,10}(?=\S)/;
const GUNICORN = /^\[(?=\d{4}-)[\d: +-]{19,30}\] \[\d{1,10}\] \[(INFO|WARNING|ERROR|DEBUG|CRITICAL)\] /;

/** Reads `INFO:     Started server process [1]`. Whole access lines are read before, by access.ts. */
export const readUvicorn: ReadHead = (line) => {
  const found = PLAIN.exec(line);
  return found ? headOf(line.slice(found[0].length), found[1]) : undefined;
};

export const readGunicorn: ReadHead = (line) => {
  const found = GUNICORN.exec(line);
  if (!found) return undefined;
  const time = readDated(line, 1)?.time;
  return { ...headOf(line.slice(found[0].length), found[1]), ...(time && { time }) };
};

/** `uvicorn.access` and `uvicorn.error`, where the program gave them another format. */
export const uvicornLogger: FromPython = ({ logger, message, ...others }) =>
  logger.startsWith('uvicorn') ? { source: 'uvicorn', message, ...others } : undefined;

function headOf(message: string, levelName: string | undefined): Head {
  const level = levelOf(levelName);
  return { source: 'uvicorn', message, ...(level && { level }) };
}

export const UVICORN_WORDS: Words = {
  sayings: [
    {
      // One that was cut, or has more behind it.
      says: /^(?:[^\s"]{1,100}:(?<port>\d{1,5})|\S{0,100}) - "(?<method>[A-Z]{3,10}) (?<url>\S{1,32000}) HTTP\/[\d.]{1,3}" (?<status>\d{3})/,
      happening: 'answered',
    },
    {
      says: /^(?:Started|Application startup complete|Uvicorn running|Starting gunicorn)/,
      happening: 'started',
    },
    { says: /^(?:Application startup failed|Exception in |Invalid HTTP request)/, happening: 'failed' },
  ],
  details: [],
};
