import { diagnose, type DiagnoseOptions } from '../../../src/diagnosis/diagnose';
import type { DiagnosedConnection } from '../../../src/diagnosis/inquiry';
import type { Diagnosis } from '../../../src/model/diagnosis';
import type { NetworkSettings } from '../../../src/odoo/proxy';
import { UndiciTransport } from '../../../src/odoo/undiciTransport';
import { serveTcp, type LocalServer } from '../../support/faultyServers';
import {
  faultAnswer,
  htmlAnswer,
  jsonAnswer,
  resultAnswer,
  ScriptedTransport,
  xmlAnswer,
  type Script,
} from '../../support/scriptedTransport';

export const secret = 'never-to-be-seen-1';
export const key = '0123456789abcdef0123456789abcdef01234567';
export const network: NetworkSettings = { verifyCertificates: true, certificates: [] };

const opened: { close: () => Promise<void> }[] = [];

/** Closes every server and transport of the test that is over. */
export async function closeAll(): Promise<void> {
  for (const one of opened.splice(0)) await one.close();
}

export async function started(server: Promise<LocalServer>): Promise<LocalServer> {
  const running = await server;
  opened.push(running);
  return running;
}

function connection(changes: Partial<DiagnosedConnection>): DiagnosedConnection {
  return { url: '', database: 'acme', login: 'admin', auth: 'password', protocol: 'jsonRpc', ...changes };
}

/** Over real sockets. */
export async function diagnosed(
  changes: Partial<DiagnosedConnection>,
  options: Partial<DiagnoseOptions> = {},
): Promise<Diagnosis> {
  const settings = options.network ?? network;
  const transport = new UndiciTransport(() => settings, {});
  opened.push(transport);
  return diagnose(connection(changes), {
    transport,
    network: settings,
    environment: {},
    secret,
    timeoutMs: 3000,
    ...options,
  });
}

/** A server whose answers are scripted; only the TCP check meets a real port. */
export async function scripted(
  script: Script,
  changes: Partial<DiagnosedConnection> = {},
  options: Partial<DiagnoseOptions> = {},
): Promise<{ diagnosis: Diagnosis; transport: ScriptedTransport }> {
  const port = await started(serveTcp());
  const transport = new ScriptedTransport(script);
  const diagnosis = await diagnose(connection({ url: port.url, ...changes }), {
    transport,
    network,
    environment: {},
    secret,
    timeoutMs: 3000,
    ...options,
  });
  return { diagnosis, transport };
}

export interface Behaviour {
  version?: string;
  databases?: string[];
  exists?: boolean;
  /** What authenticate answers over JSON-RPC. */
  uid?: number | false;
  /** What JSON-2 answers. */
  json2?: () => ReturnType<Script>;
  /** What JSON-2 answers without a key. */
  unkeyed?: () => ReturnType<Script>;
  /** What stands on Odoo's sign-in page. */
  page?: string;
  /** What the web client's sign-in answers. */
  session?: () => ReturnType<Script>;
  /** What execute_kw answers over XML-RPC. */
  call?: () => ReturnType<Script>;
}

export function fakeOdoo(behaviour: Behaviour = {}): Script {
  const { version = '19.0', databases = ['acme', 'test'], exists = false, uid = 7 } = behaviour;
  return (request) => {
    const path = new URL(request.url).pathname;
    const body = request.body ?? '';
    switch (path) {
      case '/web/webclient/version_info':
        return resultAnswer({ server_version: version, server_version_info: [parseInt(version), 0] });
      case '/web/database/list':
        return resultAnswer(databases);
      case '/xmlrpc/2/db':
        return xmlAnswer(`<boolean>${exists ? 1 : 0}</boolean>`);
      case '/web/login':
        return htmlAnswer(
          200,
          'Odoo',
          behaviour.page ?? '<form class="oe_login_form"><input name="login"/></form>',
        );
      case '/web/health':
        return jsonAnswer({ status: 'pass', db_server_status: true });
      case '/web/dataset/call_kw/res.users/context_get':
        return jsonAnswer({
          error: {
            code: 100,
            message: 'Odoo Session Expired',
            data: { name: 'odoo.http.SessionExpiredException', message: 'Session expired' },
          },
        });
      case '/web/session/authenticate':
        return behaviour.session?.() ?? accessDenied();
      case '/web/session/destroy':
        return resultAnswer(null);
      case '/jsonrpc':
        return rpc(body, uid);
      case '/xmlrpc/2/common':
        if (body.includes('<methodName>version<')) return xmlAnswer(versionStruct(version));
        return xmlAnswer(uid === false ? '<boolean>0</boolean>' : `<int>${uid}</int>`);
      case '/xmlrpc/2/object':
        return behaviour.call?.() ?? faultAnswer(3, 'Access Denied');
      case '/json/2/res.users/context_get':
        if (!request.headers?.['authorization']) return behaviour.unkeyed?.() ?? noKey();
        return behaviour.json2?.() ?? jsonAnswer({ lang: 'en_US', uid: 7 });
      case '/json/2/res.users/read':
        return jsonAnswer([{ id: 7, login: 'admin', name: 'Administrator', share: false }]);
      case '/json/2/ir.model/search_read':
      case '/json/2/res.users.apikeys/search_read':
        return jsonAnswer([]);
      case '/doc-bearer/res.lang.json':
        return jsonAnswer({});
      default:
        throw new Error(`Not scripted: ${path} ${body}`);
    }
  };
}

function rpc(body: string, uid: number | false): ReturnType<Script> {
  const { params } = JSON.parse(body) as { params: { service: string; method: string; args: unknown[] } };
  if (params.method === 'version') return resultAnswer({ server_version: '19.0' });
  if (params.method === 'authenticate') return resultAnswer(uid);
  const own = [{ id: uid, login: 'admin', name: 'Administrator', share: false }];
  return resultAnswer(params.args[3] === 'res.users' ? own : []);
}

function versionStruct(version: string): string {
  return `<struct><member><name>server_version</name><value><string>${version}</string></value></member></struct>`;
}

/** JSON-2 without a key. */
function noKey(): ReturnType<Script> {
  return jsonAnswer(
    {
      name: 'werkzeug.exceptions.Unauthorized',
      message: 'User not authenticated, use an API Key with a Bearer Authorization header.',
    },
    401,
  );
}

/** The web client's sign-in, refused. */
export function accessDenied(): ReturnType<Script> {
  return jsonAnswer({
    error: {
      code: 200,
      message: 'Odoo Server Error',
      data: { name: 'odoo.exceptions.AccessDenied', message: 'Access Denied' },
    },
  });
}

export function invalidKey(): ReturnType<Script> {
  return jsonAnswer({ name: 'werkzeug.exceptions.Unauthorized', message: 'Invalid apikey' }, 401);
}

export function verdicts(diagnosis: Diagnosis): string {
  return diagnosis.steps.map(({ probe, verdict }) => `${probe} ${verdict}`).join(', ');
}
