/* eslint-disable no-control-regex */
/** What XML 1.0 cannot carry, not even as a reference; lone halves of surrogate pairs too. */
const impossible =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

const escapes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
};

/** A text between tags, or in an attribute with double quotes. */
export function xmlText(text: string): string {
  return text.replace(impossible, '').replace(/[&<>"\r]/g, (character) => escapes[character] ?? '');
}

/** The same in an attribute, whose line ends and tabs a parser would make spaces. */
export function xmlAttribute(text: string): string {
  return xmlText(text).replace(/\n/g, '&#10;').replace(/\t/g, '&#9;');
}

/** A text in a comment, which no two hyphens may stand in. */
export function xmlComment(text: string): string {
  return text.replace(impossible, '').replace(/-(?=-|$)/g, '- ');
}
