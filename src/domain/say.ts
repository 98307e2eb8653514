/** Turns a sentence with {places} into one in the person's language, and fills the places. */
export type Say = (message: string, places: Record<string, string | number>) => string;

let translate: Say = (message, places) =>
  message.replace(/\{(\w+)\}/g, (whole, name: string) => String(places[name] ?? whole));

/** Has every sentence about a domain translated from now on; VS Code's l10n.t fits. */
export function sayWith(translation: Say): void {
  translate = translation;
}

/** A whole sentence or label in the person's language, never a part of one: languages order words differently. */
export function say(message: string, places: Record<string, string | number> = {}): string {
  return translate(message, places);
}
