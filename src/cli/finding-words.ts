import type { Command, Finding } from '../diagnosis/rule.ts';
import { revealed } from '../exchange/reveal.ts';
import { FIX_TITLES } from '../words/fix.ts';

/** A finding below its title: why, on what evidence, and what each side changes. */
export function findingWords({ rule, why, evidence, fix }: Finding): string {
  const lines = [
    `  ${oneLine(why)}`,
    ...evidence.map(({ quote }) => `  > ${oneLine(quote)}`),
    ...(['user', 'operator'] as const).flatMap((side) => {
      const step = fix[side];
      return step
        ? [
            '',
            `  ${FIX_TITLES[side]}`,
            `    ${oneLine(step.text)}`,
            ...(step.commands ?? []).flatMap(commandLines),
          ]
        : [];
    }),
    '',
    `  Rule: ${rule}`,
  ];
  return `${lines.join('\n')}\n`;
}

const commandLines = ({ label, text }: Command): readonly string[] => [
  '',
  `    ${label}:`,
  ...text.split('\n').map((line) => `      ${revealed(line)}`),
];

/** What a server says can't move the cursor, and can't pretend to be a line of ours. */
export const oneLine = (text: string): string => revealed(text.replace(/\s+/g, ' '));
