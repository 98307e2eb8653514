/** SQL's LIKE as a regular expression: % is any text, _ any letter, a backslash takes the next letter as it is. */
export function likePattern(pattern: string, ignoreCase: boolean): RegExp {
  const source = pattern.replace(
    /\\([\s\S])|([%_])|([.*+?^${}()|[\]\\])/g,
    (_, escaped, wildcard, special) => {
      if (typeof escaped === 'string') return escaped.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
      if (typeof wildcard === 'string') return wildcard === '%' ? '.*' : '.';
      return `\\${String(special)}`;
    },
  );
  return new RegExp(`^${source}$`, ignoreCase ? 'isu' : 'su');
}
