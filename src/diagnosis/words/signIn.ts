import type { ProblemCode } from '../../model/problem';
import { ask, edit, makeKey, quote, remedy, sentenceCase, type Told, type Words } from './words';

type SignInCode = Extract<ProblemCode, `${'signIn' | 'protocol'}.${string}`>;

const enterKey = edit('Enter the API key here in place of the password.', 'signIn');

/** "for “admin” on the database “acme”", as far as it is known. */
function whose(told: Told): string {
  return (
    told.phrase('login', (login) => ` for ${login}`, '') +
    told.phrase('database', (name) => ` in ${name}`, '')
  );
}

function notOf(told: Told): string {
  return told.phrase('login', (login) => `, not of ${login}`, '');
}

/** What the person is asked for, by the fact `secret` or the older `auth`. */
function secretNoun(told: Told): string {
  switch (told.text('secret') || told.text('auth')) {
    case 'apiKey':
      return 'API key';
    case 'password':
    case 'basic':
      return 'password';
    case 'tokenSecret':
      return 'secret for the token';
    case 'clientSecret':
      return 'client secret';
    case 'header':
      return 'key or token';
    default:
      return 'password or API key';
  }
}

const padding = 'It begins or ends with a space or a line break, which counts as part of it.';

/** The sign-in, and the API it is done over. */
export const signInWords: Record<SignInCode, Words> = {
  'signIn.rejected': {
    title: 'Wrong login or password',
    sentence: (told) => {
      const first = `The server and the database are fine; Odoo does not accept this login and password together${whose(told)}.`;
      if (told.is('padded')) return `${first} ${padding.replace('It', 'The password')}`;
      if (told.is('keyShaped')) return `${first} What was entered has the form of an API key.`;
      return first;
    },
    remedies: (told) => [
      edit(
        told.is('padded')
          ? 'Enter the password again, without the space or line break.'
          : 'Enter the password again.',
        'secret',
      ),
      ...(told.is('keyShaped')
        ? [edit('When it is an API key, choose “API key” as the way to sign in.', 'signIn')]
        : []),
      edit('Check the login: letter case counts, and it may differ from the e-mail address.', 'login'),
      edit(
        'When the account has two-factor sign-in, or signs in through another system, use an API key.',
        'signIn',
      ),
      ask('Check that the account is active.'),
    ],
  },
  'signIn.keyRejected': {
    title: 'The API key is not accepted',
    sentence: (told) => {
      const owner = told.text('owner');
      if (owner) return `This API key is valid, but it is a key of ${owner}${notOf(told)}.`;
      const first = `Odoo does not accept this API key${whose(told)}.`;
      if (told.is('padded')) return `${first} ${padding}`;
      const form =
        told.text('keyShaped') === 'false'
          ? ' It does not have the form of a key, 40 digits and letters from a to f.'
          : '';
      return `${first}${form} It may have expired or been deleted, or belong to another user or another database.`;
    },
    remedies: (told) => [
      ...(told.text('owner') ? [edit(`Use the login ${told.text('owner')}.`, 'login')] : []),
      ...(told.text('keyShaped') === 'false'
        ? [edit('When it is the password, choose “Password” as the way to sign in.', 'signIn')]
        : []),
      edit(
        told.is('padded')
          ? 'Enter the key again, without the space or line break.'
          : 'Enter the key again, all 40 characters.',
        'secret',
      ),
      remedy(`Make a new key. ${makeKey}`),
      ...(told.text('login') && !told.text('owner')
        ? [edit('Check that the login is that of the key’s owner; letter case counts.', 'login')]
        : []),
      ask('Check that the account is active.'),
    ],
  },
  'signIn.passwordAsKey': {
    title: 'JSON-2 takes API keys only',
    sentence: () =>
      'JSON-2 accepts only API keys, not passwords. What was entered does not have the form of a key, 40 digits and letters from a to f.',
    remedies: () => [
      remedy(makeKey),
      enterKey,
      edit('Or sign in with the password over JSON-RPC.', 'signIn'),
    ],
  },
  'signIn.keyForWebSession': {
    title: 'API keys do not open a web session',
    sentence: () => 'API keys work for the API only, not for signing in as the web page does.',
    remedies: () => [edit('Use the key over JSON-2, JSON-RPC or XML-RPC.', 'signIn')],
  },
  'signIn.keyNotSupported': {
    title: 'This Odoo has no API keys',
    sentence: (told) => {
      const version = told.text('version');
      return `API keys came with Odoo 14${version ? `; this server runs Odoo ${version}` : ', and this server is older'}.`;
    },
    remedies: () => [edit('Sign in with the password over JSON-RPC.', 'signIn')],
  },
  'signIn.keyNotReceived': {
    title: 'The API key did not reach Odoo',
    sentence: (told) =>
      `Odoo at ${told.host} says that no API key came with the request, although one was sent. Something between here and Odoo took it out.`,
    remedies: () => [
      ask('Let the web server in front of Odoo pass the Authorization header on.'),
      edit('Use the server’s final address: a redirect on the way drops the key.', 'address'),
      edit('Or use the key over JSON-RPC, which carries it in the request itself.', 'signIn'),
    ],
  },
  'signIn.twoFactor': {
    title: 'This account has two-factor sign-in',
    sentence: (told) =>
      told.is('proven')
        ? 'The password is right, but the account asks for a second code when a person signs in. Programs use an API key instead.'
        : 'Odoo refuses the password over the API because the account asks for a second code when a person signs in. Programs use an API key instead.',
    remedies: () => [remedy(makeKey), enterKey],
  },
  'signIn.onlineWithoutPassword': {
    title: 'Odoo Online has no password for this account',
    sentence: () =>
      'Odoo Online signs people in centrally, so the database itself has no password for this account. The password of odoo.com does not count here.',
    remedies: () => [
      remedy(makeKey),
      enterKey,
      ask('Or set a password for the user: Settings, Users, the user, Action, Change Password.'),
      remedy('Odoo Online allows its API on Custom plans only.'),
    ],
  },
  'signIn.cooldown': {
    title: 'Odoo paused sign-ins for a minute',
    sentence: () =>
      'There were too many failed sign-ins from this address, so Odoo refuses every sign-in for a minute, the right password included.',
    remedies: () => [
      remedy('Wait 60 s, then try once.'),
      remedy('Stop whatever else signs in from this address with an old password.'),
      ask('Behind a web server, set proxy_mode: without it everybody counts as one address.'),
    ],
  },
  'signIn.noSecret': {
    title: (told) => `No ${secretNoun(told)} is stored`,
    sentence: (told) =>
      `No ${secretNoun(told)} is stored${told.phrase('connection', (name) => ` for ${name}`, '')}, so nobody was signed in.`,
    remedies: (told) => [edit(`Enter the ${secretNoun(told)}.`, 'secret')],
  },
  'signIn.addressChanged': {
    title: 'The address changed',
    sentence: (told) => {
      const [from, to] = [told.text('from'), told.text('to')];
      const change = from && to ? ` from ${from} to ${to}` : to ? ` to ${to}` : from ? ` from ${from}` : '';
      return `The address changed${change}. Enter the secret for the new server; the old one is not sent there.`;
    },
    remedies: () => [edit('Enter the secret for the new server.', 'secret')],
  },
  'signIn.sessionExpired': {
    title: 'The web session has ended',
    sentence: () =>
      'Odoo ended the web session: it ran out, the password was changed, or the server was set up anew. The call was not carried out.',
    remedies: () => [
      remedy('Send it again: a new session is opened for it.'),
      edit('Enter the password again if it was changed.', 'secret'),
    ],
  },
  'signIn.sessionDeclined': {
    title: 'Not signed in',
    sentence: (told) =>
      `Signing in as the web client does was not agreed to${told.phrase('connection', (name) => ` for ${name}`, '')}, so nothing was sent.`,
    remedies: () => [edit('Choose another way to sign in.', 'signIn')],
  },
  'signIn.tokenRefused': {
    title: 'No token was given for this secret',
    sentence: (told) =>
      `${sentenceCase(told.host)} gave no token for the ${told.text('auth') === 'oauth2' ? 'client ID and secret' : 'login and secret'} of this connection${told.said ? `: ${quote(told.said)}.` : '.'}`,
    remedies: (told) => [
      edit(
        told.text('auth') === 'oauth2' ? 'Enter the client secret again.' : 'Enter the secret again.',
        'secret',
      ),
      edit(told.text('auth') === 'oauth2' ? 'Check the client ID.' : 'Check the login.', 'login'),
      edit('Check the token’s address and what is sent to it.', 'method'),
    ],
  },
  'signIn.tokenUnreadable': {
    title: 'No token in the answer',
    sentence: (told) => {
      const found = told.text('found');
      const holds = found ? ` The answer holds: ${found}.` : ' The answer is no JSON object.';
      return `${sentenceCase(told.host)} answered, but there is nothing at ${quote(told.text('place') || 'the place of the token')}.${holds}`;
    },
    remedies: () => [
      edit('Name where the token stands in the answer, with dots between the parts: data.token.', 'method'),
      edit('Check the token’s address.', 'method'),
    ],
  },
  'signIn.notAccepted': {
    title: (told) => (told.is('unsendable') ? 'The secret cannot be sent' : 'Not accepted by the API'),
    sentence: (told) => {
      if (told.is('unsendable')) {
        return 'The secret holds a line break or a character that no header can carry, so nothing was sent.';
      }
      const host = sentenceCase(told.host);
      switch (told.text('auth')) {
        case 'public':
          return `${host} wants a sign-in for this path; the connection has none.`;
        case 'jwt':
        case 'oauth2':
          return `${host} gave a token but does not accept it for this path.`;
        default:
          return `${host} does not accept the ${secretNoun(told)} of this connection for this path.`;
      }
    },
    remedies: (told) => [
      ...(told.text('auth') === 'public' ? [] : [edit('Enter it again, without a line break.', 'secret')]),
      edit('Choose another way to sign in.', 'signIn'),
      ask('Check which sign-in this path wants, and that the account or application may use it.'),
    ],
  },
  'protocol.json2NotSupported': {
    title: 'This Odoo has no JSON-2',
    sentence: (told) => {
      const version = told.text('version');
      return version
        ? `This server runs Odoo ${version}. JSON-2 came with Odoo 19, so it is not there to sign in to.`
        : 'This server has no JSON-2 API, which came with Odoo 19.';
    },
    remedies: () => [
      edit('Use JSON-RPC. It takes the same API key from Odoo 14 on, or the password.', 'signIn'),
    ],
  },
  'protocol.notAvailable': {
    title: 'This API is not available',
    sentence: (told) => {
      const path = told.text('path');
      const status = told.text('status');
      return `${path ? `${told.host} has nothing at ${path}` : `The API is not there at ${told.host}`}${status ? ` (HTTP ${status})` : ''}: it is not loaded in Odoo, or blocked in front of it.`;
    },
    remedies: () => [
      edit('Try another protocol.', 'signIn'),
      edit('Check that the address is the server’s own, without the path of a page.', 'address'),
      ask(
        'Load the API for every database: server_wide_modules = base,web up to Odoo 18, base,rpc,web from 19 on.',
      ),
    ],
  },
};
