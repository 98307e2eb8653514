export interface ComboboxOption {
  /** The technical name: what is put into the field. */
  value: string;
  /** The name people know it by. */
  label: string;
  /** A short dim word at the end of the line: a field's type. */
  detail?: string;
}

/**
 * The options that hold every word typed, in their name or label, best first: a name that is or starts with the text, then
 * one of its parts (after a dot or underscore), then a label that starts with it, then the rest. Within a rank the order stays.
 */
export function filterOptions(options: readonly ComboboxOption[], typed: string): readonly ComboboxOption[] {
  const text = typed.trim().toLowerCase();
  if (!text) return options;
  const words = text.split(/\s+/);
  const ranks: ComboboxOption[][] = [[], [], [], [], []];
  for (const option of options) {
    const value = option.value.toLowerCase();
    const label = option.label.toLowerCase();
    if (!words.every((word) => value.includes(word) || label.includes(word))) continue;
    ranks[rank(value, label, text)]?.push(option);
  }
  return ranks.flat();
}

function rank(value: string, label: string, text: string): number {
  if (value === text) return 0;
  if (value.startsWith(text)) return 1;
  if (value.includes(`.${text}`) || value.includes(`_${text}`)) return 2;
  return label.startsWith(text) ? 3 : 4;
}
