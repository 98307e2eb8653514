import type { ProblemCode, Remedy } from '../../model/problem';
import { ask, edit, quote, remedy, type Told, type Words } from './words';

type ServerCode = Extract<ProblemCode, `server.${string}`>;

const checkRecords = 'Before repeating a write, look whether it was carried out.';

/** The name that was probably meant, where someone has found it. */
function didYouMean(told: Told): Remedy[] {
  return told.text('suggestion')
    ? [remedy(`Use ${quote(told.text('suggestion'))} if that is what was meant.`)]
    : [];
}

/** What Odoo says about a call it received. */
export const serverWords: Record<ServerCode, Words> = {
  'server.accessDenied': {
    title: 'Odoo no longer accepts this sign-in',
    sentence: () =>
      'Odoo refused the call as not signed in. The password was changed, the API key deleted, or the account deactivated meanwhile.',
    remedies: () => [
      edit('Enter the password or API key again.', 'secret'),
      ask('Check that the account is active.'),
    ],
  },
  'server.accessRights': {
    title: 'Not allowed for this user',
    sentence: (told) =>
      told.phrase(
        'model',
        (model) => `You are signed in, but this user may not do that with ${model}.`,
        'You are signed in, but this user may not do that.',
      ),
    remedies: () => [
      remedy('When reading, choose the fields: one of the others may be closed to this user.'),
      ask('Give the user the right, or use a user who has it.'),
    ],
  },
  'server.refused': {
    title: 'Odoo refused the request',
    // Odoo writes these messages for people, in their language; nothing else says why.
    sentence: (told) =>
      told.said ? `Odoo’s own rules refuse it: ${quote(told.said)}` : 'Odoo’s own rules refuse it.',
    remedies: () => [remedy('Change the values or the record as Odoo asks, then send again.')],
  },
  'server.missingRecord': {
    title: 'A record is missing',
    sentence: () => 'A record that the request names does not exist any more, or this user may not see it.',
    remedies: () => [remedy('Search for the record again: its id may be another one in this database.')],
  },
  'server.unknownModel': {
    title: 'Unknown model',
    sentence: (told) =>
      told.phrase(
        'model',
        (model) => `This database has no model ${model}.`,
        'This database has no such model.',
      ),
    remedies: () => [
      remedy('Check the model’s technical name, such as res.partner.'),
      ask('Install the module that brings the model.'),
    ],
  },
  'server.unknownMethod': {
    title: 'Unknown method',
    sentence: (told) =>
      told.phrase(
        'method',
        (method) => `The model has no method ${method} on this server.`,
        'The model has no such method on this server.',
      ),
    remedies: () => [
      remedy('Check the method’s name.'),
      remedy(
        'Methods come and go with versions: name_get ended with 17, read_group with 19.0, fields_view_get with 16.',
      ),
    ],
  },
  'server.unknownField': {
    title: 'Unknown field',
    sentence: (told) =>
      told.phrase(
        'field',
        (field) =>
          `${told.phrase('model', (model) => `The model ${model}`, 'The model')} has no field ${field} on this server.`,
        'The model has no such field on this server.',
      ),
    remedies: (told) => [
      ...didYouMean(told),
      remedy('Check the field’s technical name. Fields differ between versions and installed modules.'),
    ],
  },
  'server.privateMethod': {
    title: 'Not a public method',
    sentence: (told) =>
      told.phrase(
        'method',
        (method) => `Odoo does not let ${method} be called from outside.`,
        'Odoo does not let this method be called from outside.',
      ),
    remedies: () => [
      remedy(
        'Call a public method: one whose name does not begin with _ and that Odoo does not mark as private.',
      ),
    ],
  },
  'server.hiddenReason': {
    title: 'Odoo hides the reason',
    sentence: () =>
      'Odoo failed and answered with an error page that says nothing. Odoo 14 with several databases does so for every error over JSON-RPC.',
    remedies: () => [
      edit('Use XML-RPC, which says the reason.', 'signIn'),
      remedy(checkRecords),
      ask('Look at Odoo’s log; set a database filter (dbfilter) so that this address has one database.'),
    ],
  },
  'server.exception': {
    title: (told) => {
      switch (told.text('reason')) {
        case 'databaseServer':
          return 'Odoo cannot reach its database server';
        case 'overloaded':
          return 'The server is overloaded';
        case 'arguments':
          return 'The arguments do not fit';
        case 'domain':
          return 'Odoo cannot use the domain';
        default:
          return 'Odoo met an error';
      }
    },
    sentence: (told) => {
      switch (told.text('reason')) {
        case 'databaseServer':
          return 'Odoo is up, but PostgreSQL behind it does not answer it. This is for the server’s administrator to mend.';
        case 'overloaded':
          return 'Odoo has no connection to its database free at the moment.';
        case 'arguments':
          return `The method does not take these arguments${told.said ? `: ${quote(told.said)}` : '.'}`;
        case 'domain':
          return `Odoo cannot use the domain${told.said ? `: ${quote(told.said)}` : '.'}`;
        default: {
          const name = (told.server?.name ?? '').split('.').pop() ?? '';
          const kind = /^[A-Za-z]\w*$/.test(name) ? ` (${name})` : '';
          return `Odoo met an error of its own${kind} while carrying out the call.`;
        }
      }
    },
    remedies: (told) => {
      switch (told.text('reason')) {
        case 'databaseServer':
          return [
            ask('Start PostgreSQL, and check db_host, db_user and db_password in Odoo’s configuration.'),
          ];
        case 'overloaded':
          return [
            remedy('Try again in a minute.'),
            ask('Raise db_maxconn, or PostgreSQL’s max_connections.'),
          ];
        case 'arguments':
          return [remedy('Check the names and the number of the arguments; they differ between versions.')];
        case 'domain':
          return [remedy('A condition is a field, an operator and a value: [("name", "ilike", "azure")].')];
        default:
          return [
            remedy(
              'Check the arguments: their order, their types and the spelling of their names. The server’s own words are in the details.',
            ),
            ask('Look at Odoo’s log.'),
          ];
      }
    },
  },
  'server.numberTooLarge': {
    title: 'A number is too large for XML-RPC',
    sentence: () =>
      'The call was carried out, but its answer holds a number beyond 2,147,483,647, which XML-RPC cannot carry.',
    remedies: () => [
      edit('Use JSON-RPC or JSON-2, which carry it.', 'signIn'),
      remedy('Or leave the field out that holds the number.'),
    ],
  },
};
