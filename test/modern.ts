import { CLIENT_HEADERS, type Parts } from './har-entry.ts';

/** Requests and results as MCP 2026-07-28 has them, for tests. */

export const MODERN = '2026-07-28';

const PREFIX = 'io.modelcontextprotocol';

/** What a client of that revision says about itself in each request. */
export const META = {
  [`${PREFIX}/protocolVersion`]: MODERN,
  [`${PREFIX}/clientInfo`]: { name: 'ExampleClient', version: '1.0.0' },
  [`${PREFIX}/clientCapabilities`]: { elicitation: {}, extensions: { [`${PREFIX}/tasks`]: {} } },
};

const encode = (text: string): string => {
  const isPlain = /^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/.test(text) && !/^=\?base64\?.*\?=$/.test(text);
  return isPlain ? text : `=?base64?${Buffer.from(text).toString('base64')}?=`;
};

/** A request whose headers repeat its body as the specification says. @param named what `Mcp-Name` repeats */
export function modern(method: string, params: Readonly<Record<string, unknown>> = {}, id = 1): Parts {
  const named = params['name'] ?? params['uri'] ?? params['taskId'];
  return {
    sent: { jsonrpc: '2.0', id, method, params: { ...params, _meta: META } },
    requestHeaders: {
      ...CLIENT_HEADERS,
      'mcp-protocol-version': MODERN,
      'mcp-method': method,
      ...(typeof named === 'string' ? { 'mcp-name': encode(named) } : {}),
    },
  };
}

export const modernCall = (name: string, more: Readonly<Record<string, unknown>> = {}, id = 1): Parts =>
  modern('tools/call', { name, arguments: {}, ...more }, id);

/** A result of that revision. */
export const completed = (result: object, id = 1): Parts => ({
  received: { jsonrpc: '2.0', id, result: { resultType: 'complete', ...result } },
});

/** A result that asks for input. */
export const inputRequired = (result: object, id = 1): Parts => ({
  received: { jsonrpc: '2.0', id, result: { resultType: 'input_required', ...result } },
});

const TIMES = { createdAt: '2026-11-01T10:30:00Z', lastUpdatedAt: '2026-11-01T10:40:00Z', ttlMs: 60_000 };

/** A call that becomes a task. */
export const becomesTask = (taskId: string): Parts => ({
  received: {
    jsonrpc: '2.0',
    id: 1,
    result: { resultType: 'task', taskId, status: 'working', ...TIMES, pollIntervalMs: 5000 },
  },
});

/** A poll of a task, and what it shows. */
export const polled = (taskId: string, state: object): Parts => ({
  ...modern('tasks/get', { taskId }),
  ...completed({ taskId, ...TIMES, ...state }),
});
