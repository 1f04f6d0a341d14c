import type { Rule } from './rule.ts';
import * as rules from './rules/index.ts';

/** Every rule, by id. */
export const RULES: readonly Rule[] = Object.values(rules);
