import { createHash } from 'node:crypto';
import { callKw } from './callMethod';
import type { Database } from './database';
import { methodTexts } from './docTexts';
import type { MethodText } from './docTexts';
import { Env } from './env';
import { accessError, httpError } from './errors';
import type { SandboxReply, SandboxRequest } from './exchange';
import { asJson2, bearer } from './json2Front';
import { ormMethods } from './methods';
import type { Model } from './model';
import { ownMethods } from './modelMethods';
import { notFoundText } from './pages';
import { repr } from './python';
import type { Method } from './signature';
import { dumpJson, isDict } from './values';
import type { Dict } from './values';
import { signedIn, installedModules } from './webSessionFront';

/**
 * /doc-bearer/index.json and /doc-bearer/<model>.json, for keys, and /doc/… for sessions: the models with their fields and methods (Odoo
 * 19, addons/api_doc/controllers/api_doc.py). For the group "Technical Documentation", which administrators are in.
 */
export async function docFront(
  request: SandboxRequest,
  db: Database,
  [, byKey, page = '']: RegExpExecArray,
): Promise<SandboxReply> {
  let tag = '';
  const answer = await asJson2(async () => {
    const uid = byKey === undefined ? signedIn(request).uid : bearer(request, db);
    const env = new Env(db, uid, {}, request.signal);
    if (!env.groups().has('documentation')) {
      throw accessError('This page is only accessible to Technical Documentation users.');
    }
    const text = dumpJson(page === 'index' ? indexOf(env) : await modelPage(env, decodeURIComponent(page)));
    const digest = createHash('sha256').update(text).digest('hex');
    // A model's tag stands without quotes, as Odoo 19 writes it.
    tag = page === 'index' ? `"${digest}"` : digest;
    return text;
  });
  if (answer.status !== 200) return answer;
  const known = (request.headers['if-none-match'] ?? '').replaceAll('"', '') === tag.replaceAll('"', '');
  // "Cache-Control: no-cache" makes Odoo write it anew, and the same text is still the same.
  if (known) return { status: 304, headers: {}, body: '' };
  const headers = { ETag: tag, 'Cache-Control': 'no-cache, private', 'Content-Language': 'en-US' };
  return { ...answer, headers: { ...answer.headers, ...headers } };
}

/** The models the caller may read, with the names of their fields and methods. */
function indexOf(env: Env): Dict {
  const models = [...env.db.models.values()].filter((model) => env.hasAccess(model, 'read'));
  return {
    modules: installedModules(env.db),
    models: models.map((model): Dict => ({
      model: model.name,
      name: model.label,
      fields: Object.fromEntries(
        [...model.fields.values()].map((field): [string, Dict] => [field.name, { string: field.label }]),
      ),
      methods: methodsOf(env, model).map((method) => method.name),
    })),
  };
}

async function modelPage(env: Env, name: string): Promise<Dict> {
  const model = env.db.models.get(name);
  if (model === undefined) throw httpError(404, notFoundText);
  env.checkAccess(model, 'read');
  const described = await callKw(env, name, 'fields_get', [], {});
  const fields = Object.entries(isDict(described) ? described : {}).map(([field, of]): [string, Dict] => [
    field,
    { ...(isDict(of) ? of : {}), module: model.module },
  ]);
  const own = new Set(ownMethods(model, env.version));
  const methods = methodsOf(env, model).map((method): [string, Dict] => [
    method.name,
    methodPage(method, own.has(method) ? model : undefined),
  ]);
  return {
    model: name,
    name: model.label,
    doc: null,
    fields: Object.fromEntries(fields),
    methods: Object.fromEntries(methods),
  };
}

/** In alphabetical order; a model's own method stands for the ORM's of the same name. */
function methodsOf({ version }: Env, model: Model): Method[] {
  const byName = new Map(
    [...ormMethods(version), ...ownMethods(model, version)].map((one) => [one.name, one]),
  );
  return [...byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** @param owner the model whose own method it is; undefined for the ORM's */
function methodPage(method: Method, owner: Model | undefined): Dict {
  const text: MethodText | undefined = methodTexts[method.name];
  const api = [...(method.onModel ? ['model'] : []), ...(text?.readonly === true ? ['readonly'] : [])];
  const parameters = method.params.map(({ name, default: value, named }): [string, Dict] => {
    const [annotation, doc] = text?.parameters?.[name] ?? [];
    return [
      name,
      {
        ...(named ? { kind: 'KEYWORD_ONLY' } : {}),
        ...(value === undefined ? {} : { default: value }),
        ...(annotation === undefined ? {} : { annotation }),
        ...(doc === undefined ? {} : { doc: `<p>${doc}</p>` }),
      },
    ];
  });
  if (method.open) parameters.push(['kwargs', { kind: 'VAR_KEYWORD' }]);
  const returns = text?.returns;
  return {
    signature: signatureOf(method, returns),
    parameters: Object.fromEntries(parameters),
    ...(returns === undefined ? {} : { return: { annotation: returns } }),
    ...(text?.raises === undefined ? {} : { raise: asParagraphs(text.raises) }),
    ...(text === undefined ? { doc: null } : { doc: `<p>${text.doc}</p>` }),
    ...(api.length === 0 ? {} : { api }),
    model: owner?.name ?? 'core',
    module: owner?.module ?? 'core',
  };
}

function asParagraphs(texts: Record<string, string>): Dict {
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, `<p>${text}</p>`]));
}

/** "(domain, offset=0) -> list[int]". Odoo leaves the stars out. */
function signatureOf({ params, open }: Method, returns: string | undefined): string {
  const written = params.map(({ name, default: value }) =>
    value === undefined ? name : `${name}=${repr(value)}`,
  );
  const all = [...written, ...(open ? ['kwargs'] : [])].join(', ');
  return returns === undefined ? `(${all})` : `(${all}) -> ${returns}`;
}
