import { describe, expect, it } from 'vitest';
import { evidenceIn, exported, missingIn, rulesOf } from '../exported.ts';
import { GATEWAY, listed, type Parts, rpc } from '../har-entry.ts';
import { inBody, inModelStream, inProxyError, inRest, inResult, inRpc } from '../said-in.ts';
import { SENTENCES } from './sentences.ts';

/** Every form that LiteLLM's words come in. */
const CARRIERS: Readonly<Record<string, (says: string) => Parts>> = {
  'an HTTP body': (says) => inBody(403, says),
  'the message of a FastAPI error': (says) => inBody(403, { error: 'Forbidden', message: says }),
  'LiteLLM’s ProxyException': (says) => inProxyError(429, says),
  'a JSON-RPC error': (says) => inRpc(-32603, says),
  'the data of a JSON-RPC error': (says) => inRpc(-32603, 'Error', { error: 'forbidden', message: says }),
  'the data of a JSON-RPC error, as text': (says) => inRpc(-32603, 'Error', says),
  'an isError result': (says) => inResult(`Error: ${says}`),
  'an isError result without a word before': (says) => inResult(says),
  'a REST response': (says) => inRest(403, { error: 'forbidden', message: says }),
  'a REST response with status 200': (says) => ({
    ...inRest(200, ''),
    received: { tools: [], error: 'unexpected_error', message: says },
  }),
  'a REST result': (says) => ({
    ...inRest(200, ''),
    received: { isError: true, content: [{ type: 'text', text: `Error: ${says}` }] },
  }),
  'an event of a model’s stream': (says) => inModelStream({ type: 'error', error: { message: says } }),
  'LiteLLM’s own event of a model’s stream': (says) =>
    inModelStream({ type: 'mcp_gateway_error', message: says }),
  'the item of a call': (says) =>
    inModelStream({
      type: 'response.output_item.done',
      item: { type: 'mcp_call', name: 'echo', error: { message: says } },
    }),
  'an OAuth error': (says) => ({
    url: `${GATEWAY}/register`,
    sent: { redirect_uris: ['http://agent.test/cb'] },
    status: 400,
    received: { error: 'invalid_request', error_description: says },
  }),
  'the message of a list outcome': (says) =>
    listed({
      everything: { status: 'upstream_error', reason: 'sse_event_too_large', message: says } as never,
    }),
  'the outcomes in a JSON-RPC error': (says) => ({
    ...inRpc(-32603, 'Every MCP server in scope failed to list tools', {
      'litellm.ai/server_outcomes': { everything: { status: 'upstream_error', message: says } },
    }),
    sent: rpc('tools/list'),
  }),
};

describe.each(Object.entries(CARRIERS))('an export keeps LiteLLM’s words in %s', (_where, carry) => {
  it.each(SENTENCES.map((each) => [each.says, each] as const))('%s', (says, { own = [] }) => {
    const { before, after, text } = exported({}, carry(says));
    expect(rulesOf(after)).toEqual(rulesOf(before));
    const lost = (where: string): readonly string[] =>
      missingIn(where, says).filter((word) => !own.includes(word.replace(/,$/, '')));
    expect(lost(text)).toEqual([]);
    // Evidence is cut, and does not quote data.
    expect(lost(evidenceIn(after))).toEqual(lost(evidenceIn(before)));
  });
});

const MINE = /Zebra|Finch|4711|invoice/;

describe('a tool that quotes LiteLLM among other words', () => {
  const among = (says: string, head = 'Dear Alice Zebra. Error: '): Parts =>
    inResult(`${head}${says}\nYour invoice 4711. Bob Finch`);

  it.each(SENTENCES.map(({ says }) => says))('keeps no more than the sentence: %s', (says) => {
    for (const head of [
      'Dear Alice Zebra. Error: ',
      'User Alice Zebra, your invoice\n',
      'Dear Alice Zebra, ',
    ]) {
      const { before, after, text } = exported({}, among(says, head));
      expect(rulesOf(after)).toEqual(rulesOf(before));
      expect(text.replace('u-4711', '')).not.toMatch(MINE);
    }
  });

  it.each([
    'Dear Alice Zebra, the invoice is 4711',
    'Alice Zebra: User Bob Finch may not see the invoice',
    'litellm is what Alice Zebra asked Bob Finch for',
  ])('keeps nothing of a tool’s own: %s', (says) => {
    for (const parts of [inResult(says), inResult(`Error: ${says}`)])
      expect(exported({}, parts).text).not.toMatch(MINE);
  });

  it('keeps the words before and behind as gaps', () => {
    const { after } = exported({}, among('User not allowed to call this tool.'));
    expect(evidenceIn(after)).toContain('[left out] Error: User not allowed to call this tool. [left out]');
  });
});

