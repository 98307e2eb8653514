import { Readable } from 'node:stream';
import Deserializer from 'xmlrpc/lib/deserializer.js';

/**
 * What the xmlrpc package's own deserializer makes of an answer, with its dates and buffers as the text they were sent as; undefined
 * when it refuses it.
 */
export function peerAnswer(xml: string): Promise<{ value: unknown } | { fault: unknown } | undefined> {
  return new Promise((resolve) => {
    const deserializer = new Deserializer('utf-8');
    deserializer.deserializeMethodResponse(Readable.from([Buffer.from(xml)]), (error, value) => {
      if (!error) resolve({ value: asSent(value) });
      else if (error instanceof Error && 'faultString' in error) resolve({ fault: error });
      else resolve(undefined);
    });
  });
}

/** What the package's deserializer makes of a call; undefined when it refuses it. */
export function peerCall(xml: string): Promise<{ method: string; params: unknown[] } | undefined> {
  return new Promise((resolve) => {
    const deserializer = new Deserializer('utf-8');
    deserializer.deserializeMethodCall(Readable.from([Buffer.from(xml)]), (error, method, params) => {
      resolve(error ? undefined : { method, params });
    });
  });
}

function asSent(value: unknown): unknown {
  if (Buffer.isBuffer(value)) return value.toString('base64');
  if (value instanceof Date) {
    const two = (part: number): string => String(part).padStart(2, '0');
    const day = `${value.getFullYear()}${two(value.getMonth() + 1)}${two(value.getDate())}`;
    return `${day}T${two(value.getHours())}:${two(value.getMinutes())}:${two(value.getSeconds())}`;
  }
  if (Array.isArray(value)) return value.map(asSent);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, asSent(member)]));
}
