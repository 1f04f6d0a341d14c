import { useRef, useState } from 'preact/hooks';
import { asBearer, isHeaderValue } from '../../checks/credential.ts';
import { KEY_HEADER } from '../../litellm/header-names.ts';
import type { Row } from '../rows/row.ts';
import type { CheckKey } from '../store/checks.ts';
import type { KeyFields, KeyFrom } from './KeyFields.tsx';
import { keyOfPage } from './seen.ts';

interface ChosenKey {
  /** What the fields show. */
  readonly fields: Parameters<typeof KeyFields>[0];
  readonly from: KeyFrom;
  /** What was chosen, and empties the field of a typed key. */
  readonly read: () => CheckKey | { readonly problem: string };
}

/** Which key goes along: at first the one that the page sent, if it sent any. @param url undefined while there is none */
export function useKey(url: string | undefined, rows: readonly Row[]): ChosenKey {
  const [chosen, setFrom] = useState<KeyFrom>('page');
  const [headerName, setHeaderName] = useState(KEY_HEADER);
  const typed = useRef<HTMLInputElement>(null);
  const sentByPage = url === undefined ? [] : keyOfPage(url, rows);
  const from: KeyFrom = chosen === 'page' && sentByPage.length === 0 ? 'none' : chosen;

  const read = (): CheckKey | { readonly problem: string } => {
    if (from === 'none') return { from };
    if (from === 'page')
      return { from, names: [...new Set(sentByPage.map(({ name }) => name.toLowerCase()))] };
    const value = typed.current?.value.trim() ?? '';
    if (value === '') return { problem: 'Type the key, or choose to send none.' };
    if (!isHeaderValue(value)) return { problem: 'The key holds characters that no header can.' };
    if (typed.current) typed.current.value = '';
    return { from, header: { name: headerName, value: asBearer(value) } };
  };

  return {
    fields: { from, sentByPage, headerName, typed, onFrom: setFrom, onHeaderName: setHeaderName },
    from,
    read,
  };
}
