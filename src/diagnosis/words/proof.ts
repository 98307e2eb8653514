import type { ProblemCode } from '../../model/problem';
import { t } from './translate';
import { ask, edit, remedy, type Told, type Words } from './words';

type ProofCode = Extract<
  ProblemCode,
  `signIn.${'noSecret' | 'addressChanged' | `session${string}` | `token${string}` | 'notAccepted' | 'staleUser' | 'noUser' | 'incomplete' | `cookie${string}`}`
>;

/** What the person is asked for, by the fact `secret` or the older `auth`. */
type Noun = 'apiKey' | 'password' | 'tokenSecret' | 'clientSecret' | 'header' | 'either';

function noun(told: Told): Noun {
  const name = told.text('secret') || told.text('auth');
  switch (name) {
    case 'apiKey':
    case 'password':
    case 'tokenSecret':
    case 'clientSecret':
    case 'header':
      return name;
    case 'basic':
      return 'password';
    default:
      return 'either';
  }
}

const none: Record<Noun, () => string> = {
  apiKey: () => t('No API key is stored'),
  password: () => t('No password is stored'),
  tokenSecret: () => t('No secret for the token is stored'),
  clientSecret: () => t('No client secret is stored'),
  header: () => t('No key or token is stored'),
  either: () => t('No password or API key is stored'),
};

const noneStored: Record<Noun, [string, string]> = {
  apiKey: [
    'No API key is stored for “{connection}”, so nobody was signed in.',
    'No API key is stored, so nobody was signed in.',
  ],
  password: [
    'No password is stored for “{connection}”, so nobody was signed in.',
    'No password is stored, so nobody was signed in.',
  ],
  tokenSecret: [
    'No secret for the token is stored for “{connection}”, so nobody was signed in.',
    'No secret for the token is stored, so nobody was signed in.',
  ],
  clientSecret: [
    'No client secret is stored for “{connection}”, so nobody was signed in.',
    'No client secret is stored, so nobody was signed in.',
  ],
  header: [
    'No key or token is stored for “{connection}”, so nobody was signed in.',
    'No key or token is stored, so nobody was signed in.',
  ],
  either: [
    'No password or API key is stored for “{connection}”, so nobody was signed in.',
    'No password or API key is stored, so nobody was signed in.',
  ],
};

const enter: Record<Noun, () => string> = {
  apiKey: () => t('Enter the API key.'),
  password: () => t('Enter the password.'),
  tokenSecret: () => t('Enter the secret for the token.'),
  clientSecret: () => t('Enter the client secret.'),
  header: () => t('Enter the key or token.'),
  either: () => t('Enter the password or API key.'),
};

const unaccepted: Record<Noun, [string, string]> = {
  apiKey: [
    '{host} does not accept the API key of this connection for this path.',
    'The server does not accept the API key of this connection for this path.',
  ],
  password: [
    '{host} does not accept the password of this connection for this path.',
    'The server does not accept the password of this connection for this path.',
  ],
  tokenSecret: [
    '{host} does not accept the token of this connection for this path.',
    'The server does not accept the token of this connection for this path.',
  ],
  clientSecret: [
    '{host} does not accept the token of this connection for this path.',
    'The server does not accept the token of this connection for this path.',
  ],
  header: [
    '{host} does not accept the key or token of this connection for this path.',
    'The server does not accept the key or token of this connection for this path.',
  ],
  either: [
    '{host} does not accept the sign-in of this connection for this path.',
    'The server does not accept the sign-in of this connection for this path.',
  ],
};

function notAccepted(told: Told): string {
  if (told.is('unsendable')) {
    return t('The secret holds a line break or a character that no header can carry, so nothing was sent.');
  }
  switch (told.text('auth')) {
    case 'public':
      return told.say(
        '{host} wants a sign-in for this path; the connection has none.',
        'The server wants a sign-in for this path; the connection has none.',
      );
    case 'jwt':
    case 'oauth2':
      return told.say(
        '{host} gave a token but does not accept it for this path.',
        'The server gave a token but does not accept it for this path.',
      );
    default:
      return told.say(...unaccepted[noun(told)]);
  }
}

