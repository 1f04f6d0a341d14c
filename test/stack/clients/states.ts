import { inOwnHeader } from '../scenarios/scenario.ts';
import { freeOrigin } from '../services/http-server.ts';
import type { Stack } from '../stack.ts';

/** What a client does, as its program takes it. */
export interface Plan {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly tool: string;
  readonly arguments: object;
  /** Seconds that it waits for an answer. */
  readonly patience: number;
  /** Its session ends before it lists the tools. */
  readonly losesSession: boolean;
}

/** A state that a client is recorded in. */
export interface State {
  readonly id: string;
  readonly title: string;
  /** How the server `moody` behaves meanwhile. */
  readonly mood?: string;
  /** What is otherwise than in a healthy call. */
  readonly otherwise?: (stack: Stack) => Partial<Plan> | Promise<Partial<Plan>>;
}

const at =
  (path: string) =>
  ({ proxy }: Stack) => ({ url: `${proxy}${path}`, tool: '' });

/** The healthy one, and one for each thing that goes wrong. */
export const STATES: readonly State[] = [
  { id: 'healthy', title: 'A tool is called' },
  {
    id: 'gateway-down',
    title: 'Nobody listens at the gateway’s address',
    otherwise: async () => ({ url: `${await freeOrigin()}/mcp/everything` }),
  },
  {
    id: 'wrong-key',
    title: 'A key that the gateway does not know',
    otherwise: () => ({ headers: inOwnHeader({ key: 'sk-throwaway-unknown-key-5678' }) }),
  },
  { id: 'no-key', title: 'No key', otherwise: () => ({ headers: {} }) },
  { id: 'unknown-server', title: 'A server that the gateway does not have', otherwise: at('/nowhere/mcp') },
  {
    id: 'upstream-down',
    title: 'Nobody listens where the gateway looks for the server',
    otherwise: at('/mcp/down'),
  },
  { id: 'upstream-401', title: 'The server answers 401', mood: 'challenge', otherwise: at('/mcp/moody') },
  { id: 'upstream-403', title: 'The server answers 403', mood: 'forbid', otherwise: at('/mcp/moody') },
  {
    id: 'upstream-hangs',
    title: 'The server never answers the call, and the client gives up',
    mood: 'hang?on=tools/call',
    otherwise: ({ proxy }) => ({ url: `${proxy}/mcp/moody`, tool: 'moody-echo', arguments: {}, patience: 3 }),
  },
  {
    id: 'tool-fails',
    title: 'The server runs the tool, and the tool fails',
    otherwise: () => ({
      tool: 'everything-get-resource-reference',
      arguments: { resourceType: 'Text', resourceId: -1 },
    }),
  },
  { id: 'wrong-path', title: 'A URL that the gateway does not have', otherwise: at('/servers/everything') },
  {
    id: 'session-expired',
    title: 'The session ends before the tools are listed',
    otherwise: () => ({ losesSession: true }),
  },
];

/** What a client does in a state. It always asks for the debug headers. */
export async function planOf({ otherwise }: State, stack: Stack): Promise<Plan> {
  const plan: Plan = {
    url: `${stack.proxy}/mcp/everything`,
    headers: inOwnHeader(stack),
    tool: 'everything-echo',
    arguments: { message: 'hello' },
    patience: 30,
    losesSession: false,
    ...(await otherwise?.(stack)),
  };
  return { ...plan, headers: { ...plan.headers, 'x-litellm-mcp-debug': 'true' } };
}
