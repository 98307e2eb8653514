import type { ApiKeyInfo } from '../model/apiKey';
import { expiringSoon } from '../odoo/apiKeys';

const hourMs = 3_600_000;

/** "runs out in 2 days", "has run out" */
export function expiryWords(expires: Date, now: Date): string {
  const hours = (expires.getTime() - now.getTime()) / hourMs;
  if (hours <= 0) return 'has run out';
  if (hours < 1) return 'runs out within the hour';
  if (hours < 36) return `runs out in ${counted(Math.round(hours), 'hour')}`;
  return `runs out in ${counted(Math.round(hours / 24), 'day')}`;
}

/** Keys that still open and soon will not. Those that have run out are not the one that was just signed in with. */
export function keysToRenew(keys: readonly ApiKeyInfo[], now: Date): ApiKeyInfo[] {
  return expiringSoon(keys, now).filter(({ expires }) => expires !== undefined && expires > now);
}

/** What is said of one: which key of several a connection holds cannot be told from outside. */
export function keyWarning(key: ApiKeyInfo, keys: readonly ApiKeyInfo[], now: Date): string {
  const which = keys.length === 1 ? `API key “${key.name}”` : `One of your API keys, “${key.name}”,`;
  return key.expires ? `${which} ${expiryWords(key.expires, now)}` : which;
}

/** A key's row in a list: its scope and dates. */
export function keyFacts(
  { scope, created, expires }: ApiKeyInfo,
  now: Date,
): { traits: string; dates: string } {
  const day = (date: Date): string => date.toISOString().slice(0, 10);
  const traits = scope ? `scope ${scope}` : 'opens everything';
  const dates = [
    ...(created ? [`made ${day(created)}`] : []),
    expires ? `${expiryWords(expires, now)} (${day(expires)})` : 'never runs out',
  ];
  return { traits, dates: dates.join(' · ') };
}

function counted(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
