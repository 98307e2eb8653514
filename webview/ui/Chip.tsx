import { Icon } from './Icon';

interface ChipProps {
  text: string;
  /** What it stands for, shown on hover. */
  title?: string;
  onRemove: () => void;
}

/** A chosen name that can be taken away again. */
export function Chip(props: ChipProps) {
  return (
    <span class="chip mono" title={props.title}>
      {props.text}
      <button type="button" aria-label={`Remove ${props.text}`} onClick={props.onRemove}>
        <Icon name="close" />
      </button>
    </span>
  );
}
