/** Words of our own closed sets, which stand under these names, and addresses of documentation: never a server's, never a person's. */
const closed = new Set([
  'code',
  'probe',
  'verdict',
  'auth',
  'protocol',
  'state',
  'certainty',
  'kind',
  'step',
  'id',
  'documentation',
]);

/** The same data with every text in it changed, however deep; what is not free text stays. */
export function mapStrings<T>(value: T, change: (text: string) => string): T {
  return mapped(value, change) as T;
}

function mapped(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((one) => mapped(one, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, closed.has(name) ? one : mapped(one, change)]),
  );
}
