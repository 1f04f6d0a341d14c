import { expect, it } from 'vitest';
import { complaint } from './complaint.ts';

it('is the last error of pip, which names each version before', () => {
  const output = [
    'Looking in links: /opt/wheels',
    'ERROR: Could not find a version that satisfies the requirement litellm==9.9.9 (from versions: 0.1.0, 0.1.1)',
    'ERROR: No matching distribution found for litellm==9.9.9',
  ];
  expect(complaint(`${output.join('\n')}\n`)).toBe(
    'ERROR: No matching distribution found for litellm==9.9.9',
  );
});

it('is the error of uv with its causes, in one line', () => {
  const output = [
    'Using Python 3.11.7 environment at: environment',
    'error: No solution found when resolving dependencies',
    '  cause: Because litellm-proxy was not found in the package registry and litellm[proxy]>=1.110.2 depends on',
    '         litellm-proxy==1.110.2, we can conclude that litellm[proxy]>=1.110.2 cannot be used.',
  ];
  expect(complaint(output.join('\n'))).toBe(
    'error: No solution found when resolving dependencies cause: Because litellm-proxy was not found in the package registry and litellm[proxy]>=1.110.2 depends on litellm-proxy==1.110.2, we can conclude that litellm[proxy]>=1.110.2 cannot be used.',
  );
});

it('is the last line where nothing is called an error, and never long', () => {
  expect(complaint('Collecting litellm\nKilled')).toBe('Killed');
  expect(complaint(`error: ${'x'.repeat(1000)}`)).toHaveLength(301);
});
