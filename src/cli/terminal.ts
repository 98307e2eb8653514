import type { Transport } from '../odoo/transport';
import type { NetworkSettings } from '../odoo/proxy';

/** What the command has of the world outside. */
export interface Terminal {
  environment: Readonly<Record<string, string | undefined>>;
  /** Standard input: a secret, or the sandbox's reason to go on. */
  input: NodeJS.ReadableStream & { isTTY?: boolean };
  /** Standard output and standard error; a line break is added. */
  out: (text: string) => void;
  err: (text: string) => void;
  transport: Transport;
  network: NetworkSettings;
  /** Aborts, with the signal's name, when the command is told to stop: Ctrl+C. */
  signal: AbortSignal;
}
