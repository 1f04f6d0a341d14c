// 16 × 16, drawn in the colour of the text around. Filled shapes, so that they hold at small sizes.
const PATHS = {
  error:
    'M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1Zm3 8.9L9.9 11 8 9.1 6.1 11 5 9.9 6.9 8 5 6.1 6.1 5 8 6.9 9.9 5 11 6.1 9.1 8 11 9.9Z',
  warning: 'M8 1.5.8 14.2h14.4L8 1.5Zm.8 10.6H7.2v-1.5h1.6v1.5Zm0-2.7H7.2V5.8h1.6v3.6Z',
  info: 'M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1Zm.8 10.6H7.2V7.2h1.6v4.4Zm0-5.7H7.2V4.4h1.6v1.5Z',
  good: 'M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1Zm-1.1 10L3.8 7.9l1.1-1.1 2 2 4.2-4.2 1.1 1.1L6.9 11Z',
  bad: 'M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1Zm3 8.9L9.9 11 8 9.1 6.1 11 5 9.9 6.9 8 5 6.1 6.1 5 8 6.9 9.9 5 11 6.1 9.1 8 11 9.9Z',
  unknown:
    'M8 1.2a6.8 6.8 0 1 0 0 13.6A6.8 6.8 0 0 0 8 1.2Zm0 1.3a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11Zm-.8 8.1h1.5v1.5H7.2v-1.5Zm.9-6.4c-1.6 0-2.6.9-2.6 2.3H7c0-.6.4-1 1-1s1 .4 1 .9c0 .4-.2.7-.8 1.1-.8.6-1.1 1-1 2h1.4c0-.5.2-.8.8-1.2.7-.5 1.1-1.1 1.1-1.9 0-1.3-1-2.2-2.4-2.2Z',
  waiting:
    'M8 1.2a6.8 6.8 0 1 0 0 13.6A6.8 6.8 0 0 0 8 1.2Zm0 1.3a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11ZM7.3 4.5h1.4v3.2l2.4 1.5-.7 1.2-3.1-1.9V4.5Z',
  'not-seen':
    'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2Zm0 1.4a4.6 4.6 0 1 1 0 9.2 4.6 4.6 0 0 1 0-9.2ZM5 7.3h6v1.4H5V7.3Z',
  answered: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2Z',
  sent: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2Zm0 1.5v9a4.5 4.5 0 0 1 0-9Z',
  'not-applied': 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2Zm0 1.4a4.6 4.6 0 1 1 0 9.2 4.6 4.6 0 0 1 0-9.2Z',
  record: 'M8 3a5 5 0 1 0 0 10A5 5 0 0 0 8 3Z',
  ring: 'M8 3a5 5 0 1 0 0 10A5 5 0 0 0 8 3Zm0 1.4a3.6 3.6 0 1 1 0 7.2 3.6 3.6 0 0 1 0-7.2Z',
  clear:
    'M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13ZM3 8c0-1.2.4-2.2 1-3l7 7a5 5 0 0 1-8-4Zm9 3L5 4a5 5 0 0 1 7 7Z',
  close:
    'm12.2 4.9-1.1-1.1L8 6.9 4.9 3.8 3.8 4.9 6.9 8l-3.1 3.1 1.1 1.1L8 9.1l3.1 3.1 1.1-1.1L9.1 8l3.1-3.1Z',
  copy: 'M5 1.5h7.5A1.5 1.5 0 0 1 14 3v8h-1.5V3H5V1.5ZM3.5 4.5h6A1.5 1.5 0 0 1 11 6v7a1.5 1.5 0 0 1-1.5 1.5h-6A1.5 1.5 0 0 1 2 13V6a1.5 1.5 0 0 1 1.5-1.5Zm0 1.5v7h6V6h-6Z',
  reload: 'M13.5 2v4.5H9l1.9-1.9a4.5 4.5 0 1 0 1.4 4.6h1.6a6 6 0 1 1-1.9-5.7L13.5 2Z',
  filter: 'M2 3.5h12V5H2V3.5Zm2 4h8V9H4V7.5Zm2.5 4h3V13h-3v-1.5Z',
  jump: 'M3.5 3.5V9A1.5 1.5 0 0 0 5 10.5h5.2L8.1 12.6l1.1 1.1 3.9-3.9-3.9-3.9-1.1 1.1L10.2 9H5V3.5H3.5Z',
  open: 'M1.5 3.5A1.5 1.5 0 0 1 3 2h3.2l1.6 1.8H13a1.5 1.5 0 0 1 1.5 1.5V12a1.5 1.5 0 0 1-1.5 1.5H3A1.5 1.5 0 0 1 1.5 12V3.5ZM3 5.3V12h10V5.3H3Z',
  export: 'M7.25 2h1.5v6.2l2.3-2.3 1.05 1.1L8 11.1 3.9 7l1.05-1.1 2.3 2.3V2ZM2.5 12.5h11V14h-11v-1.5Z',
  file: 'M4 1.5h5.2L13 5.3V13a1.5 1.5 0 0 1-1.5 1.5H4A1.5 1.5 0 0 1 2.5 13V3A1.5 1.5 0 0 1 4 1.5ZM4 3v10h7.5V6.5H8V3H4Z',
} as const;

export type IconName = keyof typeof PATHS;

/** A picture beside a word that says the same: screen readers skip it. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 16 16" width="14" height="14" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} fill="currentColor" fill-rule="evenodd" />
    </svg>
  );
}
