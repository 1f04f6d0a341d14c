import { testOutcome } from './outcome.ts';

testOutcome('upstream-timeout', { status: 'timeout' }, 'timeout');
