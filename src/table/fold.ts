/** A text without case and accents, for finding and ordering: "Établissements" becomes "etablissements". */
export function fold(text: string): string {
  const lower = text.toLowerCase();
  for (let at = 0; at < lower.length; at++) {
    if (lower.charCodeAt(at) > 127) return lower.normalize('NFD').replace(/\p{M}+/gu, '');
  }
  return lower;
}
