import type { ProblemCode } from '../../model/problem';
import { documents } from './documentation';
import { letter } from './letter';
import { t } from './translate';
import { ask, edit, join, remedy, type Told, type Words } from './words';

type RefusalCode = Extract<
  ProblemCode,
  `server.${'accessDenied' | 'accessRights' | 'refused' | 'missingRecord' | 'companyNotAllowed' | 'languageNotInstalled'}`
>;

const operations = ['read', 'write', 'create', 'unlink'] as const;
type Operation = (typeof operations)[number] | 'other';

function operation(told: Told): Operation {
  return operations.find((one) => one === told.text('operation')) ?? 'other';
}

const mayNot: Record<Operation, [string, string]> = {
  read: [
    'You are signed in, but this user may not read “{model}”.',
    'You are signed in, but this user may not read that.',
  ],
  write: [
    'You are signed in, but this user may not change records of “{model}”.',
    'You are signed in, but this user may not change that.',
  ],
  create: [
    'You are signed in, but this user may not create records of “{model}”.',
    'You are signed in, but this user may not create that.',
  ],
  unlink: [
    'You are signed in, but this user may not delete records of “{model}”.',
    'You are signed in, but this user may not delete that.',
  ],
  other: [
    'You are signed in, but this user may not do that with “{model}”.',
    'You are signed in, but this user may not do that.',
  ],
};

const iMayNot: Record<Operation, [string, string]> = {
  read: ['Odoo does not let my user read “{model}”.', 'Odoo does not let my user read something.'],
  write: [
    'Odoo does not let my user change records of “{model}”.',
    'Odoo does not let my user change something.',
  ],
  create: [
    'Odoo does not let my user create records of “{model}”.',
    'Odoo does not let my user create something.',
  ],
  unlink: [
    'Odoo does not let my user delete records of “{model}”.',
    'Odoo does not let my user delete something.',
  ],
  other: ['Odoo does not let my user use “{model}”.', 'Odoo does not let my user carry out a call.'],
};

function accessRights(told: Told): string {
  switch (told.text('reason')) {
    case 'field':
      return join(
        told.say(
          'You are signed in, but some fields of “{model}” are closed to this user: {fields}.',
          'You are signed in, but some of the fields are closed to this user: {fields}.',
          'You are signed in, but some of the fields are closed to this user.',
        ),
        told.perhaps('They are open to members of {groups}.'),
      );
    case 'rule':
      return join(
        told.say(...mayNot[operation(told)]),
        told.say(
          'Record rules keep some of these records back: {rules}.',
          'A record rule keeps some of these records back.',
        ),
      );
    default:
      return join(told.say(...mayNot[operation(told)]), told.perhaps('Members of {groups} may.'));
  }
}

function giveRight(told: Told): string {
  switch (told.text('reason')) {
    case 'field':
      return told.say(
        'Add my user to one of these groups, if it should see the fields {fields}: {groups}.',
        'Let my user see these fields, if it should: {fields}.',
        'Let my user see these fields, if it should.',
      );
    case 'rule':
      return told.say(
        'Look at these record rules, and let them include my user if it should have the records: {rules}.',
        'Look at the record rules of the model, and let them include my user if it should have the records.',
      );
    default:
      return told.say(
        'Add my user to one of these groups, if it should have the right: {groups}.',
        'Give my user the right, if it should have it.',
      );
  }
}

/** Whether several records of a known model are meant. */
function several(told: Told): boolean {
  return /\d\D+\d/.test(told.text('ids')) && told.text('model') !== '';
}

