import { isJsonObject, type Json } from '../model/json';
import type { ServerVersion } from '../model/schemaInfo';

/**
 * Reads Odoo's own account of its version: an object with server_version and server_version_info. The info's first element is
 * a number, or a string such as "saas~19" (Odoo 12–20, odoo/release.py).
 */
export function readVersion(value: Json): ServerVersion | undefined {
  if (!isJsonObject(value)) return undefined;
  const text = value['server_version'] ?? value['version'];
  const info = value['server_version_info'] ?? value['version_info'];
  if (typeof text !== 'string') return undefined;
  const [series, point, edition] = Array.isArray(info) ? [info[0], info[1], info[5]] : [];
  const seriesText = typeof series === 'string' || typeof series === 'number' ? String(series) : '';
  const inText = /^(saas~)?(\d+)(?:\.(\d+))?/.exec(text);
  const inMajor = /(\d+)/.exec(seriesText);
  const major = Number(inMajor?.[1] ?? inText?.[2]);
  if (!Number.isFinite(major)) return undefined;
  const minor = typeof point === 'number' ? point : Number(inText?.[3] ?? 0);
  return {
    text,
    major,
    minor,
    saas: text.startsWith('saas') || seriesText.startsWith('saas'),
    enterprise: edition === 'e' || text.includes('+e'),
  };
}

/** 18 of "18.0" and of "saas~18.2+e"; undefined where the version is not known. */
export function majorOf(serverVersion: string | undefined): number | undefined {
  const digits = /\d+/.exec(serverVersion ?? '')?.[0];
  return digits === undefined ? undefined : Number(digits);
}
