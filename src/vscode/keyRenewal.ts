import { explainError } from '../diagnosis/explain';
import type { Connection } from '../model/connection';
import type { ExplainedProblem } from '../model/problem';
import { generateKey, keySignIn, revokeKey, type NewKey } from '../odoo/apiKeys';
import type { OdooClient } from '../odoo/client';

export interface RenewalPorts {
  /** A client that signs in with a key that is not stored. */
  clientFor: (key: string) => OdooClient;
  /** Keeps a key for the connection, and for all that have the old one. Their names. */
  store: (key: string) => Promise<string[]>;
}

/** How a renewal went. Nothing is lost in any of them: the new key is stored before the old one is taken back. */
export type Renewal =
  | { kind: 'renewed'; connections: string[] }
  /** The new key is stored and works; the old one is still good. */
  | { kind: 'oldStays'; connections: string[]; problem: ExplainedProblem | undefined }
  /** The new key was made, and did not open the connection. The old one stays in use. */
  | { kind: 'newRefused'; problem: ExplainedProblem; removed: boolean }
  /** The server makes no keys for this user's programs. */
  | { kind: 'notOffered' };

/**
 * Makes a new key, signs in with it, stores it and takes the old one back, in this order.
 * @param connection its marks count for calls, not for this: the person was asked about it by itself
 * @throws OdooError where the server refuses to make the key; nothing has changed then
 */
export async function renewKey(
  ports: RenewalPorts,
  connection: Connection,
  oldKey: string,
  wanted: NewKey & { revokeOld: boolean },
): Promise<Renewal> {
  const asked: Connection = { ...connection, production: false };
  const before = ports.clientFor(oldKey);
  const newKey = await generateKey(before, asked, oldKey, wanted);
  if (newKey === undefined) return { kind: 'notOffered' };
  const after = ports.clientFor(newKey);
  try {
    await after.signIn(asked);
    // The Secure API module signs in its own way; whether the key opens Odoo itself is told by Odoo.
    if (asked.protocol === 'rest') await after.signIn(asked, { signIn: keySignIn(asked) });
  } catch (error) {
    const removed = await revokeKey(before, asked, newKey).then(
      () => true,
      () => false,
    );
    return { kind: 'newRefused', problem: explainError(error), removed };
  }
  const connections = await ports.store(newKey);
  if (!wanted.revokeOld) return { kind: 'oldStays', connections, problem: undefined };
  try {
    await revokeKey(after, asked, oldKey);
    return { kind: 'renewed', connections };
  } catch (error) {
    return { kind: 'oldStays', connections, problem: explainError(error) };
  }
}

/** What came of it, in words. No key is among them. */
export function renewalWords(connection: Connection, renewal: Renewal, name: string): string {
  const stored = (connections: string[]): string => {
    const others = connections.filter((each) => each !== connection.name);
    return others.length > 0 ? ` So is it for ${others.join(', ')}.` : '';
  };
  const preferences = 'Delete it in Odoo’s preferences, under Account Security.';
  switch (renewal.kind) {
    case 'renewed':
      return `${connection.name}: the API key is renewed. The new one is called “${name}”; the old one opens nothing any more.${stored(renewal.connections)}`;
    case 'oldStays':
      return renewal.problem
        ? `${connection.name}: the new API key “${name}” is stored and works. The old one could not be taken back: ${renewal.problem.sentence} ${preferences}`
        : `${connection.name}: the new API key “${name}” is stored and works. The old one stays good.${stored(renewal.connections)}`;
    case 'newRefused':
      return `${connection.name}: a new API key was made, but did not open the connection: ${renewal.problem.sentence} The connection keeps its old key.${renewal.removed ? '' : ` The new one is called “${name}”. ${preferences}`}`;
    case 'notOffered':
      return `${connection.name}: this server makes no API keys for programs, or not for this user.`;
  }
}
