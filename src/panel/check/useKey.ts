import { useRef, useState } from 'preact/hooks';
import { asBearer, isHeaderValue } from '../../checks/credential.ts';
import type { Row } from '../rows/row.ts';
import type { CheckKey } from '../store/checks.ts';
import type { KeyFields, KeyFrom } from './KeyFields.tsx';
import { keyOfPage } from './seen.ts';

interface ChosenKey {
  /** What the fields show. */
  readonly fields: Parameters<typeof KeyFields>[0];
  readonly from: KeyFrom;
  /** What was chosen, and empties the fields of typed keys. */
  readonly read: () => CheckKey | { readonly problem: string };
}

/** Which key goes along: at first the one that the page sent, if it sent any. @param url undefined while there is none */
export function useKey(url: string | undefined, rows: readonly Row[]): ChosenKey {
  const [chosen, setFrom] = useState<KeyFrom>('page');
  const typed = useRef<HTMLDivElement>(null);
  const sentByPage = url === undefined ? [] : keyOfPage(url, rows);
  const from: KeyFrom = chosen === 'page' && sentByPage.length === 0 ? 'none' : chosen;

  const read = (): CheckKey | { readonly problem: string } => {
    if (from === 'none') return { from };
    if (from === 'page')
      return { from, names: [...new Set(sentByPage.map(({ name }) => name.toLowerCase()))] };
    const inputs = [...(typed.current?.querySelectorAll('input') ?? [])];
    const headers = inputs.flatMap(({ value, dataset: { header: name } }) =>
      name === undefined || value.trim() === '' ? [] : [{ name, value: value.trim() }],
    );
    if (headers.length === 0) return { problem: 'Type a key or a token, or choose to send none.' };
    if (!headers.every(({ value }) => isHeaderValue(value)))
      return { problem: 'The key holds characters that no header can.' };
    for (const input of inputs) input.value = '';
    return { from, headers: headers.map(({ name, value }) => ({ name, value: asBearer(value) })) };
  };

  return {
    fields: { from, sentByPage, typed, onFrom: setFrom },
    from,
    read,
  };
}
