const labels = {
  production: 'Production',
  readOnly: 'Read-only',
  unchecked: 'Certificate not checked',
};

/** A word in an outlined box: the colour repeats what the word says. */
export function Mark({ kind }: { kind: keyof typeof labels }) {
  return (
    <span class={`mark ${kind}`} data-testid={`mark-${kind}`}>
      {labels[kind]}
    </span>
  );
}
