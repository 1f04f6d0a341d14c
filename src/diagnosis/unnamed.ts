import { memoizeText } from '../exchange/memoize.ts';
import type { Fix, Step } from './rule.ts';

/*
 * Rules write of LiteLLM, for that is whose gateways people ask about. Where nothing shows that it is there, what they write is about the gateway.
 */

/** A sentence about a gateway of which nothing shows that it is LiteLLM: what only some version of LiteLLM does is left out. */
export const unnamed = memoizeText((text) => {
  if (!text.includes('LiteLLM')) return text;
  const general = text.split(/(?<=[.:;]) /).filter((sentence) => !OF_A_VERSION.test(sentence));
  return (general.length === 0 ? text : general.join(' '))
    .split(/(“[^”]*”)/)
    .map((part) => (part.startsWith('“') ? part : unnamedPart(part)))
    .join('');
});

/** What stands in quotation marks is said by somebody else. */
const unnamedPart = (text: string): string =>
  text
    .replaceAll('LiteLLM key', 'gateway key')
    .replaceAll('this LiteLLM', 'this gateway')
    .replaceAll(/(^|[.:?!] )LiteLLM/g, '$1The gateway')
    .replaceAll('LiteLLM', 'the gateway');

const OF_A_VERSION = /LiteLLM [^.]{0,40}\d\.\d|Older LiteLLM/;

/** The same for what to change: LiteLLM's settings are nothing to copy for another gateway. */
export function unnamedFix({ user, operator }: Fix): Fix {
  return { ...(user && { user: unnamedStep(user) }), ...(operator && { operator: unnamedStep(operator) }) };
}

const unnamedStep = ({ text, commands = [] }: Step): Step => ({
  text: unnamed(text),
  commands: commands.filter(({ label, language }) => language !== 'yaml' && !label.includes('LiteLLM')),
});
