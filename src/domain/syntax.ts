import type { DomainSyntax } from './print';

/**
 * The syntax a domain is typed in. Strict JSON is JSON; an empty list and everything else is Python, which also says which quotes
 * and brackets a list in square brackets may have. Text that cannot be read yet is judged by what only one of the two has.
 */
export function syntaxOf(text: string): DomainSyntax {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) && value.length > 0 ? 'json' : 'python';
  } catch {
    const bare = text.replace(/"(?:[^"\\\n]|\\.)*("|$)/g, '""');
    return /['(#]|\b(?:True|False|None)\b/.test(bare) || !bare.includes('""') ? 'python' : 'json';
  }
}
