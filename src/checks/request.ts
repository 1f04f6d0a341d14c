import type { Inspected } from '../inspect.ts';
import { DEBUG_REQUEST_HEADER } from '../litellm/header-names.ts';
import { isModern } from '../mcp/revision.ts';
import type { StepId } from './step.ts';

/** A request that a check wants sent. It holds no credential: the runner adds those, and knows where they may go. */
export interface CheckRequest {
  readonly step: StepId;
  readonly method: 'GET' | 'POST' | 'DELETE' | 'OPTIONS';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Whether the check's credentials go along. A runner adds them only where the URL has the origin of the check's target. */
  readonly withCredentials: boolean;
  /** Whether the session id goes along that an earlier answer from this URL gave, if one did. */
  readonly withSession: boolean;
  /** It goes to the MCP server itself, past the gateway. */
  readonly isDirect: boolean;
}

/** A part of a plan: it yields requests, is given what came of each, and returns what it found. */
export type Asking<Found> = Generator<CheckRequest, Found, Inspected>;

/** An MCP endpoint as a check asks it. */
export interface Endpoint {
  readonly url: string;
  readonly isDirect: boolean;
  /** The page's origin, which its browser would send. */
  readonly origin?: string | undefined;
}

/** The latest revision with `initialize`; servers answer with an older one where they know no better (MCP, lifecycle, "Version Negotiation"). */
const OFFERED = '2025-11-25';
export const NEWEST = '2026-07-28';

const CLIENT = { name: 'hopscope', version: '1' };

/** What each request says of its client since 2026-07-28 (MCP, basic, "_meta"). */
const ABOUT_CLIENT = {
  'io.modelcontextprotocol/protocolVersion': NEWEST,
  'io.modelcontextprotocol/clientInfo': CLIENT,
  'io.modelcontextprotocol/clientCapabilities': {},
};

/** What `initialize` says. */
export const INTRODUCTION = { protocolVersion: OFFERED, capabilities: {}, clientInfo: CLIENT };

/** A JSON-RPC message to be sent. */
export interface Message {
  readonly step: StepId;
  readonly method: string;
  readonly params?: Readonly<Record<string, unknown>>;
  /** Absent for a notification. */
  readonly id?: number;
  /** Absent before there is any. */
  readonly revision?: string | undefined;
  /** What the method is called on, for the header that mirrors it. */
  readonly name?: string | undefined;
}

/** A JSON-RPC message as a POST to an MCP endpoint (MCP, streamable HTTP, "Sending Messages to the Server"). */
export function rpcRequest(
  endpoint: Endpoint,
  { step, method, params, id, revision, name }: Message,
): CheckRequest {
  const modern = isModern(revision);
  const about = modern ? { _meta: ABOUT_CLIENT } : {};
  const given = params || modern ? { params: { ...params, ...about } } : {};
  return {
    step,
    method: 'POST',
    url: endpoint.url,
    headers: {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      ...mcpHeaders(endpoint, revision),
      ...(modern ? { 'mcp-method': method } : {}),
      ...(modern && name !== undefined ? { 'mcp-name': name } : {}),
    },
    body: JSON.stringify({ jsonrpc: '2.0', ...(id === undefined ? {} : { id }), method, ...given }),
    withCredentials: !endpoint.isDirect,
    withSession: !modern,
    isDirect: endpoint.isDirect,
  };
}

/** Ends the session that `initialize` began (MCP, streamable HTTP, "Session Management"). */
export const endSession = (endpoint: Endpoint, revision: string | undefined): CheckRequest => ({
  step: endpoint.isDirect ? 'direct' : 'initialize',
  method: 'DELETE',
  url: endpoint.url,
  headers: { accept: 'application/json, text/event-stream', ...mcpHeaders(endpoint, revision) },
  withCredentials: !endpoint.isDirect,
  withSession: true,
  isDirect: endpoint.isDirect,
});

/** A public document, asked for without any credential. */
export const documentRequest = (step: StepId, url: string, origin: string | undefined): CheckRequest => ({
  step,
  method: 'GET',
  url,
  headers: { accept: 'application/json', ...(origin === undefined ? {} : { origin }) },
  withCredentials: false,
  withSession: false,
  isDirect: false,
});

const mcpHeaders = ({ isDirect, origin }: Endpoint, revision: string | undefined) => ({
  ...(revision === undefined ? {} : { 'mcp-protocol-version': revision }),
  // The MCP server would not know what to do with it.
  ...(isDirect ? {} : { [DEBUG_REQUEST_HEADER]: 'true' }),
  ...(origin === undefined || isDirect ? {} : { origin }),
});
