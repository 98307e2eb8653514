import { join } from 'node:path';
import { root } from './packaging';
import { startLeashed } from './process';

export interface StartConnection {
  /** The variables from which the extension makes its connection when it starts. */
  env: Record<string, string>;
  /** What the connection is called in the tree. */
  name: string;
  url: string;
  stop(): Promise<void>;
}

interface SandboxAnswer {
  url: string;
  database: string;
  login: string;
  password: string;
  apiKey: string;
}

/** The server named by ODOO_URL and its fellows, else the sandbox, started for as long as this process lives. */
export async function startConnection(): Promise<StartConnection> {
  const url = process.env['ODOO_URL'];
  if (url) {
    // The variables themselves are handed down with the rest of the environment.
    const name = process.env['ODOO_NAME'] ?? new URL(url.includes('://') ? url : `https://${url}`).host;
    return { env: {}, name, url, stop: () => Promise.resolve() };
  }
  const cli = join(root, 'dist', 'cli.js');
  const sandbox = startLeashed(process.execPath, [cli, 'sandbox', '--json'], process.env);
  try {
    const answer = JSON.parse(await sandbox.line(/^\{.*\}$/m, 'The sandbox', 20_000)) as SandboxAnswer;
    const name = 'Sandbox';
    return {
      env: {
        ODOO_NAME: name,
        ODOO_URL: answer.url,
        ODOO_DB: answer.database,
        ODOO_LOGIN: answer.login,
        // Both proofs, so that every sign-in method can be tried in the builder.
        ODOO_PASSWORD: answer.password,
        ODOO_API_KEY: answer.apiKey,
        ODOO_PROTOCOL: 'json2',
      },
      name,
      url: answer.url,
      stop: () => sandbox.stop(),
    };
  } catch (error) {
    await sandbox.stop();
    throw error;
  }
}
