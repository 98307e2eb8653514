import { nearestNames } from '../../domain/nearest';
import { isJsonObject, type JsonObject } from '../../model/json';
import type { Problem } from '../../model/problem';
import type { OrmSpec } from '../../model/requestSpec';
import { removedMethod } from '../../odoo/removedMethods';
import { t } from '../words/translate';
import { fact, found, nothing, suggestionFacts, type Finding } from './finding';
import { callableMethods, comesWith, publicCounterpart } from './ormMethods';
import { isAtLeast, text, type Questions } from './questions';

/** Models that were renamed or merged, and the version that did it. Odoo 12 to 19.4, the modules' models. */
const successors: Readonly<Record<string, { model: string; version: readonly [number, number?] }>> = {
  'account.invoice': { model: 'account.move', version: [13] },
  'account.invoice.line': { model: 'account.move.line', version: [13] },
  'product.uom': { model: 'uom.uom', version: [12] },
  'product.uom.categ': { model: 'uom.category', version: [12] },
  'stock.production.lot': { model: 'stock.lot', version: [16] },
  'mail.channel': { model: 'discuss.channel', version: [17] },
  'mail.channel.member': { model: 'discuss.channel.member', version: [17] },
  'ir.model.access': { model: 'ir.access', version: [19, 4] },
  'ir.rule': { model: 'ir.access', version: [19, 4] },
};

/** A model that the database has not: which names are near, what it is called now, and whether its module is not installed. */
export async function unknownModel(problem: Problem, spec: OrmSpec, questions: Questions): Promise<Finding> {
  const model = fact(problem, 'model') || spec.model;
  const listed = await models(questions);
  const successor = Object.hasOwn(successors, model) ? successors[model] : undefined;
  const renamed =
    successor && isAtLeast(questions.known.version, ...successor.version) ? successor : undefined;
  // The module that has it under the new name may not be installed either.
  const usable = renamed && (!listed || listed.some((one) => one.model === renamed.model));
  const wanted = model.trim().toLowerCase();
  const labelled =
    listed?.filter(({ label }) => label.toLowerCase() === wanted).map((one) => one.model) ?? [];
  const near = nearestNames(model.replaceAll('_', '.'), listed?.map((one) => one.model) ?? [], 3);
  const suggestions = [...new Set([...(usable ? [renamed.model] : []), ...labelled, ...near])].slice(0, 3);
  const [suggestion] = suggestions;
  const evidence = [
    ...(renamed
      ? [
          t('{model} has been {successor} since Odoo {version}.', {
            model,
            successor: renamed.model,
            version: renamed.version.join('.'),
          }),
        ]
      : []),
    ...(listed
      ? [
          t('Of the {count} models that this user sees, none is called {model}.', {
            count: listed.length,
            model,
          }),
        ]
      : []),
    ...(suggestions.length > 0 ? [t('Nearest names: {names}.', { names: suggestions.join(', ') })] : []),
    ...(suggestion?.split('.')[0] === model.split('.')[0] || usable
      ? []
      : await moduleOf(renamed?.model ?? model, questions)),
  ];
  return found(problem, evidence, {
    model,
    ...suggestionFacts(suggestions),
  });
}

/** The models of the database where the user may list them; else those the user may read (16 and later). */
async function models(questions: Questions): Promise<{ model: string; label: string }[] | undefined> {
  const told = ({ model, name, display_name }: JsonObject) => ({
    model: text(model),
    label: text(name) || text(display_name),
  });
  const all = await questions.rows({ operation: 'searchRead', model: 'ir.model', fields: ['model', 'name'] });
  if (all) return all.map(told);
  const readable = await questions.rows({
    operation: 'call',
    model: 'ir.model',
    method: 'get_available_models',
  });
  return readable?.map(told);
}

