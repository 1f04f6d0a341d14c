import { Icon } from './Icon.tsx';

interface Properties {
  /** What it closes: `Close the details`. */
  readonly label: string;
  readonly onClose: () => void;
}

/** Closes what Esc closes. */
export function CloseButton({ label, onClose }: Properties) {
  return (
    <button type="button" class="icon-button" aria-label={label} title="Close (Esc)" onClick={onClose}>
      <Icon name="close" />
    </button>
  );
}
