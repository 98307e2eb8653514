import { clientWith, connectionOf, transportFor } from './engine';
import { odoo, versions } from './grounds';

const transport = transportFor();

/**
 * Signs a plain user in to each real server: a success clears what Odoo counted of failures before it shuts an address out. Odoo 14
 * counts over RPC, Odoo 19 over the web client's sign-in alone.
 */
export async function signInWell(): Promise<void> {
  for (const version of versions) {
    const { url, database, plain } = odoo(version);
    const way =
      version === '14'
        ? ({ auth: 'password', protocol: 'jsonRpc' } as const)
        : ({ auth: 'webSession', protocol: 'web' } as const);
    const connection = connectionOf({ url, database, login: plain.login, ...way });
    await clientWith(plain.password, transport).signIn(connection);
  }
}
