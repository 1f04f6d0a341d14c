import { deepEqual, equal, ok } from 'node:assert/strict';
import fc from 'fast-check';
import { isMask, lookOf, type Mask, readMask, splitMasks, writeMask } from '../../src/exchange/mask.ts';
import { createRedact } from '../../src/exchange/redact/redact.ts';
import { decodeDebugHeaders } from '../../src/litellm/debug-headers.ts';
import { decodeEmbedded } from '../../src/litellm/embedded.ts';
import { litellm } from '../../src/litellm/profile.ts';
import { decodeChallenge, readChallenges } from '../../src/oauth/challenge.ts';
import { decodeMetadata } from '../../src/oauth/metadata.ts';
import { decodeStep } from '../../src/oauth/step.ts';
import { json, jsonText, mutated, or, words } from './arbitraries.ts';
import { entryOf, exchangeOf } from './exchanges.ts';
import { type Property, property } from './property.ts';

const debugName = fc
  .constantFrom(
    'inbound-auth',
    'oauth2-token',
    'auth-resolution',
    'auth-resolutions',
    'outbound-url',
    'server-auth-type',
    '',
  )
  .map((name) => `x-mcp-debug-${name}`);

const debugValue = mutated(
  fc.oneof(
    fc
      .array(fc.constantFrom('authorization=Bearer****0001', 'x-mcp-auth=sk-abc***1234', 'x=y', ''), {
        maxLength: 3,
      })
      .map((parts) => parts.join('; ')),
    fc.constantFrom('(none)', '(unknown)', 'Bearer****1 (SAME_AS_LITELLM_KEY - x)', 'no-auth', 'true'),
    fc.dictionary(words, json, { maxKeys: 3 }).map((labels) => JSON.stringify(labels)),
  ),
);

const debugHeaders = fc.array(fc.record({ name: debugName, value: debugValue }), { maxLength: 5 });

const token = fc.constantFrom('Bearer', 'Basic', 'realm', 'resource_metadata', 'error', '__proto__', 'a~b');
const challenge = fc.record({
  scheme: token,
  parameters: fc.uniqueArray(
    fc.tuple(
      token.map((name) => name.toLowerCase()),
      words.map((text) => text.replace(/[\r\n\u2028]/g, '')),
    ),
    {
      maxLength: 3,
      selector: ([name]) => name,
    },
  ),
});
type WrittenChallenge = typeof challenge extends fc.Arbitrary<infer Value> ? Value : never;

const writeChallenge = ({ scheme, parameters }: WrittenChallenge): string =>
  `${scheme} ${parameters.map(([name, value]) => `${name}="${value.replace(/["\\]/g, '\\$&')}"`).join(', ')}`;

const base64 = (text: string): string => Buffer.from(text).toString('base64url');
const jwt = fc
  .record({
    iss: or(words),
    aud: or(fc.array(words, { maxLength: 3 })),
    exp: or(fc.nat()),
    scope: or(words),
    sub: words,
  })
  .map((claims) => `eyJ${base64('{"a":1}')}.${base64(JSON.stringify(claims))}.${base64('signature')}`);

const mask: fc.Arbitrary<Mask> = fc.record(
  {
    look: fc.constantFrom('****', 'sk-****c3d4', 'eyJ****-a.b'),
    length: fc.constantFrom('short', 'medium', 'long'),
    tag: fc.nat().map((tag) => tag.toString(36)),
    claims: fc
      .dictionary(
        fc.constantFrom('iss', 'aud', 'exp', 'scope'),
        words.map((text) => text.toWellFormed()),
        { minKeys: 1 },
      )
      .map((claims) => ({ ...claims })),
  },
  { requiredKeys: ['look', 'length', 'tag'] },
);

const parameters = fc
  .array(
    fc.tuple(
      fc.constantFrom(
        'response_type',
        'client_id',
        'state',
        'code',
        'error',
        'grant_type',
        'resource',
        '__proto__',
      ),
      words.map((text) => encodeURIComponent(text.toWellFormed())),
    ),
    { maxLength: 5 },
  )
  .map((pairs) => pairs.map((pair) => pair.join('=')).join('&'));

const metadata = fc.record({
  resource: or(words),
  issuer: or(words),
  authorization_servers: or(fc.array(words, { maxLength: 2 })),
  scopes_supported: or(fc.array(json, { maxLength: 2 })),
  code_challenge_methods_supported: or(fc.constant(['S256'])),
  detail: or(fc.record({ error: or(words), message: or(words) })),
});

