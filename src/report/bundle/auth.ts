import { type Header, header } from '../../exchange/exchange.ts';
import { memberOf, textIn } from '../../exchange/json.ts';
import { count } from '../../words/quantity.ts';
import { fenced, inline, table } from '../markdown.ts';
import type { Reported } from '../report.ts';

const MOST = 8;

/** How the gateway authenticated, which versions took part, and which metadata was there: sections with something in them. */
export function authParts(exchanges: readonly Reported[]): readonly string[] {
  return [
    ...section('Debug headers of LiteLLM', debugHeaders(exchanges)),
    ...section('Versions', versions(exchanges)),
    ...section('OAuth: challenges, metadata, scopes', metadata(exchanges)),
  ];
}

const section = (title: string, parts: readonly string[]): readonly string[] =>
  parts.length === 0 ? [`## ${title}`, 'None seen.'] : [`## ${title}`, ...parts];

/** Each different response once, with the first request that got it. */
function debugHeaders(exchanges: readonly Reported[]): readonly string[] {
  const seen = new Map<string, { readonly first: number; readonly raw: readonly Header[]; times: number }>();
  for (const { exchange, debug } of exchanges) {
    if (!debug) continue;
    const key = JSON.stringify(debug.raw);
    const before = seen.get(key);
    if (before) before.times += 1;
    else seen.set(key, { first: exchange.index, raw: debug.raw, times: 1 });
  }
  const answers = [...seen.values()];
  return [
    ...answers
      .slice(0, MOST)
      .flatMap(({ first, raw, times }) => [
        `Request ${first}${times > 1 ? ` and ${times - 1} more` : ''}:`,
        fenced(raw.map(({ name, value }) => `${name}: ${value}`).join('\n'), { most: 1000 }),
      ]),
    ...cutWords(answers.length, 'different answer'),
  ];
}

function versions(exchanges: readonly Reported[]): readonly string[] {
  const seen = new Map<string, Set<string>>();
  const note = (what: string, value: string | undefined) => {
    if (value) seen.set(what, (seen.get(what) ?? new Set()).add(value));
  };
  for (const { exchange, rpc, kind } of exchanges) {
    if (kind === 'preflight') continue;
    const { request, response } = exchange;
    note('MCP protocol, in the header of requests', header(request.headers, 'mcp-protocol-version'));
    note('LiteLLM, by its header', header(response.headers, 'x-litellm-version'));
    note('Server software, by its header', header(response.headers, 'server'));
    note('In front of it, by the header Via', header(response.headers, 'via'));
    for (const message of rpc?.sent ?? []) {
      if (message.type !== 'request' || message.method !== 'initialize') continue;
      note('MCP protocol, asked for', textIn(message.params, 'protocolVersion'));
      note('MCP client', nameAndVersion(memberOf(message.params, 'clientInfo')));
    }
    for (const message of rpc?.received ?? []) {
      if (message.type !== 'result') continue;
      note('MCP protocol, agreed on', textIn(message.result, 'protocolVersion'));
      note('MCP server', nameAndVersion(memberOf(message.result, 'serverInfo')));
    }
  }
  if (seen.size === 0) return [];
  return [
    table(
      ['What', 'Seen'],
      [...seen].map(([what, values]) => [
        what,
        [...values]
          .slice(0, 5)
          .map((each) => inline(each, 80))
          .join(', '),
      ]),
    ),
  ];
}

const nameAndVersion = (info: unknown): string | undefined =>
  [textIn(info, 'name'), textIn(info, 'version')].filter(Boolean).join(' ') || undefined;

function metadata(exchanges: readonly Reported[]): readonly string[] {
  const told = exchanges.flatMap(({ exchange, metadata: found, challenge, oauthStep }) => {
    const about = found?.about === 'resource' ? 'resource' : 'authorization server';
    const { step, parameters, error } = oauthStep ?? {};
    const lines = [
      ...linesOf({ challenge: challenge?.scheme }),
      ...linesOf(challenge?.parameters ?? {}),
      ...(found ? [`metadata of the ${about}: ${exchange.request.url}`] : []),
      ...(found ? documentLines(found.document, found.problem) : []),
      ...linesOf({
        step,
        scope: parameters?.['scope'],
        error: error && `${error.code} ${error.description ?? ''}`,
      }),
    ];
    return lines.length === 0 ? [] : [{ index: exchange.index, text: lines.join('\n') }];
  });
  const different = [...new Map(told.toReversed().map((each) => [each.text, each])).values()].toReversed();
  return [
    ...different
      .slice(0, MOST)
      .flatMap(({ index, text }) => [`Request ${index}:`, fenced(text, { most: 1000 })]),
    ...cutWords(different.length, 'different answer'),
  ];
}

function documentLines(
  document: NonNullable<Reported['metadata']>['document'],
  problem: string | undefined,
): readonly string[] {
  if (!document) return [`problem: ${problem ?? ''}`];
  return linesOf({
    resource: document.resource,
    authorization_servers: document.authorizationServers.join(' ') || undefined,
    scopes_supported: document.scopes.join(' ') || undefined,
    issuer: document.issuer,
    authorization_endpoint: document.authorizationEndpoint,
    token_endpoint: document.tokenEndpoint,
    registration_endpoint: document.registrationEndpoint,
    code_challenge_methods_supported: document.pkceMethods?.join(' '),
  });
}

/** `name: value` of each that is there. */
const linesOf = (values: Readonly<Record<string, string | undefined>>): readonly string[] =>
  Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [`${name}: ${value}`]));

const cutWords = (total: number, noun: string): readonly string[] =>
  total > MOST ? [`${MOST} of ${count(total, noun)} shown.`] : [];
