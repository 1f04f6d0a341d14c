import type { Entry, Har } from 'har-format';
import { describe, expect, it } from 'vitest';
import { createInspector } from '../../src/inspect.ts';
import { recordedFiles } from '../golden/recordings.ts';

/** Ways in which other exporters, hosts and names differ from the recordings, none of which changes a verdict. */
const OTHERWISE: Readonly<Record<string, (har: string) => string>> = {
  'no media types': (har) => har.replace(/"mimeType": "[^"]*"/g, '"mimeType": ""'),
  'guessed media types': (har) => har.replace(/"mimeType": "[^"]*"/g, '"mimeType": "x-unknown"'),
  'header names in capitals': changed(({ request, response }) => {
    for (const header of [...request.headers, ...response.headers]) header.name = header.name.toUpperCase();
  }),
  'bodies in base64': changed(({ response: { content } }) => {
    if (content.text === undefined) return;
    content.text = Buffer.from(content.text).toString('base64');
    content.encoding = 'base64';
  }),
  'statuses as text': (har) => har.replace(/"status": (\d+)/g, '"status": "$1"'),
  'other hosts': (har) =>
    har.replace(/http(:|%3A)(\/\/|%2F%2F)127\.0\.0\.1(?::|%3A)(\d+)/gi, 'https$1$2host$3.example'),
  'another key': (har) => har.replaceAll('sk-throwaway-master-key-1234', 'sk-Zz09_anotherKeyOfAGateway42'),
  'another alias': (har) => har.replaceAll('everything', 'jira_cloud'),
};

function changed(change: (entry: Entry) => void): (har: string) => string {
  return (text) => {
    const har = JSON.parse(text) as Har;
    har.log.entries.forEach(change);
    return JSON.stringify(har);
  };
}

function verdicts(text: string): readonly string[] {
  const inspector = createInspector();
  return (JSON.parse(text) as Har).log.entries.map((entry) => {
    const inspected = inspector.add(entry);
    return inspected ? inspected.findings.map(({ rule, level }) => `${rule}/${level}`).join(' ') : 'not MCP';
  });
}

const RECORDED = recordedFiles().map((file) => ({ ...file, said: JSON.stringify(verdicts(file.text)) }));

describe.each(Object.entries(OTHERWISE))('%s', (_what, otherwise) => {
  it('changes no verdict', () => {
    const differ = RECORDED.filter(({ text, said }) => JSON.stringify(verdicts(otherwise(text))) !== said);
    expect(differ.map(({ litellm, scenario }) => `${litellm}/${scenario}`)).toEqual([]);
  });
});
