import type { ProblemFacts } from '../model/problem';

/**
 * How Odoo begins when a domain is no domain, or a condition of it makes no sense; none of these is translated (14–18,
 * odoo/osv/expression.py; 19, odoo/orm/domains.py).
 */
const beginnings =
  /^(Invalid leaf|Invalid domain term|Invalid operator|Domain\(\)|Domain .* is syntactically not correct|Domains to normalize|Failed to cast)/s;

/** Where Odoo repeats the condition that it cannot use. */
const conditions = [
  /^Invalid leaf (.+)$/s,
  /^Invalid domain term (.+)$/s,
  /^Invalid (?:operator|field) .* in domain term (.+)$/s,
  / in condition (\(.+\))$/s,
  /^Domain\(\) invalid item in domain: (.+)$/s,
];

/**
 * What Odoo says about a domain that it cannot use: the condition as it repeats it (`leaf`, in Python), and the `field` and `operator` in it.
 * Undefined for a message that is about something else. A field that does not exist is told apart before.
 */
export function domainFault(message: string): ProblemFacts | undefined {
  const said = message.trim();
  const leaf = conditions.map((pattern) => pattern.exec(said)?.[1]).find((found) => found !== undefined);
  if (leaf === undefined) return beginnings.test(said) ? {} : undefined;
  const parts = /^[([]\s*(['"])([^'"]*)\1\s*,\s*(['"])([^'"]*)\3/.exec(leaf);
  return {
    leaf: leaf.slice(0, 200),
    ...(parts?.[2] ? { field: parts[2] } : {}),
    ...(parts?.[4] ? { operator: parts[4] } : {}),
  };
}
