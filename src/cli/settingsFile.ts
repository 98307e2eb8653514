import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import * as v from 'valibot';
import { parse } from 'yaml';
import {
  HeaderSettingsSchema,
  OAuth2SettingsSchema,
  RestSettingsSchema,
  TlsSettingsSchema,
  TokenRequestSchema,
} from '../model/connection';
import { isNestedTooDeeply } from '../requests/yamlDepth';
import { unusable } from './commandLine';

/** What a connection needs beyond address, login and secret; the same shapes a connection in VS Code has. */
const ConnectionSettingsSchema = v.strictObject({
  tls: v.optional(TlsSettingsSchema),
  rest: v.optional(RestSettingsSchema),
  token: v.optional(TokenRequestSchema),
  oauth2: v.optional(OAuth2SettingsSchema),
  header: v.optional(HeaderSettingsSchema),
  databaseHeader: v.optional(v.boolean()),
});
export type ConnectionSettings = v.InferOutput<typeof ConnectionSettingsSchema>;

/**
 * Reads the file of --settings, YAML or JSON. Paths of certificates in it are seen from where it stands.
 * @throws OdooError request.incomplete with a sentence
 */
export async function readSettings(file: string | undefined): Promise<ConnectionSettings> {
  if (!file) return {};
  let data: unknown;
  try {
    const text = await readFile(file, 'utf8');
    if (isNestedTooDeeply(text)) throw new Error('it is nested too deeply');
    data = parse(text);
  } catch (cause) {
    const reason = cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : '';
    throw unusable('settings', `The settings file ${file} cannot be read: ${reason.replace(/[.:]$/, '')}.`);
  }
  const read = v.safeParse(ConnectionSettingsSchema, data ?? {});
  if (!read.success) {
    const [issue] = read.issues;
    const place = issue.path?.map(({ key }) => String(key)).join('.');
    throw unusable('settings', `The settings file ${file}${place ? `, ${place}` : ''}: ${issue.message}.`);
  }
  const { tls, ...settings } = read.output;
  if (!tls) return settings;
  const beside = (path: string | undefined): string | undefined => path && resolve(dirname(file), path);
  const { authority, certificate, key } = tls;
  return {
    ...settings,
    tls: { ...tls, authority: beside(authority), certificate: beside(certificate), key: beside(key) },
  };
}
