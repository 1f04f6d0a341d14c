import { ANSWERS } from './answers.ts';
import { AUTH } from './auth.ts';
import { LOGS } from './logs.ts';
import type { Property } from './property.ts';
import { PROTOCOL } from './protocol.ts';
import { RECORDINGS } from './recordings.ts';

/** What must hold of every parser. */
export const PROPERTIES: readonly Property[] = [...PROTOCOL, ...AUTH, ...ANSWERS, ...LOGS, ...RECORDINGS];
