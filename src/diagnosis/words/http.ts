import type { ProblemCode } from '../../model/problem';
import { documents } from './documentation';
import { gatewayWords } from './gateway';
import { letter } from './letter';
import { t } from './translate';
import { ask, edit, join, remedy, useAddress, type Words } from './words';

type HttpCode = Extract<ProblemCode, `http.${string}`>;

/** What answers, and whether it is Odoo. */
export const httpWords: Record<HttpCode, Words> = {
  ...gatewayWords,
  'http.tlsExpected': {
    title: () => t('This port expects https'),
    sentence: (told) =>
      told.say(
        'Port {port} of {host} speaks https; the address says http.',
        '{host} speaks https; the address says http.',
        'This port speaks https; the address says http.',
      ),
    remedies: (told) => {
      const url = told.address('https');
      return url
        ? useAddress(t('Use https:// for this port.'), url)
        : [edit(t('Use https:// for this port.'), 'address')];
    },
  },
  'http.redirected': {
    title: () => t('The address redirects'),
    sentence: (told) =>
      told.say(
        '{host} sends every request on to {location}. Requests do not follow, so that no secret ends up elsewhere; the server’s own address is {address}.',
        '{host} sends every request on to {location}. Requests do not follow, so that no secret ends up elsewhere.',
        '{host} sends every request on to another address. Requests do not follow, so that no secret ends up elsewhere.',
        'The server sends every request on to another address. Requests do not follow, so that no secret ends up elsewhere.',
      ),
    remedies: (told) => {
      const address = told.text('address');
      return address
        ? useAddress(told.say('Use {address}.', 'Use the address it leads to.'), address)
        : [edit(t('Use the address it leads to, without the path of a page.'), 'address')];
    },
  },
  'http.notOdoo': {
    title: () => t('This is not Odoo'),
    sentence: (told) =>
      told.say(
        '{host} answered with a web page, “{page}”, and not with Odoo’s API.',
        '{host} answered, but not the way Odoo does.',
        'The server answered, but not the way Odoo does.',
      ),
    remedies: () => [
      edit(t('Check the address and the port. Odoo’s own port is 8069.'), 'address'),
      edit(t('When Odoo sits below a path of this server, add the path to the address.'), 'address'),
      ask(t('Let /jsonrpc, /xmlrpc/2, /json/2 and /web through to Odoo.')),
    ],
    message: (told) =>
      letter(told, {
        seen: told.say(
          'Where Odoo’s API should be, a web page answers: “{page}”.',
          'Where Odoo’s API should be, something else answers.',
        ),
        change: t(
          'Tell me the address that Odoo itself answers at, or let the web server pass these paths on to it, without a sign-in page of its own:',
        ),
        lines: ['/jsonrpc', '/xmlrpc/2/', '/json/2/', '/web/'],
      }),
    documentation: () => documents.deploy,
  },
  'http.status': {
    title: () => t('The server answered with an error'),
    sentence: (told) =>
      told.say(
        '{host} answered with HTTP {status}, and without a reason in Odoo’s form.',
        '{host} answered with an HTTP error, and without a reason in Odoo’s form.',
        'The server answered with an HTTP error, and without a reason in Odoo’s form.',
      ),
    remedies: () => [
      remedy(t('Try again in a minute.')),
      ask(t('Look at the logs of Odoo and of the web server in front of it.')),
    ],
    message: (told) =>
      letter(told, {
        seen: told.say(
          'The server answers API requests with HTTP {status}.',
          'The server answers API requests with an HTTP error.',
        ),
        change: t('Look at the logs of Odoo and of the web server in front of it for this moment.'),
      }),
  },
  'http.malformed': {
    title: () => t('The answer cannot be read'),
    sentence: (told) =>
      told.text('reason') === 'proxy'
        ? told.say(
            'The answer of the proxy on the way to {host} broke off or is damaged.',
            'The answer of the proxy broke off or is damaged.',
          )
        : told.say(
            'The answer of {host} broke off or is damaged. It begins with “{page}”.',
            'The answer of {host} broke off or is damaged.',
            'The answer broke off or is damaged.',
          ),
    remedies: (told) =>
      told.text('reason') === 'proxy'
        ? [remedy(t('Check the proxy’s address.'), { kind: 'openSettings', query: 'http.proxy' })]
        : [
            remedy(t('Try again. Before repeating a write, look whether it was carried out.')),
            edit(t('Try another protocol: JSON carries every value, XML-RPC does not.'), 'signIn'),
          ],
  },
  'http.tooLarge': {
    title: () => t('The answer is too large'),
    sentence: (told) =>
      told.say(
        'The answer is larger than {megabytes} MB, so reading it was given up.',
        'The answer is larger than the limit, so reading it was given up.',
      ),
    remedies: () => [
      remedy(t('Ask for less: set a limit, and choose only the fields you need.')),
      remedy(t('Allow larger answers.'), { kind: 'openSettings', query: 'odoo.maxAnswerSize' }),
    ],
  },
  'http.requestTooLarge': {
    title: () => t('The request is too large'),
    sentence: (told) => {
      switch (told.text('by')) {
        case 'nginx':
          return t(
            'The web server in front of Odoo, nginx, takes no request as large as this one (HTTP 413). Its limit is 1 MB unless it is told otherwise.',
          );
        case 'odoo':
          return t(
            'Odoo takes no request as large as this one (HTTP 413). From version 17 on its limit is 128 MiB unless it is told otherwise.',
          );
        default:
          return told.say(
            'The request is larger than {host} takes (HTTP 413).',
            'The request is larger than the server takes (HTTP 413).',
          );
      }
    },
    remedies: (told) => [
      remedy(t('Send fewer records at once, and large files one by one.')),
      ask(
        told.text('by') === 'odoo'
          ? t('Raise the system parameter web.max_file_upload_size.')
          : t('Raise the limit: nginx takes 1 MB unless client_max_body_size says otherwise.'),
      ),
    ],
    message: (told) =>
      told.text('by') === 'odoo'
        ? letter(told, {
            seen: t('Odoo refuses a request as too large (HTTP 413).'),
            change: t('Raise the system parameter web.max_file_upload_size, which is in bytes.'),
          })
        : letter(told, {
            seen: t('The web server in front of Odoo refuses a request as too large (HTTP 413).'),
            change: t('Let it take larger requests. In nginx:'),
            lines: ['client_max_body_size 128m;'],
          }),
    documentation: (told) => (told.text('by') === 'odoo' ? undefined : documents.nginxBody),
  },
  'http.tooManyRequests': {
    title: () => t('Too many requests'),
    sentence: (told) =>
      join(
        told.say(
          '{host} asks for fewer requests (HTTP 429).',
          'The server asks for fewer requests (HTTP 429).',
        ),
        told.perhaps('It wants a pause of {retryAfter} s.'),
      ),
    remedies: (told) => {
      const seconds = Math.max(1, Math.ceil(told.number('retryAfter') ?? 60));
      return [
        remedy(t('Wait {seconds} s, then try again.', { seconds }), { kind: 'retryAfter', seconds }),
        remedy(t('Send one request after the other. Odoo Online asks for no more than one a second.')),
      ];
    },
  },
  'http.botFilter': {
    title: () => t('A bot filter is in front of Odoo'),
    sentence: (told) =>
      told.say(
        'Something in front of {host} wants to see a browser before it lets a request through. A program is none, so the request never reached Odoo.',
        'Something in front of Odoo wants to see a browser before it lets a request through. A program is none, so the request never reached Odoo.',
      ),
    remedies: () => [
      ask(t('Exempt /jsonrpc, /xmlrpc/2 and /json/2 from the bot filter, or this computer’s address.')),
      remedy(t('When the server admits a company network without it, connect to its VPN.')),
    ],
    message: (told) =>
      letter(told, {
        seen: t('A bot filter answers in place of Odoo and wants to see a browser, which a program is not.'),
        change: t('Exempt Odoo’s API from the bot filter, or let my address pass. These are its paths:'),
        lines: ['/jsonrpc', '/xmlrpc/2/', '/json/2/', '/web/version', '/web/session/'],
      }),
  },
};
