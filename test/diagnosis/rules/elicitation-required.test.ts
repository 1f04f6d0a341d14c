import { expect, it } from 'vitest';
import { CLIENT_HEADERS, inspect, toolCall, verdicts } from '../../har-entry.ts';
import { inputRequired, modernCall } from '../../modern.ts';
import { inBody, inResult, inRpc } from '../../said-in.ts';

const url = 'https://pay.example/confirm/7';
const elicitations = [{ mode: 'url', url, elicitationId: '7', message: 'Confirm the payment' }];

it('warns, and gives the URL as text', () => {
  const parts = {
    sent: toolCall('everything-pay'),
    ...inRpc(-32042, 'This tool needs you first', { elicitations }),
  };
  const { findings } = inspect(parts);
  expect(findings).toMatchObject([{ rule: 'elicitation-required', level: 'warning', hop: 'tool' }]);
  expect(findings[0]?.fix.user?.text).toContain(url);
  expect(findings[0]?.fix.user?.commands).toBeUndefined();
});

it.each([
  ['an HTTP body', inBody(400, 'URL elicitation required')],
  ['a tool’s result', inResult('URLElicitationRequiredError')],
])('fires on the words in %s', (_what, parts) => {
  expect(verdicts(parts)).toEqual(['elicitation-required/warning']);
});

it('is quiet about another code that comes with an URL', () => {
  expect(verdicts(inRpc(-32000, 'Open this first', { elicitations })).join()).not.toContain('elicitation');
});

it.each<[string, object]>([
  ['one URL', { url }],
  ['several', { elicitations: [...elicitations, { url: 'https://pay.example/confirm/8' }] }],
])('gives the URL that the data has as text: %s', (_what, data) => {
  expect(inspect(inRpc(-32042, 'First this', data)).findings[0]?.fix.user?.text).toContain(` ${url}`);
});

it('gives the URL that stands in the words only', () => {
  const { findings } = inspect(inRpc(-32042, `Please open ${url} first`));
  expect(findings[0]?.fix.user?.text.endsWith(`repeat the call. ${url}`)).toBe(true);
});

const form = {
  ask: { method: 'elicitation/create', params: { mode: 'form', message: 'Your name? The session expired' } },
};
const page = { ask: { method: 'elicitation/create', params: { mode: 'url', url, message: 'Pay' } } };
const of = (version: string | undefined, inputRequests: object) => ({
  sent: toolCall('everything-pay'),
  requestHeaders: {
    ...CLIENT_HEADERS,
    ...(version === undefined ? {} : { 'mcp-protocol-version': version }),
  },
  ...inputRequired({ inputRequests, requestState: 'opaque' }),
});

it.each(['2024-11-05', '2025-03-26', '2025-06-18', '2025-11-25'])(
  'warns of a result that a client of %s can’t go on with',
  (version) => {
    const [finding, ...more] = inspect(of(version, form)).findings;
    expect(finding).toMatchObject({
      rule: 'elicitation-required',
      level: 'warning',
      title: 'The tool asks for input that this client can’t give',
      evidence: [{ quote: 'input_required Your name? The session expired' }],
    });
    expect(more).toEqual([]);
    const [other] = inspect(of(version, page)).findings;
    expect(other?.title).toBe('The tool needs you to open a URL first');
    expect(other?.fix.user?.text).toContain(` ${url}`);
  },
);

it.each([
  ['of 2026-07-28', { ...modernCall('everything-pay'), ...inputRequired({ inputRequests: page }) }],
  ['of a later one', of('2027-01-01', form)],
  ['that names no revision', of(undefined, form)],
])('is quiet about it for a client %s', (_what, parts) => {
  expect(verdicts(parts)).toEqual([]);
});
