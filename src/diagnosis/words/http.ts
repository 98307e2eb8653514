import type { ProblemCode } from '../../model/problem';
import { ask, edit, remedy, sentenceCase, useAddress, type Words } from './words';

type HttpCode = Extract<ProblemCode, `http.${string}`>;

/** What answers, and whether it is Odoo. */
export const httpWords: Record<HttpCode, Words> = {
  'http.tlsExpected': {
    title: 'This port expects https',
    sentence: (told) => `${sentenceCase(told.place)} speaks https; the address says http.`,
    remedies: (told) => useAddress('Use https:// for this port.', told.address('https')),
  },
  'http.redirected': {
    title: 'The address redirects',
    sentence: (told) => {
      const location = told.text('location');
      const to = location ? ` to ${location}` : ' to another address';
      const address = told.text('address');
      return `${sentenceCase(told.host)} sends every request on${to}.${address ? ` The server’s own address is ${address}.` : ''} Requests do not follow, so that no secret ends up elsewhere.`;
    },
    remedies: (told) => {
      const address = told.text('address');
      return address
        ? useAddress(`Use ${address}.`, address)
        : [edit('Use the address it leads to, without the path of a page.', 'address')];
    },
  },
  'http.notOdoo': {
    title: 'This is not Odoo',
    sentence: (told) =>
      told.phrase(
        'page',
        (page) => `${sentenceCase(told.host)} answered with a web page, ${page}, and not with Odoo’s API.`,
        `${sentenceCase(told.host)} answered, but not the way Odoo does.`,
      ),
    remedies: () => [
      edit('Check the address and the port. Odoo’s own port is 8069.', 'address'),
      edit('When Odoo sits below a path of this server, add the path to the address.', 'address'),
      ask('Let /jsonrpc, /xmlrpc/2, /json/2 and /web through to Odoo.'),
    ],
  },
  'http.gateway': {
    title: (told) => (told.text('reason') === 'proxy' ? 'The proxy gets no answer' : 'Odoo does not answer'),
    sentence: (told) =>
      told.text('reason') === 'proxy'
        ? `The proxy on the way to ${told.host} could not reach it${told.text('status') ? ` (HTTP ${told.text('status')})` : ''}.`
        : `The web server in front of Odoo got no answer from it${told.text('status') ? ` (HTTP ${told.text('status')})` : ''}. Odoo may be down, restarting or overloaded.`,
    remedies: (told) => [
      ...(told.text('reason') === 'proxy'
        ? [
            edit('Check the server’s address.', 'address'),
            remedy('Check that this server is to be reached through the proxy.', {
              kind: 'openSettings',
              query: 'http.noProxy',
            }),
          ]
        : []),
      remedy('Try again in a minute.'),
      ...(told.text('status') === '504'
        ? [remedy('Ask for less at once: fewer records or fewer fields.')]
        : []),
      ask('Look at Odoo’s log, and at its time limits (limit_time_real, proxy_read_timeout).'),
    ],
  },
  'http.forbidden': {
    title: 'Refused in front of Odoo',
    sentence: (told) =>
      told.text('reason') === 'proxy'
        ? `The proxy on the way to ${told.host} refused the connection (HTTP ${told.text('status') || 'error'}).`
        : `Something in front of Odoo refused the request${told.text('status') ? ` (HTTP ${told.text('status')})` : ''}: a web server, a firewall or a bot filter. Odoo itself answers in another form.`,
    remedies: (told) => {
      if (told.text('reason') === 'proxy') {
        const action = { kind: 'openSettings', query: 'http.proxy' } as const;
        return [remedy('Check the proxy’s address, and the name and password in it.', action)];
      }
      return [
        remedy('When the server admits a company network only, connect to its VPN.'),
        ask(
          'Let /jsonrpc, /xmlrpc/2 and /json/2 through from this computer’s address, without another password in front.',
        ),
      ];
    },
  },
  'http.status': {
    title: (told) => {
      switch (told.text('reason')) {
        case 'tooLarge':
          return 'The request is too large';
        case 'tooMany':
          return 'Too many requests';
        default:
          return 'The server answered with an error';
      }
    },
    sentence: (told) => {
      const status = told.text('status');
      switch (told.text('reason')) {
        case 'tooLarge':
          return `The request is larger than ${told.host} takes (HTTP 413).`;
        case 'tooMany':
          return `${sentenceCase(told.host)} asks for fewer requests (HTTP 429).`;
        default:
          return `${sentenceCase(told.host)} answered ${status ? `with HTTP ${status}` : 'with an HTTP error'} and without a reason in Odoo’s form.`;
      }
    },
    remedies: (told) => {
      switch (told.text('reason')) {
        case 'tooLarge':
          return [
            remedy('Send fewer records at once.'),
            ask('Raise the limit: nginx takes 1 MB unless client_max_body_size says otherwise.'),
          ];
        case 'tooMany':
          return [remedy('Wait a minute, then send one request at a time.')];
        default:
          return [
            remedy('Try again in a minute.'),
            ask('Look at the log of Odoo and of the web server in front of it.'),
          ];
      }
    },
  },
  'http.malformed': {
    title: 'The answer cannot be read',
    sentence: (told) =>
      told.phrase(
        'page',
        (page) => `The answer of ${told.host} broke off or is damaged. It begins with ${page}.`,
        `The answer of ${told.host} broke off or is damaged.`,
      ),
    remedies: () => [
      remedy('Try again.'),
      edit('Try another protocol: JSON carries every value, XML-RPC does not.', 'signIn'),
    ],
  },
  'http.tooLarge': {
    title: 'The answer is too large',
    sentence: (told) => {
      const megabytes = told.text('megabytes');
      return `The answer is larger than ${megabytes ? `${megabytes} MB` : 'the limit'}, so reading it was given up.`;
    },
    remedies: () => [
      remedy('Ask for less: set a limit, and choose only the fields you need.'),
      remedy('Allow larger answers.', { kind: 'openSettings', query: 'odoo.maxAnswerSize' }),
    ],
  },
};
