import { spawnSync } from 'node:child_process';
import { beforeAll, expect, it } from 'vitest';
import { buildCommand, commandFile } from './built.ts';

beforeAll(() => buildCommand('explain'));

const run = (...args: readonly string[]) =>
  spawnSync(process.execPath, [commandFile('explain'), ...args], { encoding: 'utf8' });

it('says what a message means, whose it is, where, and what to change', () => {
  const { status, stdout, stderr } = run('Tool', 'x is not allowed for server github.');
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const lines = stdout.split('\n');
  expect(lines[1]).toBe('  The gateway says that, as HTTP 400. Hop: LiteLLM');
  expect(stdout).toContain('  What the gateway’s operator changes\n');
  expect(stdout).toContain('  Rule: tool-withheld\n');
});

it('tells the same as one JSON object', () => {
  const { stdout } = run('--json', 'error code: 1010');
  expect(JSON.parse(stdout)).toMatchObject({
    explanation: { by: 'edge', known: 'words', finding: { rule: 'edge-refused', hop: 'client-to-gateway' } },
    nearest: [],
  });
});

it('says that it does not know one, and what is nearest', () => {
  const { status, stdout } = run('the pinned list of tools for server github lacks this tool');
  expect(status).toBe(1);
  expect(stdout).toMatch(
    /^Hopscope does not know this message\. Nearest:\n {2}withheld: “[^”]*pinned tool list/,
  );
  expect(run('qwertz uiop').stdout).toContain('Nothing that it knows is near.');
});

it.each([[], [''], ['--what', 'x']])('names its usage without a message: %s', (...args) => {
  const { status, stdout, stderr } = run(...args.filter((each) => each !== undefined));
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toMatch(/^usage: npm run -s explain/);
});