describe('what stands around words that the phrasebook knows', () => {
  const LONG = `User not allowed to call this tool, dear Zebra ${'and so on '.repeat(40)}`;

  it.each([
    ['of a text without an end', LONG],
    ['of another JSON text', '{"a":"User not allowed to call this tool", "Zebra": 4711}'],
    ['of a page', 'User not allowed to call this tool<b>Zebra</b>'],
  ])('stays nothing %s', (_what, says) => {
    const { text } = exported({}, inResult(says));
    expect(text).toContain('User not allowed to call this tool');
    expect(text).not.toMatch(MINE);
  });

  it('stays nothing where a tool that worked quotes it', () => {
    const output = (says: string): string =>
      exported(
        {},
        inModelStream({
          type: 'response.output_item.done',
          item: { type: 'mcp_call', name: 'echo', output: says },
        }),
      ).text;
    expect(output('User not allowed to call this tool.')).toContain('not allowed to call');
    expect(output('Notes of finches: User not allowed to call this tool.')).not.toContain(
      'not allowed to call',
    );
  });

  it.each([
    [
      'a client',
      "MCP client 'zebra4711' (from header 'x-client-name') is not listed in this gateway's mcp_allowed_clients.",
    ],
    [
      'an agent',
      "MCP server 'everything2' is not available to this key: the key is bound to agent 'zebra4711'",
    ],
    ['a team', "Team 'zebra4711' requires a trace ID on every LLM, MCP and agent request."],
    ['digits', 'Guardrail violation - zebra4711_0815'],
  ])('%s is no name that stays', (_what, says) => {
    expect(exported({}, inBody(403, says)).text).not.toContain('zebra4711');
  });

  it('a member of an error’s data keeps no name of several words', () => {
    const data = { type: 'Alice Zebra', nested: { server_name: 'Alice Zebra', tool_name: 'echo' } };
    const { text } = exported({}, inRpc(-32603, 'no', data));
    expect(text).not.toContain('Zebra');
    expect(text).toContain('echo');
  });

  it('an error’s data keeps as much as a shape', () => {
    const data = Array.from({ length: 30 }, (_each, at) => ({ type: `kind${at}` }));
    const { text } = exported({}, inRpc(-32603, 'no', { list: data, type: 'kept' }));
    expect(text).toContain('kind19');
    expect(text).not.toContain('kind20');
    expect(text).toContain('[10 more]');
    const wide = Object.fromEntries(Array.from({ length: 30 }, (_each, at) => [`member${at}`, 1]));
    expect(exported({}, inRpc(-32603, 'no', wide)).text).not.toContain('member20');
  });
});

describe('what LiteLLM names beside its words stays', () => {
  const names = {
    guardrail_name: 'presidio-pre2',
    guardrail_mode: 'pre_mcp_call',
    missing: ['GITHUB_TOKEN'],
    param: 'trace_id',
  };
  it.each<[string, Parts]>([
    ['a REST response', inRest(400, { error: 'guardrail_violation', message: 'no', ...names })],
    ['an HTTP body', { status: 412, received: { error: 'missing_user_env_vars', ...names } }],
    ['the data of a JSON-RPC error', inRpc(-32603, 'no', { error: 'missing_user_env_vars', ...names })],
  ])('in %s', (_where, parts) => {
    const { text } = exported({}, parts);
    expect(
      ['presidio-pre2', 'pre_mcp_call', 'GITHUB_TOKEN', 'trace_id'].filter((each) => !text.includes(each)),
    ).toEqual([]);
  });
});

describe('public words in a sentence', () => {
  const sentence = (text: string): string => evidenceIn(exported({}, inBody(500, text)).after);

  it.each([
    'AADSTS9010010: The resource parameter does not match the requested scopes',
    'AADSTS50011, AADB2C90118 and IDX10214',
    'ERR_NGROK_3200',
    'net::ERR_HTTP2_PROTOCOL_ERROR',
    'NS_ERROR_NET_INADEQUATE_SECURITY',
    'error code: 1020',
    'set general_settings.mcp_client_id_header and mcp_require_explicit_server_scope',
    'set LITELLM_MCP_UPSTREAM_RATE_LIMIT_MAX_RETRIES',
    'send x-litellm-trace-id to /mcp-rest/tools/call',
    'JSON-RPC -32020',
    'Current limit: 250000, Remaining: 0. It resets at 2026-11-28 12:00:00 UTC or 2026-11-28T12:00:00.123Z',
    'more than 67108864 bytes',
  ])('stay: %s', (text) => {
    expect(sentence(text)).toContain(text);
  });

  it.each([
    ['a passport', 'passport YA1234567 refused', 'YA1234567'],
    ['an account', 'account DE89370400440532013000', 'DE89'],
    ['a licence plate', 'car ABC1234', 'ABC1234'],
    ['a key of AWS without its form', 'got AKIA2E0A8F3B244C', '2E0A8F3B'],
    ['hexadecimal digits', 'got dead_beefcafe', 'beefcafe'],
    ['a number of staff', 'no EMP12345', '12345'],
    ['a name with a year', 'no SMITH1975', 'SMITH'],
    ['a password', 'no PASSWORD1', 'PASSWORD1'],
    ['a customer', 'no HHAB1234', 'HHAB'],
    ['a customer behind a name', 'no ACME_CUSTOMER_4711', '4711'],
    ['a key with signs', 'no X-qWeRtY-AsDf', 'qWeRtY'],
    ['numbers behind a tool', 'no tools.192.168.178', '168'],
    ['an account behind a limit', 'limit 12345678', '12345678'],
    ['a card behind a limit', 'limit: 4111 1111 1111 1111', '4111'],
    ['a telephone behind a limit', 'limit 5551234567', '5551234'],
    ['a card behind a time', 'at 2026-11-28 12:00:00 4111 1111', '4111'],
    ['a host with a known head', 'no response.internal-corp.example', 'corp'],
    ['a file', 'no alice_zebra.txt', 'zebra'],
  ])('are not: %s', (_what, text, gone) => {
    expect(exported({}, inBody(500, text)).text).not.toContain(gone);
  });
});
