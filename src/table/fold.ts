const beyondAscii = /\P{ASCII}/u;

/** A text without case and accents, for finding and ordering: "Établissements" becomes "etablissements". */
export function fold(text: string): string {
  const folded = beyondAscii.test(text) ? text.normalize('NFD').replace(/\p{M}+/gu, '') : text;
  return folded.toLowerCase();
}
