/** A word in an outlined box: the colour repeats what the word says. */
export function Mark(props: { kind: 'production' | 'readOnly' }) {
  return (
    <span class={`mark ${props.kind}`} data-testid={`mark-${props.kind}`}>
      {props.kind === 'production' ? 'Production' : 'Read-only'}
    </span>
  );
}
