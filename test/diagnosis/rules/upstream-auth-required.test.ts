import { testOutcome } from './outcome.ts';

testOutcome(
  'upstream-auth-required',
  { status: 'auth_required', http_status: 401 },
  'auth_required, http_status 401',
);
