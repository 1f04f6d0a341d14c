import { equal, match, ok } from 'node:assert/strict';
import fc from 'fast-check';
import { readRefusals } from '../../src/answers/read.ts';
import { PARTIES, REASONS } from '../../src/answers/refusal.ts';
import { whoAnswered } from '../../src/answers/who.ts';
import { decodeEmbedded } from '../../src/litellm/embedded.ts';
import { decodeFailure } from '../../src/litellm/failure.ts';
import { decodeRpc } from '../../src/mcp/rpc.ts';
import { decodeStep } from '../../src/oauth/step.ts';
import { json, jsonText, mutated, or, words } from './arbitraries.ts';
import { type ExchangeParts, exchangeOf } from './exchanges.ts';
import { type Property, property } from './property.ts';

/** Pieces of what gateways, servers and proxies say, so that phrases are met, whole and broken. */
const SAID = [
  'Rate limit exceeded for api_key: abc. Limit type: requests. Current limit: 2, Remaining: 0. Limit resets at: 2026-01-01 00:00:00 UTC',
  'Budget has been exceeded! Key=a Current cost: 1, Max budget: 0',
  'Guardrail violation - a',
  'Error: Content blocked: keyword a detected',
  "MCP server 'a' not found",
  "No MCP server, toolset, or access group in 'a,b' resolved to a known target",
  "MCP client 'a' (from header 'b') is not listed",
  'MCP tools are disabled on this gateway',
  'Tool a not found',
  'Unknown tool: a',
  'Invalid Origin header',
  'Invalid redirect_uri',
  '<!doctype html><title>Just a moment...</title>',
  '<html><center>nginx</center></html>',
  'error code: 1101',
  'upstream connect error or disconnect/reset before headers',
  'No valid session ID provided',
  'litellm.BadRequestError: x',
];

const said = mutated(fc.oneof(fc.constantFrom(...SAID), words));

const error = or(
  fc.record({ message: or(said), type: or(words), param: or(words), code: or(fc.integer()), data: json }),
);

const body = fc.oneof(
  said,
  jsonText(
    fc.record({
      jsonrpc: or(fc.constant('2.0')),
      id: or(fc.constantFrom(1, null, 'a')),
      error: fc.oneof(error, or(said)),
      detail: fc.oneof(error, or(said)),
      details: or(said),
      message: or(said),
      isError: or(fc.boolean()),
      content: or(fc.array(fc.record({ type: fc.constant('text'), text: or(said) }), { maxLength: 2 })),
      result: or(
        fc.record({
          isError: or(fc.boolean()),
          content: or(fc.array(fc.record({ type: fc.constant('text'), text: or(said) }), { maxLength: 2 })),
        }),
      ),
      type: or(fc.constantFrom('error', 'mcp_gateway_error', 'response.mcp_call.failed')),
    }),
  ),
);

const MARKS =
  'server cf-ray cf-mitigated via location retry-after content-type www-authenticate x-litellm-call-id x-kong-request-id x-kong-upstream-latency x-gram-proxy-response x-oagw-error-source x-cache';

const marks = fc.array(
  fc.record({
    name: fc.constantFrom(...MARKS.split(' ')),
    value: fc.oneof(
      words,
      fc.constantFrom(
        'nginx',
        'cloudflare',
        'awselb/2.0',
        'text/html',
        '1',
        '60',
        'https://a.test/login?rd=x',
      ),
    ),
  }),
  { maxLength: 3 },
);

const parts: fc.Arbitrary<ExchangeParts> = fc.record({
  method: fc.constantFrom('POST', 'POST', 'GET'),
  status: fc.oneof(
    fc.constantFrom(0, 200, 202, 301, 302, 307, 400, 401, 403, 404, 429, 500, 502, 504, 524),
    fc.nat(999),
  ),
  responseHeaders: marks,
  sent: fc.constantFrom(
    '',
    '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"a"}}',
    '{"tools":[{"type":"mcp"}]}',
    '{"redirect_uris":["a:b"]}',
  ),
  received: fc.oneof(
    body,
    body.map((text) => `data: ${text.replace(/[\r\n]/g, ' ')}\n\n`),
  ),
  receivedType: fc.constantFrom('application/json', 'text/event-stream', 'text/html', 'text/plain', ''),
});

const partyNames: ReadonlySet<string> = new Set(PARTIES);
const reasonNames: ReadonlySet<string> = new Set(REASONS);

export const ANSWERS: readonly Property[] = [
  property('refusals', parts, (given) => {
    const exchange = exchangeOf(given);
    const [rpc, failure] = [decodeRpc(exchange), decodeFailure(exchange)];
    const [embedded, oauthStep] = [decodeEmbedded(exchange), decodeStep(exchange)];
    const refusals = readRefusals(exchange, {
      ...(rpc && { rpc }),
      ...(failure && { failure }),
      ...(embedded && { embedded }),
      ...(oauthStep && { oauthStep }),
    });
    ok(!failure || refusals.length > 0, 'a status of 400 or more is a refusal');
    for (const { by, reason, words: quoted, names, retryAfter } of refusals) {
      ok(partyNames.has(by) && reasonNames.has(reason));
      match(quoted, /^[^\n\r]*$/);
      ok(Object.values(names).every((value) => value.length > 0 && value.length < 2_100));
      ok(retryAfter === undefined || (Number.isInteger(retryAfter) && retryAfter >= 0));
    }
  }),
  property('who answered', parts, (given) => {
    const exchange = exchangeOf(given);
    const { by, marks: proof, certain } = whoAnswered(exchange);
    ok(partyNames.has(by));
    equal(proof.length === 0, by === 'unknown', 'nobody is named without a mark');
    ok(by !== 'unknown' || !certain);
  }),
];
