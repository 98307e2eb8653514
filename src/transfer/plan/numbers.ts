/** A number as it was written, or undefined where it is none. */
export function readNumber(text: string, decimal: '.' | ','): number | undefined {
  const written = text
    .trim()
    .replace(/^\+/, '')
    .replace(/^\u2212/, '-');
  const [whole = '', fraction, ...more] = written.split(decimal);
  if (more.length > 0) return undefined;
  if (fraction !== undefined && !/^\d*(?:[eE][+-]?\d{1,3})?$/.test(fraction)) return undefined;
  const plain = withoutGroups(whole, decimal, fraction === undefined);
  if (plain === undefined || (plain.replace('-', '') === '' && !/^\d/.test(fraction ?? ''))) return undefined;
  const value = Number(fraction === undefined ? plain : `${plain || '0'}.${fraction || '0'}`);
  return Number.isFinite(value) ? value : undefined;
}

/** Digits in groups of three, divided by what is no decimal sign: a point or comma, a space of any width, an apostrophe. */
function withoutGroups(whole: string, decimal: '.' | ',', mayBeScientific: boolean): string | undefined {
  if (/^-?\d*$/.test(whole)) return whole;
  if (mayBeScientific && /^-?\d+[eE][+-]?\d{1,3}$/.test(whole)) return whole;
  const other = decimal === '.' ? ',' : '\\.';
  const groups = new RegExp(`^-?\\d{1,3}(?:([${other}'’\\s\\u00a0\\u202f\\u2009])\\d{3})(?:\\1\\d{3})*$`);
  return groups.test(whole) ? whole.replace(/[^\d-]/g, '') : undefined;
}
