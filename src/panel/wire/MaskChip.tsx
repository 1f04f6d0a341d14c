import type { Signal } from '@preact/signals';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Mask } from '../../exchange/mask.ts';

/** The tag whose chips stand out now, shared by everything under one provider. */
export const TagInFocus = createContext<Signal<string | undefined> | undefined>(undefined);

/** A masked credential. Under a provider, pointing at one lights up every chip with its tag: the same tag is the same value. */
export function MaskChip({ mask }: { readonly mask: Mask }) {
  const tag = useContext(TagInFocus);
  const content = (
    <>
      {mask.look}
      <b> #{mask.tag}</b>
    </>
  );
  if (!tag) return <span class="mask">{content}</span>;
  const leave = () => {
    tag.value = undefined;
  };
  const enter = () => {
    tag.value = mask.tag;
  };
  return (
    <button
      type="button"
      class={tag.value === mask.tag ? 'mask same' : 'mask'}
      title={`Masked, ${mask.length}. Wherever #${mask.tag} stands, it is the same value.`}
      onPointerEnter={enter}
      onPointerLeave={leave}
      onFocus={enter}
      onBlur={leave}
    >
      {content}
    </button>
  );
}
