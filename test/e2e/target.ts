import { startSandbox } from '../../src/sandbox/server';
import { isUp, readServer } from '../support/odooServer';

/** The server a journey goes to. */
export interface Target {
  name: string;
  url: string;
  database: string;
  login: string;
  password: string;
  apiKey: string;
  close: () => Promise<void>;
}

/** The real Odoo 19 where it is up, else the sandbox; says which. */
export async function findTarget(): Promise<Target> {
  const real = readServer('19');
  if (real && (await isUp(real))) {
    console.log('Journeys on the real Odoo 19.');
    const { url, database, admin } = real;
    return { name: 'Odoo 19', url, database, ...admin, close: () => Promise.resolve() };
  }
  console.log('Journeys on the sandbox: the real Odoo 19 is not up (npm run odoo -- up 19).');
  const sandbox = await startSandbox();
  const { url, database, login, password, apiKey } = sandbox;
  return { name: 'Sandbox', url, database, login, password, apiKey, close: () => sandbox.close() };
}
