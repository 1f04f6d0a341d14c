/**
 * `docs/rules/<id>.md` of every rule, by path, as text inside the package: no page is fetched from anywhere. Imported when
 * the first one is opened.
 */
const PAGES = import.meta.glob<string>(['../../../docs/rules/*.md', '!**/README.md'], {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** The page of a rule, as Markdown; undefined when it has none. */
export function pageOf(rule: string): string | undefined {
  return PAGES[`../../../docs/rules/${rule}.md`];
}
