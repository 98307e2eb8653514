import type { Transport } from '../odoo/transport';
import type { NetworkSettings } from '../odoo/proxy';

/** A terminal that shows what is under way; what is written there may be taken back. */
export interface LiveOutput {
  /** Writes exactly this, control characters included. */
  write: (text: string) => void;
  /** How many signs fit on a line. */
  columns: () => number;
}

/** What the command has of the world outside. */
export interface Terminal {
  environment: Readonly<Record<string, string | undefined>>;
  /** Standard input: a secret, or the sandbox's reason to go on. */
  input: NodeJS.ReadableStream & { isTTY?: boolean };
  /** Standard output and standard error; a line break is added. */
  out: (text: string) => void;
  err: (text: string) => void;
  /** Standard error, where a person is looking at it. */
  live?: LiveOutput;
  transport: Transport;
  network: NetworkSettings;
  /** Aborts, with the signal's name, when the command is told to stop: Ctrl+C. */
  signal: AbortSignal;
}
