import type { Head, ReadHead } from './head.ts';
import { type FromPython, readPythonLine } from './python-line.ts';
import { readClaudeCode } from './sources/claude-code.ts';
import { readClaudeDesktop } from './sources/claude-desktop.ts';
import { httpxLogger } from './sources/httpx.ts';
import { litellmLogger, readLitellm, readLitellmPrinted } from './sources/litellm.ts';
import { readLitellmJson } from './sources/litellm-json.ts';
import { pythonSdkLogger, readPythonSdk } from './sources/python-sdk.ts';
import { asyncioLogger, readCutTraceback, readTraceback } from './sources/traceback.ts';
import { readTypescriptSdk } from './sources/typescript-sdk.ts';
import { readGunicorn, readUvicorn, uvicornLogger } from './sources/uvicorn.ts';

const LOGGERS: readonly FromPython[] = [
  httpxLogger,
  litellmLogger,
  pythonSdkLogger,
  uvicornLogger,
  asyncioLogger,
];

const readPython: ReadHead = (line) => {
  const python = readPythonLine(line);
  return python && firstOf(LOGGERS, python);
};

const TIMED: readonly ReadHead[] = [readLitellm, readPython];
const LEVELLED: readonly ReadHead[] = [readPython, readUvicorn, readTraceback];
const BRACKETS: readonly ReadHead[] = [readLitellmJson, readClaudeCode, readClaudeDesktop, readGunicorn];
const INDENTED: readonly ReadHead[] = [readTraceback, readLitellmPrinted, readClaudeCode];
const OTHER: readonly ReadHead[] = [readTraceback, readLitellmPrinted, readClaudeCode, readPythonSdk];

/** What a line can be by its first character: it spares most lines most of the tests. */
function sourcesFor(first: string): readonly ReadHead[] {
  if (first >= '0' && first <= '9') return TIMED;
  if ('DIWEC'.includes(first)) return LEVELLED;
  if ('{[,'.includes(first)) return BRACKETS;
  return first === ' ' ? INDENTED : OTHER;
}

/** How a line begins that is certainly the beginning of something; undefined for others. */
export function readHead(line: string): Head | undefined {
  const first = line[0];
  return first === undefined ? undefined : firstOf(sourcesFor(first), line);
}

/** How a line begins that is the beginning of something where it is not the middle of something else. */
export const readWeakHead: ReadHead = (line) => readTypescriptSdk(line) ?? readCutTraceback(line);

function firstOf<Input>(
  readers: readonly ((input: Input) => Head | undefined)[],
  input: Input,
): Head | undefined {
  for (const read of readers) {
    const head = read(input);
    if (head) return head;
  }
  return undefined;
}