/** A model's name begins with its module's, more often than not: sale.order is of sale. Administrators may read the modules. */
async function moduleOf(model: string, questions: Questions): Promise<string[]> {
  const [first = ''] = model.split('.');
  if (!/^[a-z][a-z_0-9]*$/.test(first)) return [];
  const [module] =
    (await questions.rows({
      operation: 'searchRead',
      model: 'ir.module.module',
      domain: [['name', '=', first]],
      fields: ['state', 'shortdesc'],
    })) ?? [];
  return module && text(module['state']).startsWith('un')
    ? [
        t('The module {module} (“{label}”) is not installed on this database.', {
          module: first,
          label: text(module['shortdesc']),
        }),
      ]
    : [];
}

/** A method that the model has not: removed, to come with a later version, or misspelt. */
export async function unknownMethod(problem: Problem, spec: OrmSpec, questions: Questions): Promise<Finding> {
  const called = fact(problem, 'method') || (spec.operation === 'call' ? spec.method : '');
  const method = called.split('.').pop() ?? '';
  if (!method) return nothing(problem);
  const { version } = questions.known;
  const { model } = spec;
  const removed = removedMethod(method, version?.text);
  if (removed?.certain) {
    return found(
      problem,
      [goneSentence(method, removed.facts)],
      { model, ...removed.facts },
      'server.methodRemoved',
    );
  }
  const later = comesWith(method, version);
  if (later !== undefined && version) {
    const evidence = t('{method} came with Odoo {version}; this server is {server}.', {
      method,
      version: later,
      server: version.text,
    });
    return found(problem, [evidence], { method, since: later });
  }
  const documented = await documentedMethods(model, questions);
  const names = [...callableMethods(version), ...(documented ?? [])];
  const suggestions = nearestNames(method, names, 3).filter((name) => name !== method);
  const evidence = [
    ...(removed ? [goneSentence(method, removed.facts)] : []),
    ...(documented
      ? [
          t('Of the {count} methods that this server documents for {model}, none is called {method}.', {
            count: documented.length,
            model,
            method,
          }),
        ]
      : []),
    ...(suggestions.length > 0 ? [t('Nearest names: {names}.', { names: suggestions.join(', ') })] : []),
    ...(documented
      ? []
      : [
          t(
            'Odoo does not tell this user the methods of {model}, so only those that every model has were compared.',
            {
              model,
            },
          ),
        ]),
  ];
  return found(problem, evidence, {
    method,
    ...suggestionFacts(suggestions),
  });
}

/** A method that was there in earlier versions. */
export function methodRemoved(problem: Problem): Finding {
  const method = fact(problem, 'method');
  return method && fact(problem, 'successor') && fact(problem, 'version')
    ? found(problem, [goneSentence(method, problem.facts)])
    : nothing(problem);
}

function goneSentence(method: string, facts: Problem['facts']): string {
  const { successor = '', version } = facts;
  return version === undefined
    ? t('Later versions of Odoo have {successor} in place of {method}.', {
        method,
        successor: String(successor),
      })
    : t('{method} is gone since Odoo {version}; {successor} does its work.', {
        method,
        version: String(version),
        successor: String(successor),
      });
}

/** A method that only Odoo's own code may call, and what may be called in its place. */
export function privateMethod(problem: Problem): Finding {
  const method = fact(problem, 'method').split('.').pop() ?? '';
  const successor = publicCounterpart(method);
  if (successor === undefined) return nothing(problem);
  const evidence = t(
    '{method} may be called by Odoo’s own code only; from outside, {successor} does its work.',
    {
      method,
      successor,
    },
  );
  return found(problem, [evidence], { successor });
}

/**
 * The methods of a model by /doc-bearer (Odoo 19 and later, addons/api_doc), for whoever may read it; undefined for all others. Only a
 * connection over JSON-2 carries the key that it takes.
 */
async function documentedMethods(model: string, questions: Questions): Promise<string[] | undefined> {
  if (questions.known.protocol !== 'json2') return undefined;
  const answer = await questions.ask({
    operation: 'http',
    httpMethod: 'GET',
    path: `/doc-bearer/${encodeURIComponent(model)}.json`,
  });
  const body = answer.ok && isJsonObject(answer.value) ? answer.value : {};
  return isJsonObject(body['methods']) ? Object.keys(body['methods']) : undefined;
}
