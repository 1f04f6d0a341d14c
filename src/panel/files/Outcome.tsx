import { Icon } from '../layout/Icon.tsx';

/** How far saving is. */
export type Saving =
  | { readonly state: 'not yet' | 'busy' }
  | { readonly state: 'saved'; readonly name: string; readonly size: string }
  | { readonly state: 'failed'; readonly why: string };

export function Outcome({ saving }: { readonly saving: Saving }) {
  return (
    <>
      <p class="outcome good-text" role="status">
        {saving.state === 'busy' && <span class="dim">Writing…</span>}
        {saving.state === 'saved' && (
          <>
            <Icon name="good" /> Saved {saving.name}, {saving.size}
          </>
        )}
      </p>
      <p class="outcome bad-text" role="alert">
        {saving.state === 'failed' && (
          <>
            <Icon name="error" /> Nothing was saved. {saving.why}
          </>
        )}
      </p>
    </>
  );
}
