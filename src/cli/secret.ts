import { secretKindOf, type AuthMethod } from '../model/authMethod';
import { looksLikeKey } from '../odoo/protocol/uid';
import type { CommandLine } from './commandLine';
import type { Terminal } from './terminal';

export interface FoundSecret {
  /** How the secret is used: as told, else by where it came from. */
  auth: AuthMethod;
  /** Absent when there is none anywhere; empty for a method that needs none. */
  secret?: string;
}

/** How long to wait for a secret that nobody announced, in milliseconds: a pipe may stay open and say nothing. */
const patienceMs = 2000;

/** The secret out of the environment, else out of standard input where that is not a keyboard. */
export async function findSecret(
  line: CommandLine,
  told: AuthMethod | undefined,
  terminal: Terminal,
): Promise<FoundSecret> {
  if (told === 'public') return { auth: told, secret: '' };
  if (!line.secretStdin) {
    const found = inEnvironment(told, terminal);
    if (found) return found;
  }
  if (terminal.input.isTTY && !line.secretStdin) return { auth: told ?? 'password' };
  const typed = await readSecret(terminal, line.secretStdin ? undefined : patienceMs);
  if (!typed) return { auth: told ?? 'password' };
  return { auth: told ?? (looksLikeKey(typed.trim()) ? 'apiKey' : 'password'), secret: typed };
}

/**
 * ODOO_PASSWORD and ODOO_API_KEY for what they say, ODOO_SECRET for every other kind. Odoo takes a key in place of the password, so a
 * secret under the other name is still worth trying.
 */
function inEnvironment(told: AuthMethod | undefined, { environment }: Terminal): FoundSecret | undefined {
  const { ODOO_API_KEY: key, ODOO_PASSWORD: password, ODOO_SECRET: other } = environment;
  const auth = told ?? (key ? 'apiKey' : 'password');
  const kind = secretKindOf(auth);
  const own = kind === 'apiKey' ? key : kind === 'password' ? password : other;
  const secret = own || other || key || password;
  return secret ? { auth, secret } : undefined;
}

/** All of standard input, without the line break that ends it. */
function readSecret(terminal: Terminal, patience: number | undefined): Promise<string> {
  const { input, signal } = terminal;
  return new Promise((resolve) => {
    let text = '';
    const timer = patience === undefined ? undefined : setTimeout(done, patience);
    function take(chunk: Buffer | string): void {
      clearTimeout(timer);
      text += chunk.toString();
    }
    function done(): void {
      clearTimeout(timer);
      input.removeListener('data', take);
      input.removeListener('end', done);
      input.removeListener('error', done);
      signal.removeEventListener('abort', done);
      input.pause();
      // An input that stays open would keep the command from ending.
      (input as { unref?: () => void }).unref?.();
      resolve(text.replace(/\r?\n$/, ''));
    }
    signal.addEventListener('abort', done);
    input.on('data', take);
    input.on('end', done);
    input.on('error', done);
  });
}
