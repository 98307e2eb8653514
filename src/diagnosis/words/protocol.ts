import type { ProblemCode } from '../../model/problem';
import { documents } from './documentation';
import { letter } from './letter';
import { t } from './translate';
import { ask, edit, major, remedy, useProtocol, useSignIn, type Told, type Words } from './words';

type ProtocolCode = Extract<ProblemCode, `${'protocol' | 'rights'}.${string}`>;

/** The modules that Odoo has to load before it knows the database, so that its API is there (Odoo 19, addons/rpc). */
function serverWide(told: Told): string[] {
  const version = major(told);
  const older = 'server_wide_modules = base,web';
  const newer = 'server_wide_modules = base,rpc,web';
  if (version === 0) return [`${older}  # Odoo 18`, `${newer}  # Odoo 19`];
  return [version >= 19 ? newer : older];
}

function internalUser(): string {
  return t('Use the login of an internal user.');
}

/** The API that is signed in over, and what the user sees through it. */
export const protocolWords: Record<ProtocolCode, Words> = {
  'protocol.json2NotSupported': {
    title: () => t('This Odoo has no JSON-2'),
    sentence: (told) =>
      told.say(
        'This server runs Odoo {version}. JSON-2 came with Odoo 19, so it is not there to sign in to.',
        'This server has no JSON-2 API, which came with Odoo 19.',
      ),
    remedies: (told) => {
      const version = major(told);
      return version > 0 && version < 14
        ? [useSignIn(t('Use JSON-RPC with the password: API keys came with Odoo 14.'), 'password', 'jsonRpc')]
        : [
            useSignIn(t('Use JSON-RPC, which takes the same API key.'), 'apiKey', 'jsonRpc'),
            edit(t('Or sign in with the password.'), 'signIn'),
          ];
    },
    documentation: () => documents.json2,
  },
  'protocol.notAvailable': {
    title: () => t('This API is not available'),
    sentence: (told) =>
      told.say(
        '{host} has nothing at {path} (HTTP {status}): it is not loaded in Odoo, or blocked in front of it.',
        '{host} has nothing at {path}: it is not loaded in Odoo, or blocked in front of it.',
        'The API is not there at {host} (HTTP {status}): it is not loaded in Odoo, or blocked in front of it.',
        'The API is not there at {host}: it is not loaded in Odoo, or blocked in front of it.',
        'The API is not there: it is not loaded in Odoo, or blocked in front of it.',
      ),
    remedies: () => [
      edit(t('Try another protocol.'), 'signIn'),
      edit(t('Check that the address is the server’s own, without the path of a page.'), 'address'),
      ask(
        t(
          'Load the API for every database: server_wide_modules = base,web up to Odoo 18, base,rpc,web from 19 on.',
        ),
      ),
    ],
    message: (told) =>
      letter(told, {
        seen: told.say('There is nothing at {path}.', 'The API is not there.'),
        change: t(
          'Let the web server in front of Odoo pass this path on, and load the API for every database. In Odoo’s configuration:',
        ),
        lines: serverWide(told),
      }),
    documentation: () => documents.rpc,
  },
  'protocol.rpcNotLoaded': {
    title: () => t('The API is not loaded for this address'),
    sentence: (told) =>
      told.is('withHeader')
        ? told.say(
            'Odoo does not know from the address which database is meant, and loads its API only then. With the name of “{database}” in a header of the request it is there.',
            'Odoo does not know from the address which database is meant, and loads its API only then. With the database’s name in a header of the request it is there.',
          )
        : t(
            'Odoo answers, and its API does not. Odoo loads it only where it knows from the address which database is meant.',
          ),
    remedies: (told) => [
      ...(told.is('withHeader')
        ? [remedy(t('Send the database’s name with every request.'), { kind: 'sendDatabaseHeader' as const })]
        : []),
      edit(t('Use a host name that belongs to one database.'), 'address'),
      ask(
        t(
          'Load the API for every database: server_wide_modules = base,web up to Odoo 18, base,rpc,web from 19 on.',
        ),
      ),
    ],
    message: (told) =>
      letter(told, {
        seen: t('Odoo answers, but /jsonrpc and /xmlrpc/2 are not there.'),
        change: t('Load the API for every database. In Odoo’s configuration:'),
        lines: serverWide(told),
      }),
    documentation: () => documents.commandLine,
  },
  'protocol.xmlRpcBlocked': {
    title: () => t('XML-RPC is blocked in front of Odoo'),
    sentence: (told) =>
      told.say(
        'JSON-RPC is there at {host}, while XML-RPC is answered with HTTP {status}. Many web servers block XML-RPC as a precaution.',
        'JSON-RPC is there, while XML-RPC is answered with HTTP {status}. Many web servers block XML-RPC as a precaution.',
        'JSON-RPC is there, while XML-RPC is not. Many web servers block XML-RPC as a precaution.',
      ),
    remedies: (told) => [
      useProtocol(told, t('Use JSON-RPC, with the same login and secret.'), 'jsonRpc'),
      ask(t('Let /xmlrpc/2 through to Odoo if it is needed.')),
    ],
    message: (told) =>
      letter(told, {
        seen: t('XML-RPC is blocked in front of Odoo, while JSON-RPC is not.'),
        change: t('Let these paths through to Odoo as well:'),
        lines: ['/xmlrpc/2/common', '/xmlrpc/2/object'],
      }),
    documentation: () => documents.rpc,
  },
  'protocol.planWithoutApi': {
    title: () => t('The plan may not include the API'),
    sentence: () =>
      t(
        'Odoo Online lets programs use the API on Custom plans only, not on Standard or One App Free. That this server refuses the API fits one of those.',
      ),
    remedies: () => [ask(t('Look which plan the database is on, and change it to a Custom plan.'))],
    message: (told) =>
      letter(told, {
        seen: t('Odoo Online refuses the API, which is part of Custom plans only.'),
        change: t(
          'Tell me which plan our database is on, and change it to a Custom plan if it is another one.',
        ),
      }),
    documentation: () => documents.json2,
  },
  'rights.portalUser': {
    title: () => t('This is a portal account'),
    sentence: (told) =>
      told.say(
        'Signing in works, but “{login}” is a portal or public user, one for customers. Such users see almost nothing of the database.',
        'Signing in works, but the user is a portal or public user, one for customers. Such users see almost nothing of the database.',
      ),
    remedies: () => [edit(internalUser(), 'login'), ask(t('Make the user an internal user.'))],
    message: (told) =>
      letter(told, {
        seen: t('My user is a portal user, which sees almost nothing through the API.'),
        change: t('Make it an internal user, or create an internal user for this purpose.'),
      }),
  },
  'rights.modelsHidden': {
    title: () => t('Not every model can be listed'),
    sentence: (told) =>
      told.say(
        'Showing the {count} models you may read. Listing all of them needs the Access Rights permission.',
        'You are signed in. Listing all models needs the Access Rights permission, which this user does not have.',
      ),
    remedies: () => [
      remedy(t('Type a model’s name to open it.')),
      ask(t('Give the user the permission Access Rights: Settings, Users, Administration.')),
    ],
  },
  'rights.docHidden': {
    title: () => t('Descriptions of methods are hidden'),
    sentence: () =>
      t(
        'Describing methods needs the permission Technical Documentation, which this user does not have. Calls work without it.',
      ),
    remedies: () => [ask(t('Give the user the permission Technical Documentation.'))],
    documentation: () => documents.json2,
  },
};