/** What proves who one is between calls: a stored secret, a session, a token, the user's number. */
export const proofWords: Record<ProofCode, Words> = {
  'signIn.noSecret': {
    title: (told) => none[noun(told)](),
    sentence: (told) => told.say(...noneStored[noun(told)]),
    remedies: (told) => [edit(enter[noun(told)](), 'secret')],
  },
  'signIn.addressChanged': {
    title: () => t('The address changed'),
    sentence: (told) =>
      told.say(
        'The address changed from {from} to {to}. Enter the secret for the new server; the old one is not sent there.',
        'The address changed to {to}. Enter the secret for the new server; the old one is not sent there.',
        'The address changed from {from}. Enter the secret for the new server; the old one is not sent there.',
        'The address changed. Enter the secret for the new server; the old one is not sent there.',
      ),
    remedies: () => [edit(t('Enter the secret for the new server.'), 'secret')],
  },
  'signIn.sessionExpired': {
    title: () => t('The web session has ended'),
    sentence: () =>
      t(
        'Odoo ended the web session: it ran out, the password was changed, or the server was set up anew. The call was not carried out.',
      ),
    remedies: () => [
      remedy(t('Send it again: a new session is opened for it.')),
      edit(t('Enter the password again if it was changed.'), 'secret'),
    ],
  },
  'signIn.sessionDeclined': {
    title: () => t('Not signed in'),
    sentence: (told) =>
      told.say(
        'Signing in as the web client does was not agreed to for “{connection}”, so nothing was sent.',
        'Signing in as the web client does was not agreed to, so nothing was sent.',
      ),
    remedies: () => [edit(t('Choose another way to sign in.'), 'signIn')],
  },
  'signIn.tokenRefused': {
    title: () => t('No token was given for this secret'),
    sentence: (told) =>
      told.text('auth') === 'oauth2'
        ? told.say(
            '{host} gave no token for the client ID and secret of this connection. It says: “{said}”',
            '{host} gave no token for the client ID and secret of this connection.',
            'The server gave no token for the client ID and secret of this connection.',
          )
        : told.say(
            '{host} gave no token for the login and secret of this connection. It says: “{said}”',
            '{host} gave no token for the login and secret of this connection.',
            'The server gave no token for the login and secret of this connection.',
          ),
    remedies: (told) => [
      ...(told.text('auth') === 'oauth2'
        ? [edit(t('Enter the client secret again.'), 'secret'), edit(t('Check the client ID.'), 'login')]
        : [edit(t('Enter the secret again.'), 'secret'), edit(t('Check the login.'), 'login')]),
      edit(t('Check the token’s address and what is sent to it.'), 'method'),
    ],
  },
  'signIn.tokenUnreadable': {
    title: () => t('No token in the answer'),
    sentence: (told) =>
      told.text('found')
        ? told.say(
            '{host} answered, but there is nothing at “{place}”. The answer holds: {found}.',
            '{host} answered, but not with a token. The answer holds: {found}.',
            'The server answered, but not with a token. The answer holds: {found}.',
          )
        : told.say(
            '{host} answered, but there is nothing at “{place}”. The answer is no JSON object.',
            '{host} answered, but the answer is no JSON object.',
            'The server answered, but the answer is no JSON object.',
          ),
    remedies: () => [
      edit(
        t('Name where the token stands in the answer, with dots between the parts: data.token.'),
        'method',
      ),
      edit(t('Check the token’s address.'), 'method'),
    ],
  },
  'signIn.notAccepted': {
    title: (told) => (told.is('unsendable') ? t('The secret cannot be sent') : t('Not accepted by the API')),
    sentence: notAccepted,
    remedies: (told) => [
      ...(told.text('auth') === 'public' ? [] : [edit(t('Enter it again, without a line break.'), 'secret')]),
      edit(t('Choose another way to sign in.'), 'signIn'),
      ask(t('Check which sign-in this path wants, and that the account or application may use it.')),
    ],
  },
  'signIn.staleUser': {
    title: () => t('The remembered user is not in this database'),
    sentence: (told) =>
      told.say(
        'The call was made as user number {uid}, which this database does not have. The number was remembered from another database, or from before this one was restored.',
        'The call was made as a user that this database does not have. The user’s number was remembered from another database, or from before this one was restored.',
      ),
    remedies: () => [remedy(t('Send it again: signing in anew finds the right number.'))],
  },
  'signIn.noUser': {
    title: () => t('The call was made without a user'),
    sentence: () =>
      t('Signing in had failed before this call, and it was sent all the same, without a user.'),
    remedies: () => [edit(t('Correct the sign-in first.'), 'signIn')],
  },
  'signIn.incomplete': {
    title: () => t('The sign-in request is incomplete'),
    sentence: () =>
      t(
        'Odoo received a sign-in with a part missing. Whatever sent it left the part out, or something on the way changed it.',
      ),
    remedies: () => [
      remedy(t('In programs of your own, call authenticate with four arguments; the last one may be {}.')),
      edit(t('Check the address: something on the way may change requests.'), 'address'),
    ],
  },
  'signIn.cookieAndDatabase': {
    title: () => t('Two databases were asked for at once'),
    sentence: () =>
      t(
        'The request carried the cookie of a web session and the name of a database. Odoo takes one of them only.',
      ),
    remedies: () => [
      remedy(t('Send JSON-2 calls without a Cookie header.')),
      edit(t('Or sign in with a web session, without the database’s name in a header.'), 'signIn'),
    ],
  },
  'signIn.cookieOfOther': {
    title: () => t('The cookie and the API key are of two users'),
    sentence: () =>
      t(
        'The request carried the web session of one user and the API key of another one. Odoo takes one of them only.',
      ),
    remedies: () => [remedy(t('Send JSON-2 calls without a Cookie header.'))],
  },
};
