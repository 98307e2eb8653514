import type { AccountReader } from '../diagnosis/questions/account';
import { secretKindOf, type AuthMethod, type Protocol } from '../model/authMethod';
import type { Connection } from '../model/connection';
import { parseAddress } from '../odoo/address';
import { authMethods } from '../odoo/auth/methods';
import { OdooError } from '../odoo/error';
import { unusable, type CommandLine } from './commandLine';

/**
 * The administrator's connection to look the user's record up over: the same server and database, another login. Its secret comes
 * from ODOO_ADMIN_PASSWORD or ODOO_ADMIN_API_KEY.
 * @throws OdooError request.incomplete where the flags are not enough for one
 */
export function accountReader(
  line: CommandLine,
  connection: Connection,
  environment: Readonly<Record<string, string | undefined>>,
): AccountReader | undefined {
  const { adminLogin: login, adminAuth, adminProtocol } = line;
  if (login === undefined) {
    if (adminAuth === undefined && adminProtocol === undefined) return undefined;
    throw unusable('admin-login', '--admin-auth and --admin-protocol need --admin-login.');
  }
  const { ODOO_ADMIN_PASSWORD: password, ODOO_ADMIN_API_KEY: key } = environment;
  const auth = adminAuth ?? (key ? 'apiKey' : 'password');
  const secret = secretKindOf(auth) === 'apiKey' ? (key ?? password) : (password ?? key);
  if (!secret) {
    throw unusable(
      'admin-login',
      '--admin-login needs the administrator’s secret in ODOO_ADMIN_PASSWORD or ODOO_ADMIN_API_KEY.',
    );
  }
  const { database, tls, databaseHeader } = connection;
  return {
    secret,
    connection: {
      id: 'administrator',
      name: 'The administrator’s connection',
      url: normal(connection.url),
      database,
      login,
      auth,
      protocol: adminProtocol ?? protocolFor(auth, connection.protocol),
      production: false,
      readOnly: true,
      ...(tls ? { tls } : {}),
      ...(databaseHeader === undefined ? {} : { databaseHeader }),
    },
  };
}

/** The connection's own protocol where it carries this proof, else the one that every Odoo up to 21 has. */
function protocolFor(auth: AuthMethod, own: Protocol): Protocol {
  if (auth === 'webSession') return 'web';
  return own !== 'rest' && own !== 'web' && own in authMethods[auth].since ? own : 'jsonRpc';
}

/** The address without the page that it was copied from. One that is none stops the checks before it is used. */
function normal(typed: string): string {
  try {
    return parseAddress(typed).url;
  } catch (error) {
    if (error instanceof OdooError) return typed;
    throw error;
  }
}
