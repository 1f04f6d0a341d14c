import { expect, it } from 'vitest';
import { inspect, verdicts } from '../../har-entry.ts';

const refused = (error: string) => ({
  status: 403,
  received: { error },
  responseHeaders: { 'www-authenticate': `Bearer error="${error}", scope="files:write"` },
});

it('fires and names the scope', () => {
  const finding = inspect(refused('insufficient_scope')).findings.find(
    ({ rule }) => rule === 'scope-insufficient',
  );
  expect(finding?.why).toContain('Needed: “files:write”.');
  expect(JSON.stringify(finding?.fix)).not.toContain('files:write');
});

it('is quiet about another refusal', () => {
  expect(verdicts(refused('invalid_token')).join()).not.toContain('scope-insufficient');
});
