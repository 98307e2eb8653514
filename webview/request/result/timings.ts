import type { Timings } from '../../../src/model/outcome';
import { duration } from '../../format';

export interface Phase {
  name: string;
  /** Milliseconds. */
  ms: number;
}

/** The phases of an exchange in their order; a connection that was open already had none to open it. */
export function phasesOf({ queued, dns, connect, tls, firstByte, transfer }: Timings): Phase[] {
  const phase = (name: string, ms: number | undefined): Phase[] => (ms === undefined ? [] : [{ name, ms }]);
  return [
    ...phase('queued', queued),
    ...phase('DNS', dns),
    ...phase('connect', connect),
    ...phase('TLS', tls),
    ...phase('first byte', firstByte),
    ...phase('transfer', transfer),
  ];
}

/** Where an exchange's time went, phase by phase, in words. */
export function timingWords(timings: Timings): string[] {
  const spoken = phasesOf(timings).map(({ name, ms }) => `${name} ${duration(ms)}`);
  const opened = timings.dns !== undefined || timings.connect !== undefined || timings.tls !== undefined;
  if (!opened) spoken.splice(timings.queued === undefined ? 0 : 1, 0, 'connection reused');
  return spoken;
}
