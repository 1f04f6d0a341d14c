import { testOutcome } from './outcome.ts';

testOutcome('upstream-forbidden', { status: 'forbidden', http_status: 403 }, 'forbidden, http_status 403');
