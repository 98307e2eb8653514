import type { ProblemCode, Remedy } from '../../model/problem';
import { documents } from './documentation';
import { t } from './translate';
import { ask, join, remedy, type Told, type Words } from './words';

type NamingCode = Extract<
  ProblemCode,
  `server.${'unknownModel' | 'unknownMethod' | 'unknownField' | 'methodRemoved' | 'privateMethod' | 'arguments' | 'domain'}`
>;

/** The name that was probably meant, where someone has found it. */
function didYouMean(told: Told): Remedy[] {
  const text =
    told.perhaps('Use one of these if it is what was meant: {suggestions}.') ||
    told.perhaps('Use “{suggestion}” if that is what was meant.');
  return text ? [remedy(text)] : [];
}

function callSuccessor(told: Told): Remedy[] {
  const text = told.perhaps('Use “{successor}” in its place.');
  return text ? [remedy(text)] : [];
}

/** Whoever looked at the domain knows which condition it is; the server repeats it, or says something of its own. */
function domain(told: Told): string {
  const position = told.number('position');
  const placed = told.with({ character: position === undefined ? '' : position + 1 });
  if (told.text('leaf') || told.text('field')) {
    return join(
      placed.say(
        'Odoo cannot use condition {condition} of the domain, {leaf}.',
        'Odoo cannot use the condition {leaf} of the domain.',
        'Odoo cannot use the condition on “{field}” in the domain.',
        'Odoo cannot use one of the conditions of the domain.',
      ),
      placed.perhaps('Its value does not fit a field of type {type}.') ||
        placed.perhaps('The mistake is at character {character} of the domain.'),
    );
  }
  return placed.say(
    'The domain stops making sense at character {character}.',
    'Odoo cannot use the domain. It says: “{said}”',
    'Odoo cannot use the domain.',
  );
}

/** Names and arguments that Odoo does not know. */
export const namingWords: Record<NamingCode, Words> = {
  'server.unknownModel': {
    title: () => t('Unknown model'),
    sentence: (told) => told.say('This database has no model “{model}”.', 'This database has no such model.'),
    remedies: (told) => [
      ...didYouMean(told),
      remedy(t('Check the model’s technical name, such as res.partner.')),
      ask(t('Install the module that brings the model.')),
    ],
  },
  'server.unknownMethod': {
    title: () => t('Unknown method'),
    sentence: (told) =>
      told.say(
        'The model “{model}” has no method “{method}” on this server.',
        'The model has no method “{method}” on this server.',
        'The model has no such method on this server.',
      ),
    remedies: (told) => [
      ...callSuccessor(told),
      ...didYouMean(told),
      remedy(t('Check the method’s name.')),
      ...(told.text('successor')
        ? []
        : [
            remedy(
              t(
                'Methods come and go with versions: name_get ended with 17, read_group with 19.0, fields_view_get with 16.',
              ),
            ),
          ]),
    ],
    documentation: () => documents.orm,
  },
  'server.unknownField': {
    title: () => t('Unknown field'),
    sentence: (told) =>
      told.say(
        'The model “{model}” has no field “{field}” on this server.',
        'The model has no field “{field}” on this server.',
        'The model has no such field on this server.',
      ),
    remedies: (told) => [
      ...didYouMean(told),
      remedy(t('Check the field’s technical name. Fields differ between versions and installed modules.')),
    ],
  },
  'server.methodRemoved': {
    title: () => t('This method does not exist any more'),
    sentence: (told) =>
      join(
        told.say(
          'From Odoo {version} on there is no method “{method}”.',
          'This version of Odoo has no method “{method}” any more.',
          'This version of Odoo has no such method any more.',
        ),
        told.perhaps('Its place was taken by “{successor}”.'),
      ),
    remedies: (told) => [
      ...callSuccessor(told),
      remedy(t('Arguments and answers may differ: look at the method’s description before sending.')),
    ],
    documentation: () => documents.orm,
  },
  'server.privateMethod': {
    title: () => t('Not a public method'),
    sentence: (told) =>
      told.say(
        'Odoo does not let “{method}” be called from outside.',
        'Odoo does not let this method be called from outside.',
      ),
    remedies: (told) => [
      ...callSuccessor(told),
      remedy(
        t(
          'Call a public method: one whose name does not begin with _ and that Odoo does not mark as private.',
        ),
      ),
    ],
  },
  'server.arguments': {
    title: () => t('The arguments do not fit'),
    sentence: (told) =>
      told.say(
        'The method does not take these arguments. Odoo says: “{said}”',
        'The method does not take these arguments.',
      ),
    remedies: () => [
      remedy(t('Check the names and the number of the arguments; they differ between versions.')),
    ],
    documentation: () => documents.orm,
  },
  'server.domain': {
    title: () => t('Odoo cannot use the domain'),
    sentence: domain,
    remedies: (told) => [
      remedy(t('A condition is a field, an operator and a value: [("name", "ilike", "azure")].')),
      ...(/^(not )?any$/.test(told.text('operator'))
        ? [remedy(t('The operators “any” and “not any” came with Odoo 17.'))]
        : []),
    ],
    documentation: () => documents.domains,
  },
};
