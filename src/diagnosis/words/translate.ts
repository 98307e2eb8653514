/** Turns a sentence with {places} into one in the person's language, and fills the places. */
export type Translate = (message: string, places: Record<string, string | number>) => string;

let translate: Translate = (message, places) =>
  message.replace(/\{(\w+)\}/g, (whole, name: string) => String(places[name] ?? whole));

/** Has every sentence translated from now on; VS Code's l10n.t fits. */
export function translateWith(translation: Translate): void {
  translate = translation;
}

/** A whole sentence, title or button of this table, in the person's language: never a part of a sentence, since languages order words differently. */
export function t(message: string, places: Record<string, string | number> = {}): string {
  return translate(message, places);
}
