import type { About } from './har.ts';
import type { Report } from './report.ts';

/** Writes a report as one Markdown file for a ticket. */
export type ToMarkdown = (report: Report, about: About) => string;

/** The writer of support bundles, where there is one. */
export const toMarkdown = undefined as ToMarkdown | undefined;
