import { describe, expect, it } from 'vitest';
import { copiesOf } from '../../../src/report/copy/copies.ts';
import { GATEWAY, inspect, KEY, type Parts, toolCall, toolSaid } from '../../har-entry.ts';

const TOKEN = 'throwaway-token-of-a-person-0002';

const copied = (parts: Parts): Readonly<Record<string, string>> =>
  Object.fromEntries(
    copiesOf(inspect(parts))
      .flat()
      .map(({ label, text }) => [label, text()]),
  );

describe('a credential', () => {
  const everywhere = copied({
    url: `${GATEWAY}/mcp/everything?access_token=${TOKEN}`,
    requestHeaders: {
      authorization: `Bearer ${TOKEN}`,
      'x-litellm-api-key': `Bearer ${KEY}`,
      'aws-secret-access-key': 'throwaway-aws-secret-0003',
      cookie: 'a=throwaway-cookie-0004; b=throwaway-cookie-0005',
    },
    sent: toolCall('x', { api_key: KEY, password: 'throwaway"password\\0006' }),
    ...toolSaid(KEY),
    responseHeaders: { 'mcp-session-id': 'throwaway-session-0007' },
  });

  it('is the same variable wherever it stands, in every copy', () => {
    const curl = everywhere['curl'] ?? '';
    expect(curl).toContain('-H "authorization: Bearer $MCP_TOKEN"');
    expect(curl).toContain('-H "x-litellm-api-key: Bearer $LITELLM_API_KEY"');
    expect(curl).toContain('"http://127.0.0.1:4000/mcp/everything?access_token=$MCP_TOKEN"');
    expect(curl).toContain('-H "cookie: a=$MCP_COOKIE; b=$MCP_COOKIE_2"');
    expect(curl).toContain(`"api_key":"'"$LITELLM_API_KEY"'","password":"'"$MCP_SECRET"'"`);
    expect(everywhere['Response']).toContain('"text":"$LITELLM_API_KEY"');
    expect(everywhere['Response headers']).toBe('mcp-session-id: $MCP_SESSION_ID');
  });

  it('is in no copy, and no mask is there as if it were a value', () => {
    for (const [label, text] of Object.entries(everywhere)) {
      expect(text, label).not.toMatch(/throwaway/);
      // Evidence quotes masks: that two are equal may be what it proves.
      if (!label.endsWith('Markdown')) expect(text, label).not.toMatch(/\[masked|%5Bmasked/);
    }
  });

  it('never takes the name of a variable that people have', () => {
    expect(everywhere['curl']).toContain('$MCP_AWS_SECRET_ACCESS_KEY"');
    expect(everywhere['curl']).not.toContain('$AWS');
  });

  it('is called the gateway’s key in Authorization where LiteLLM takes it for that', () => {
    expect(copied({ requestHeaders: { authorization: `Bearer ${TOKEN}` } })['curl']).toContain(
      'authorization: Bearer $LITELLM_API_KEY',
    );
  });
});

describe('a client’s configuration', () => {
  it('has the key in its own header, also where it occupied Authorization', () => {
    const { 'claude mcp add': add, 'MCP Inspector config (JSON)': config = '' } = copied({
      requestHeaders: { authorization: `Bearer ${KEY}`, 'x-mcp-servers': 'everything', accept: '*/*' },
    });
    expect(add).toContain('--header "x-litellm-api-key: Bearer $LITELLM_API_KEY"');
    expect(add).toContain("--header 'x-mcp-servers: everything'");
    expect(add).not.toMatch(/authorization|accept/);
    expect(JSON.parse(config)).toEqual({
      mcpServers: {
        everything: {
          type: 'streamable-http',
          url: `${GATEWAY}/mcp/everything`,
          headers: {
            'x-litellm-api-key': `Bearer \${LITELLM_API_KEY}`,
            'x-mcp-servers': 'everything',
          },
        },
      },
    });
  });

  it('is not offered for what is no MCP endpoint', () => {
    const labels = Object.keys(
      copied({
        method: 'OPTIONS',
        requestHeaders: {
          origin: 'http://a.test',
          'access-control-request-method': 'POST',
          'access-control-request-headers': 'x-litellm-mcp-debug',
        },
      }),
    );
    expect(labels).toContain('curl');
    expect(labels).not.toContain('claude mcp add');
  });
});

it('a body that is no call is a variable', () => {
  const text = copied({
    url: `${GATEWAY}/v1/responses`,
    sent: {
      model: 'm',
      input: 'my diary',
      tools: [{ type: 'mcp', server_label: 'a', server_url: 'litellm_proxy/mcp/a' }],
    },
    received: { output: [] },
  })['curl'];
  expect(text).toContain('--data-raw "$MCP_BODY"');
  expect(text).not.toContain('diary');
});

it('lets no variable of the wire’s choosing into a configuration, which clients expand', () => {
  const { 'MCP Inspector config (JSON)': config = '', 'claude mcp add': claude = '' } = copied({
    url: `${GATEWAY}/mcp/everything?a=\${AWS_SECRET_ACCESS_KEY}`,
    requestHeaders: { 'x-litellm-api-key': `Bearer ${KEY}`, 'x-mcp-servers': `a-\${GITHUB_TOKEN}` },
  });
  expect(config).toContain(`\${LITELLM_API_KEY}`);
  expect(config + claude).not.toMatch(/\$\{(?:AWS|GITHUB)/);
});
