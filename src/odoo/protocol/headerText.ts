/** Whether a header carries it as it is: neither spaces nor line breaks nor letters beyond ASCII. What holds them is no key and no database. */
export function fitsHeader(text: string): boolean {
  return /^[\x21-\x7e]+$/.test(text);
}