const part = fc.record({
  type: or(
    fc.constantFrom(
      'mcp',
      'mcp_call',
      'mcp_list_tools',
      'response.output_item.done',
      'tool_execution_results',
    ),
  ),
  server_label: or(words),
  name: or(words),
  output: or(words),
  error: or(fc.record({ message: or(words) })),
  content: or(fc.array(fc.record({ text: or(jsonText(json)) }), { maxLength: 2 })),
});
const parts = fc.array(part, { maxLength: 3 });
const answer = fc.record({
  output: or(parts),
  item: or(part),
  type: or(fc.constant('response.output_item.done')),
  choices: or(
    fc.array(
      fc.record({
        delta: or(
          fc.record({
            provider_specific_fields: or(
              fc.record({ mcp_list_tools: or(parts), mcp_call_results: or(parts) }),
            ),
          }),
        ),
      }),
      { maxLength: 2 },
    ),
  ),
});

export const AUTH: readonly Property[] = [
  property('debug headers', debugHeaders, (headers) => {
    const raw = exchangeOf({ responseHeaders: headers });
    const exchange = createRedact(litellm())(entryOf(raw), 0);
    for (const each of [raw, exchange]) equal(decodeDebugHeaders(each)?.raw.length ?? 0, headers.length);
  }),
  property('challenges', fc.array(challenge, { minLength: 1, maxLength: 3 }), (challenges) => {
    const read = readChallenges(challenges.map(writeChallenge).join(', '));
    deepEqual(
      read.map(({ scheme, parameters: given }) => [scheme, { ...given }]),
      challenges.map(({ scheme, parameters: given }) => [scheme, Object.fromEntries(given)]),
    );
  }),
  property(
    'challenges, mutated',
    mutated(fc.array(challenge, { maxLength: 3 }).map((each) => each.map(writeChallenge).join(', '))),
    (value) => {
      const header = { name: 'WWW-Authenticate', value };
      decodeChallenge(exchangeOf({ status: 401, responseHeaders: [header, header] }));
      for (const { scheme, parameters: given } of readChallenges(value)) {
        ok(scheme !== '' && Object.values(given).every((each) => typeof each === 'string'));
      }
    },
  ),
  property('JWT', mutated(jwt), (secret) => {
    const look = lookOf(secret);
    ok(look.look.length <= 'github_pat_****'.length + 4);
    const written = writeMask({ ...look, tag: '1' });
    ok(isMask(written), written);
    equal(writeMask(readMask(written) ?? { ...look, tag: '' }), written);
  }),
  property('masks', fc.tuple(mask, words, words), ([one, before, after]) => {
    const text = writeMask(one);
    deepEqual(readMask(text), { ...one });
    splitMasks(before + text + after);
    readMask(before + text + after);
  }),
  property(
    'OAuth steps',
    fc.tuple(mutated(parameters), jsonText(metadata), fc.boolean()),
    ([query, received, isGet]) => {
      const step = isGet
        ? decodeStep(exchangeOf({ method: 'GET', url: `http://x/?${query}`, received, status: 400 }))
        : decodeStep(
            exchangeOf({ sent: query, sentType: 'application/x-www-form-urlencoded', received, status: 400 }),
          );
      ok(Object.values(step?.parameters ?? {}).every((value) => typeof value === 'string'));
      ok(typeof (step?.error?.code ?? '') === 'string');
    },
  ),
  property(
    'OAuth metadata',
    fc.tuple(
      mutated(
        fc.constantFrom(
          'http://x/.well-known/oauth-protected-resource/mcp',
          'https://x/a/.well-known/openid-configuration',
        ),
      ),
      jsonText(metadata),
    ),
    ([url, received]) => {
      const document = decodeMetadata(exchangeOf({ method: 'GET', url, received }))?.document;
      ok(
        [...(document?.scopes ?? []), ...(document?.authorizationServers ?? [])].every(
          (each) => typeof each === 'string',
        ),
      );
    },
  ),
  property(
    'embedded MCP',
    fc.tuple(
      jsonText(fc.record({ tools: or(parts) })),
      mutated(
        fc
          .array(answer, { maxLength: 2 })
          .map((each) => each.map((one) => `data: ${JSON.stringify(one)}\n\n`).join('')),
      ),
      jsonText(answer),
    ),
    ([sent, stream, received]) => {
      const embedded = [
        decodeEmbedded(exchangeOf({ sent, received: stream, receivedType: 'text/event-stream' })),
        decodeEmbedded(exchangeOf({ sent, received })),
      ];
      ok(
        embedded.every(
          (each) => each === undefined || each.calls.every(({ tool }) => typeof tool === 'string'),
        ),
      );
    },
  ),
];
