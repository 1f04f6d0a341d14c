import * as v from 'valibot';
import { isWebOrigin } from '../browser/origins.ts';
import { revealed } from '../exchange/reveal.ts';
import { isHeaderName } from '../litellm/header-names.ts';
import type { Protocol } from '../messages.ts';

const TabId = v.pipe(v.number(), v.integer(), v.minValue(0));
const Origin = v.pipe(
  v.string(),
  v.check(isWebOrigin, ({ input }) => `Not the origin of a web site: ${JSON.stringify(revealed(input))}`),
);
const HeaderName = v.pipe(
  v.string(),
  v.check(
    isHeaderName,
    ({ input }) => `Not the name of a header in lower case: ${JSON.stringify(revealed(input))}`,
  ),
);

const INPUTS = {
  'debug.read': v.strictObject({ tabId: TabId }),
  'debug.set': v.strictObject({ tabId: TabId, origins: v.array(Origin) }),
  'debug.workers': v.strictObject({ tabId: TabId, on: v.boolean() }),
  'options.read': v.strictObject({}),
  'options.pause': v.strictObject({ paused: v.boolean() }),
  'options.default-on': v.strictObject({ origin: Origin, on: v.boolean() }),
  'options.header-names': v.strictObject({
    debugRequest: HeaderName,
    debugPrefix: HeaderName,
    key: HeaderName,
  }),
  'options.remove': v.strictObject({ pattern: v.string() }),
  'observed.read': v.strictObject({ tabId: TabId }),
  'tags.key': v.strictObject({}),
  'permission.ask': v.strictObject({ origins: v.array(Origin) }),
} satisfies { [Name in keyof Protocol]: v.GenericSchema<Protocol[Name]['in']> };

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
