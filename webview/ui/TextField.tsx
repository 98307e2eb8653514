import { useLayoutEffect, useRef } from 'preact/hooks';
import { register, type ToolkitTextField, vsCodeTextField } from './toolkit';

register(vsCodeTextField());

interface TextFieldProps {
  label: string;
  value: string;
  onInput: (value: string) => void;
  placeholder?: string;
  /** For names and values that the wire sees. */
  mono?: boolean;
  class?: string;
}

export function TextField(props: TextFieldProps) {
  const element = useRef<ToolkitTextField>(null);

  // The toolkit writes over aria-label when it is connected, so the label is set after that.
  useLayoutEffect(() => {
    element.current?.setAttribute('aria-label', props.label);
  }, [props.label]);

  return (
    <vscode-text-field
      ref={element}
      class={`${props.mono ? 'mono' : ''} ${props.class ?? ''}`}
      value={props.value}
      placeholder={props.placeholder ?? ''}
      spellcheck={false}
      onInput={(event) => props.onInput(event.currentTarget.value)}
    />
  );
}
