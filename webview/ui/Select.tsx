import { useLayoutEffect, useRef } from 'preact/hooks';
import { register, type Dropdown, vsCodeDropdown, vsCodeOption } from './toolkit';

register(vsCodeDropdown(), vsCodeOption());

export interface SelectOption {
  value: string;
  label: string;
}

interface SelectProps {
  label: string;
  /** Must be one of the options: the toolkit shows the first of them for any other. */
  value: string;
  options: SelectOption[];
  onChange: (value: string) => void;
  testId?: string;
  class?: string;
}

export function Select(props: SelectProps) {
  const element = useRef<Dropdown>(null);

  // The toolkit learns of its options by a slotchange event, after this render, and until then takes any value; a value
  // it was given earlier it forgets when the options change. So it is given again whenever the options have arrived.
  useLayoutEffect(() => {
    const dropdown = element.current;
    if (!dropdown) return;
    const apply = (): void => {
      if (dropdown.value !== props.value) dropdown.value = props.value;
    };
    const later = (): void => queueMicrotask(apply);
    apply();
    const slots = dropdown.shadowRoot;
    slots?.addEventListener('slotchange', later);
    return () => slots?.removeEventListener('slotchange', later);
  });

  return (
    <vscode-dropdown
      ref={element}
      class={props.class}
      aria-label={props.label}
      title={props.options.find((option) => option.value === props.value)?.label}
      data-testid={props.testId}
      onKeyDownCapture={(event) => {
        const dropdown = event.currentTarget;
        // Left alone the toolkit keeps what the arrows went over when Escape closes the list.
        if (event.key === 'Escape' && dropdown.open) dropdown.value = props.value;
        // Ctrl+Enter is the page's.
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.stopImmediatePropagation();
      }}
      onChange={(event) => {
        const chosen = event.currentTarget.value;
        if (chosen !== props.value) props.onChange(chosen);
      }}
    >
      {props.options.map((option) => (
        <vscode-option key={option.value} value={option.value}>
          {option.label}
        </vscode-option>
      ))}
    </vscode-dropdown>
  );
}