/** What Odoo refuses on purpose. */
export const refusalWords: Record<RefusalCode, Words> = {
  'server.accessDenied': {
    title: () => t('Odoo no longer accepts this sign-in'),
    sentence: () =>
      t(
        'Odoo refused the call as not signed in. The password was changed, the API key deleted, or the account deactivated meanwhile.',
      ),
    remedies: () => [
      edit(t('Enter the password or API key again.'), 'secret'),
      ask(t('Check that the account is active.')),
    ],
    message: (told) =>
      letter(told, {
        seen: t('Odoo no longer accepts a sign-in that worked before.'),
        change: t('Check that my user is active, and whether its password or API keys were changed.'),
      }),
  },
  'server.accessRights': {
    title: () => t('Not allowed for this user'),
    sentence: accessRights,
    remedies: (told) => [
      ...(told.text('reason') === 'field'
        ? [remedy(told.say('Leave out the fields {fields}.', 'Leave out the fields that are closed.'))]
        : []),
      ...(told.text('reason') === ''
        ? [remedy(t('When reading, choose the fields: one of the others may be closed to this user.'))]
        : []),
      ask(t('Give the user the right, or use a user who has it.')),
    ],
    message: (told) => letter(told, { seen: told.say(...iMayNot[operation(told)]), change: giveRight(told) }),
    documentation: () => documents.security,
  },
  'server.refused': {
    title: () => t('Odoo refused the request'),
    // Odoo writes these messages for people, in their language; nothing else says why.
    sentence: (told) =>
      told.say(
        'Odoo’s own rules refuse the field “{field}”: “{said}”',
        'Odoo’s own rules refuse it: “{said}”',
        'Odoo’s own rules refuse it.',
      ),
    remedies: (told) => [
      remedy(
        told.say(
          'Change the value of “{field}” as Odoo asks, then send again.',
          'Change the values or the record as Odoo asks, then send again.',
        ),
      ),
    ],
  },
  'server.missingRecord': {
    title: (told) =>
      told.text('reason') === 'hidden' ? t('A record is hidden from this user') : t('A record is missing'),
    sentence: (told) => {
      switch (told.text('reason')) {
        case 'gone':
          return several(told)
            ? told.say('The records {ids} of “{model}” were deleted, or never were in this database.')
            : told.say(
                'The record {ids} of “{model}” was deleted, or never was in this database.',
                'A record that the request names was deleted, or never was in this database.',
              );
        case 'hidden':
          return several(told)
            ? told.say('Of the records {ids} of “{model}”, a record rule hides some or all from this user.')
            : told.say(
                'The record {ids} of “{model}” is there, but a record rule hides it from this user.',
                'A record that the request names is there, but a record rule hides it from this user.',
              );
        default:
          return several(told)
            ? told.say(
                'The records {ids} of “{model}” do not all exist any more, or this user may not see them.',
              )
            : told.say(
                'The record {ids} of “{model}” does not exist any more, or this user may not see it.',
                'A record that the request names does not exist any more, or this user may not see it.',
              );
      }
    },
    remedies: (told) =>
      told.text('reason') === 'hidden'
        ? [ask(t('Let the record rules include this user, or use a user who sees the record.'))]
        : [remedy(t('Search for the record again: its id may be another one in this database.'))],
    message: (told) =>
      told.text('reason') === 'hidden'
        ? letter(told, {
            seen: told.say(
              'A record rule hides the record {ids} of “{model}” from my user.',
              'A record rule hides a record from my user.',
            ),
            change: t('Let the record rules include my user, if it should see the record.'),
          })
        : '',
    documentation: (told) => (told.text('reason') === 'hidden' ? documents.security : undefined),
  },
  'server.companyNotAllowed': {
    title: () => t('A company this user may not use'),
    sentence: (told) =>
      told.say(
        'The call asks for the companies {companies} (allowed_company_ids in its context), and this user may not use {refused}.',
        'The call asks for the companies {companies} (allowed_company_ids in its context), and this user may not use all of them.',
        'The call asks for companies (allowed_company_ids in its context), and this user may not use all of them.',
      ),
    remedies: (told) => [
      remedy(
        told.say(
          'Take allowed_company_ids out of the context, or name only companies of this user: {allowed}.',
          'Take allowed_company_ids out of the context, or name only companies of this user.',
        ),
      ),
      ask(t('Allow the user these companies: Settings, Users, the user, Allowed Companies.')),
    ],
    message: (told) =>
      letter(told, {
        seen: told.say(
          'My user may not use all of these companies: {companies}.',
          'My user may not use a company that I need.',
        ),
        change: t('Allow my user these companies: Settings, Users, the user, Allowed Companies.'),
      }),
    documentation: () => documents.companies,
  },
  'server.languageNotInstalled': {
    title: () => t('The language is not installed'),
    sentence: (told) =>
      told.say(
        'The call asks for the language “{language}” (lang in its context), which this database does not have.',
        'The call asks for a language (lang in its context) that this database does not have.',
      ),
    remedies: (told) => [
      ...(told.text('suggestion')
        ? [remedy(told.say('Use “{suggestion}”, which is installed.', 'Use another.'))]
        : []),
      remedy(t('Take lang out of the context, or use en_US, which every database has.')),
      ask(t('Add the language: Settings, Languages.')),
    ],
    message: (told) =>
      letter(told, {
        seen: told.say(
          'The database does not have the language “{language}”.',
          'The database does not have the language that I need.',
        ),
        change: t('Add it: Settings, Languages.'),
      }),
    documentation: () => documents.languages,
  },
};
