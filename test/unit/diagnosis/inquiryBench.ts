import { diagnose, type DiagnoseOptions } from '../../../src/diagnosis/diagnose';
import type { DiagnosedConnection } from '../../../src/diagnosis/inquiry';
import type { Diagnosis } from '../../../src/model/diagnosis';
import type { NetworkSettings } from '../../../src/odoo/proxy';
import { UndiciTransport } from '../../../src/odoo/undiciTransport';
import { serveTcp, type LocalServer } from '../../support/faultyServers';
import {
  faultAnswer,
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
      case '/jsonrpc':
        return resultAnswer(uid);
      case '/xmlrpc/2/common':
        return xmlAnswer(uid === false ? '<boolean>0</boolean>' : `<int>${uid}</int>`);
      case '/xmlrpc/2/object':
        return behaviour.call?.() ?? faultAnswer(3, 'Access Denied');
      case '/json/2/res.users/context_get':
        return behaviour.json2?.() ?? jsonAnswer({ lang: 'en_US', uid: 7 });
      default:
        throw new Error(`Not scripted: ${path} ${body}`);
    }
  };
}

export function invalidKey(): ReturnType<Script> {
  return jsonAnswer({ name: 'werkzeug.exceptions.Unauthorized', message: 'Invalid apikey' }, 401);
}

export function verdicts(diagnosis: Diagnosis): string {
  return diagnosis.steps.map(({ probe, verdict }) => `${probe} ${verdict}`).join(', ');
}
