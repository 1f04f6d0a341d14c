import { readJson, textIn } from '../../exchange/json.ts';
import { readDated } from '../clock.ts';
import { type Head, levelOf } from '../head.ts';
import { LONGEST_LINE } from '../lines.ts';

/** One JSON object a line, with `json_logs: true` (litellm/_logging.py, `JsonFormatter`). */
export function readLitellmJson(line: string): Head | undefined {
  if (!line.startsWith('{"message":')) return undefined;
  const json = line.length < LONGEST_LINE ? readJson(line) : cut(line);
  const message = textIn(json, 'message');
  if (message === undefined || textIn(json, 'timestamp') === undefined) return undefined;
  const time = readDated(textIn(json, 'timestamp') ?? '')?.time;
  const level = levelOf(textIn(json, 'level'));
  const [traceback, traceId] = [textIn(json, 'stacktrace'), textIn(json, 'trace_id')];
  return {
    source: 'litellm-json',
    message,
    isWhole: true,
    ...(time && { time }),
    ...(level && { level }),
    ...(traceback !== undefined && { traceback }),
    ...(traceId !== undefined && { traceId }),
  };
}

const HEAD =
  /^\{"message": ?"((?:[^"\\]|\\.)*)", ?"level": ?"(\w{1,10})", ?"timestamp": ?"([\d:T.-]{19,30})"/;

/** Of a line that is longer than lines are read: what is at its beginning. */
function cut(line: string): unknown {
  const [, message, level, timestamp] = HEAD.exec(line) ?? [];
  return message === undefined ? undefined : { message: readJson(`"${message}"`), level, timestamp };
}
