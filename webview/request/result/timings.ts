import type { Timings } from '../../src/model/outcome';
import { duration } from '../format';

/** Where an exchange's time went, phase by phase; a connection that was open already had none of the first. */
export function timingWords(timings: Timings): string[] {
  const { queued, dns, connect, tls, firstByte, transfer } = timings;
  const phase = (name: string, ms: number | undefined): string[] =>
    ms === undefined ? [] : [`${name} ${duration(ms)}`];
  const way = [...phase('DNS', dns), ...phase('connect', connect), ...phase('TLS', tls)];
  return [
    ...phase('queued', queued),
    ...(way.length > 0 ? way : ['connection reused']),
    ...phase('first byte', firstByte),
    ...phase('transfer', transfer),
  ];
}
