import type { Diagnosis } from '../../src/model/diagnosis';
import type { RequestSpec } from '../../src/model/requestSpec';
import type { OdooVersion } from '../support/odooServer';
import { clientWith, connectionOf, examinedCall, transportFor } from './engine';
import { odoo } from './grounds';
import { passwordOverXmlRpc, toOdoo } from './wishes';

/** Makes a user on a real server for as long as the work takes. @param work gets a way to change the user's record */
export async function withTemporaryUser<T>(
  version: OdooVersion,
  user: { login: string; password?: string },
  work: (change: (values: { password: string }) => Promise<unknown>) => Promise<T>,
): Promise<T> {
  const { url, database, admin } = odoo(version);
  const client = clientWith(admin.password, transportFor());
  const connection = connectionOf({ url, database, login: admin.login });
  const run = async (spec: RequestSpec): Promise<unknown> => (await client.run(connection, spec)).value;
  const id = await run({
    operation: 'create',
    model: 'res.users',
    values: { name: user.login, ...user },
    context: { no_reset_password: true },
  });
  if (typeof id !== 'number') throw new Error('No user was made.');
  try {
    return await work((values) => run({ operation: 'update', model: 'res.users', ids: [id], values }));
  } finally {
    await run({ operation: 'delete', model: 'res.users', ids: [id] });
  }
}

/** A call of a client that is signed in, after the password was changed. */
export function changedMeanwhile(version: OdooVersion): Promise<Diagnosis> {
  const user = { login: `doctor${process.pid}`, password: 'changed-before-long-1' };
  return withTemporaryUser(version, user, (change) => {
    const wish = toOdoo(version, { login: user.login, ...passwordOverXmlRpc });
    const spec: RequestSpec = { operation: 'count', model: 'res.country' };
    return examinedCall(wish, user.password, spec, {
      work: async (client) => {
        await client.run(connectionOf(wish), spec);
        await change({ password: 'changed-just-now-2' });
        return client.run(connectionOf(wish), spec);
      },
    });
  });
}
