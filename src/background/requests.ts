import * as v from 'valibot';
import { INPUTS, type Protocol } from '../messages.ts';

const Request = v.strictObject({
  ask: v.picklist(Object.keys(INPUTS) as (keyof Protocol)[]),
  input: v.unknown(),
});

export type Handlers = {
  readonly [Name in keyof Protocol]: (input: Protocol[Name]['in']) => Promise<Protocol[Name]['out']>;
};

/** Who sent a message, as far as it matters here. */
export interface Sender {
  readonly url?: string | undefined;
}

/**
 * The worker's end of the protocol: hands each request to its handler.
 * @param self where this extension's own pages are: `chrome-extension://ID/`
 * @returns the listener for messages; it rejects what another sender says, what is no request of the protocol, and what
 *   the handler rejects
 */
export function dispatcher(
  handlers: Handlers,
  self: string,
): (message: unknown, sender: Sender) => Promise<unknown> {
  return async (message, sender) => {
    if (!sender.url?.startsWith(self)) throw new Error('Hopscope answers its own pages only.');
    const { ask, input } = v.parse(Request, message);
    return dispatch(handlers, ask, input);
  };
}

function dispatch<Name extends keyof Protocol>(handlers: Handlers, ask: Name, input: unknown) {
  const schema: v.GenericSchema<Protocol[Name]['in']> = INPUTS[ask];
  return handlers[ask](v.parse(schema, input));
}
