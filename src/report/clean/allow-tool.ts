import { type Quote, speaksInSentences } from '../../answers/own-words.ts';
import type { Carrier } from '../../answers/refusal.ts';
import { defined } from '../../exchange/json.ts';
import { type Allow, shape } from './allow.ts';
import { quoted } from './quoted.ts';

const RESULTS = 'tool results';

/** Stays where a person included it, else becomes what is given. */
export const unlessIncluded =
  (otherwise: Allow): Allow =>
  (value, cleaning) =>
    cleaning.toolData === 'included' ? value : otherwise(value, cleaning);

export const toolArguments = unlessIncluded(shape('tool arguments'));
export const toolResults = unlessIncluded(shape(RESULTS));

/** A tool that worked may quote anything; the gateway's words stand in the place of its text. */
const isGateways = ({ by, from }: Quote): boolean => from === 0 && speaksInSentences(by);

/** A tool's text: its length only, but the gateway's own words in it as what they are. */
export const toolText = unlessIncluded(
  (value, cleaning) =>
    (typeof value === 'string'
      ? quoted(value, { carrier: 'llm-event', which: isGateways }, RESULTS, cleaning)
      : undefined) ?? toolResults(value, cleaning),
);

/** The same where it failed: what Hopscope reads as a refusal stays readable as one. */
export const failureText = (carrier: Carrier, code?: string): Allow =>
  unlessIncluded(
    (value, cleaning) =>
      (typeof value === 'string'
        ? quoted(value, { carrier, ...defined({ code }) }, RESULTS, cleaning)
        : undefined) ?? toolResults(value, cleaning),
  );
