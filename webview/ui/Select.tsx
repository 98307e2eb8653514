import { Fragment } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { register, type Dropdown, vsCodeDropdown, vsCodeOption } from './toolkit';

register(vsCodeDropdown(), vsCodeOption());

export interface SelectOption {
  value: string;
  label: string;
  /** The heading it stands under; the same for neighbours. */
  group?: string;
  /** Said beside the label in the quiet colour. */
  detail?: string;
  title?: string;
  disabled?: boolean;
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
      title={titleOf(props.options.find((option) => option.value === props.value))}
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
      {props.options.map((option, index) => (
        <Fragment key={option.value}>
          {option.group !== undefined && option.group !== props.options[index - 1]?.group && (
            // Only seen: an option's own title says where it belongs.
            <span class="option-group" aria-hidden="true">
              {option.group}
            </span>
          )}
          <vscode-option value={option.value} title={option.title} disabled={option.disabled}>
            {option.label}
            {option.detail && <span class="dim"> {option.detail}</span>}
          </vscode-option>
        </Fragment>
      ))}
    </vscode-dropdown>
  );
}

function titleOf(option: SelectOption | undefined): string | undefined {
  return option?.title === undefined ? option?.label : `${option.label}. ${option.title}`;
}
