import type { ProblemCode } from '../../model/problem';
import { documents } from './documentation';
import { letter } from './letter';
import { t } from './translate';
import { ask, edit, join, remedy, useAddress, type Told, type Words } from './words';

type NetworkCode = Extract<ProblemCode, `${'address' | 'dns' | 'tcp'}.${string}`>;

const loopback = /^(localhost|127\.\d+\.\d+\.\d+|\[?::1\]?)$/;

function likeThis(): string {
  return t('Write it like https://erp.example.com or http://localhost:8069.');
}

function checkProxy(): ReturnType<typeof remedy> {
  return remedy(t('Check the proxy’s address, or leave the server out of it.'), {
    kind: 'openSettings',
    query: 'http.proxy',
  });
}

function isProxy(told: Told): string {
  return told.perhaps('This is the proxy on the way to {through}.');
}

/** From the typed address to an open connection. */
export const networkWords: Record<NetworkCode, Words> = {
  'address.empty': {
    title: () => t('No address'),
    sentence: () => t('The address of the Odoo server is missing.'),
    remedies: () => [edit(likeThis(), 'address')],
  },
  'address.invalid': {
    title: () => t('Not a server address'),
    sentence: (told) => {
      switch (told.text('reason')) {
        case 'scheme':
          return told.say(
            '“{address}” does not start with http:// or https://, the two ways Odoo is reached by.',
            'The address does not start with http:// or https://, the two ways Odoo is reached by.',
          );
        case 'credentials':
          return t(
            'The address holds a login or a password. Leave them out: the login has a place of its own, and the secret is stored apart.',
          );
        default:
          return told.say(
            '“{address}” is not an address that a browser could open.',
            'This is not an address that a browser could open.',
          );
      }
    },
    remedies: () => [edit(likeThis(), 'address')],
  },
  'address.page': {
    title: () => t('The address is that of a page'),
    sentence: (told) =>
      join(
        told.say(
          'Only the server’s own address is needed, and “{dropped}” is the path of a page.',
          'Only the server’s own address is needed, and this is the address of a page.',
        ),
        told.perhaps('The server’s own address is {url}.'),
      ),
    remedies: (told) => {
      const url = told.text('url');
      return url
        ? useAddress(told.say('Use {url}.', 'Use the server’s own address.'), url)
        : [edit(t('Leave out the path of the page.'), 'address')];
    },
  },
  'address.path': {
    title: () => t('Odoo is at another path'),
    sentence: (told) =>
      join(
        told.say(
          'Odoo {version} answers at {url}, and not at the address of this connection.',
          'Odoo answers at {url}, and not at the address of this connection.',
          'Odoo answers at another path of this server, and not at the address of this connection.',
        ),
        told.perhaps('The path “{path}” makes the difference.'),
      ),
    remedies: (told) => {
      const url = told.text('url');
      return url
        ? useAddress(told.say('Use {url}.', 'Use the address that Odoo answers at.'), url)
        : [edit(t('Correct the path in the address.'), 'address')];
    },
  },
  'dns.notFound': {
    title: () => t('Unknown host name'),
    sentence: (told) =>
      join(
        told.say(
          'The host name “{host}” is unknown from this computer.',
          'The host name is unknown from this computer.',
        ),
        isProxy(told),
      ),
    remedies: (told) => [
      ...(told.text('through') ? [checkProxy()] : []),
      edit(t('Check the host name for a typing mistake.'), 'address'),
      remedy(t('When the server is on a company network, connect to its VPN.')),
      remedy(t('Check that this computer is online.')),
    ],
    message: (told) =>
      told.text('through')
        ? ''
        : letter(told, {
            seen: told.say(
              'The host name “{host}” is not known to DNS from my computer.',
              'The server’s host name is not known to DNS from my computer.',
            ),
            change: t(
              'Confirm the server’s address, and tell me whether it needs a VPN or a company network to be reached.',
            ),
          }),
  },
  'tcp.refused': {
    title: () => t('Nothing is listening on this port'),
    sentence: (told) =>
      told.text('through')
        ? join(
            told.say(
              'Nothing is listening on port {port} of {host}.',
              'Nothing is listening on this port of {host}.',
              'Nothing is listening on the proxy’s port.',
            ),
            isProxy(told),
          )
        : told.say(
            'Nothing is listening on port {port} of {host}. The computer is there; Odoo is not.',
            'Nothing is listening on this port of {host}. The computer is there; Odoo is not.',
            'Nothing is listening on this port. The computer is there; Odoo is not.',
          ),
    remedies: (told) => {
      if (told.text('through')) return [checkProxy()];
      const scheme = told.text('scheme') === 'https' ? 'https' : 'http';
      return [
        remedy(t('Start Odoo, or check that it still runs.')),
        edit(
          t('Check the port: Odoo’s own is 8069; behind a web server it is 443 (https) or 80.'),
          'address',
        ),
        ...(told.text('host') === 'localhost'
          ? useAddress(
              t('Use 127.0.0.1 in place of localhost: Odoo may listen on that address only.'),
              told.address(scheme)?.replace('localhost', '127.0.0.1'),
            )
          : []),
        ...(loopback.test(told.text('host'))
          ? [remedy(t('When Odoo runs in a container or in WSL, publish its port to this computer.'))]
          : []),
      ];
    },
    message: (told) =>
      told.text('through') || loopback.test(told.text('host'))
        ? ''
        : letter(told, {
            seen: told.say(
              'Nothing is listening on port {port} of {host}: the connection is refused at once.',
              'The connection is refused at once: nothing is listening on the port.',
            ),
            change: t(
              'Check that Odoo, or the web server in front of it, runs and listens on this port for connections from outside, or tell me the right port.',
            ),
          }),
    documentation: (told) => (told.text('through') ? undefined : documents.deploy),
  },
  'tcp.timeout': {
    title: () => t('No answer from the server'),
    sentence: (told) =>
      join(
        told.say(
          'Port {port} of {host} gives no answer at all: a firewall may be in the way, or the server is off.',
          '{host} gives no answer at all: a firewall may be in the way, or the server is off.',
          'The server gives no answer at all: a firewall may be in the way, or it is off.',
        ),
        isProxy(told),
      ),
    remedies: (told) => [
      ...(told.text('through') ? [checkProxy()] : []),
      remedy(t('When the server is on a company network, connect to its VPN.')),
      edit(t('Check the host name and the port.'), 'address'),
      remedy(
        t('After many failed sign-ins a server may shut out an address for a while: wait, then try again.'),
      ),
      ask(t('Allow this computer’s address through the firewall.')),
    ],
    message: (told) =>
      letter(told, {
        seen: told.say(
          'Port {port} of {host} gives my computer no answer at all, not even a refusal.',
          'The server gives my computer no answer at all, not even a refusal.',
        ),
        change: t(
          'Check that the server is up, and allow my address through the firewall. A ban after failed sign-ins (fail2ban, for example) looks the same from here.',
        ),
      }),
  },
  'tcp.unreachable': {
    title: () => t('No way to the server'),
    sentence: (told) =>
      join(
        told.say(
          'There is no way from this computer’s network to {host}.',
          'There is no way from this computer’s network to the server.',
        ),
        isProxy(told),
      ),
    remedies: (told) => [
      ...(told.text('through') ? [checkProxy()] : []),
      remedy(t('Check that this computer is online, and connected to the VPN where the server needs one.')),
      edit(t('Check the host name or IP address.'), 'address'),
    ],
  },
  'tcp.closed': {
    title: () => t('The connection broke off'),
    sentence: (told) => {
      if (told.is('reused')) {
        return told.say(
          'Port {port} of {host} closed the connection that was kept open since the last call, just as this call left on it. It may or may not have been carried out.',
          'The server closed the connection that was kept open since the last call, just as this call left on it. It may or may not have been carried out.',
        );
      }
      if (told.text('phase') === 'body') {
        return told.say(
          'Port {port} of {host} closed the connection in the middle of its answer. The call may have been carried out.',
          'The server closed the connection in the middle of its answer. The call may have been carried out.',
        );
      }
      return join(
        told.say(
          'Port {port} of {host} took the connection and closed it before an answer came.',
          '{host} took the connection and closed it before an answer came.',
          'The server took the connection and closed it before an answer came.',
        ),
        isProxy(told),
      );
    },
    remedies: (told) => [
      remedy(
        t(
          'Try again: the server may have been restarting. Before repeating a write, look whether it was carried out.',
        ),
      ),
      ...(told.text('scheme') === 'http'
        ? useAddress(t('Use https:// if this port is the secure one.'), told.address('https'))
        : []),
      edit(t('Check the port: it may belong to something other than a web server.'), 'address'),
    ],
    message: (told) =>
      letter(told, {
        seen:
          told.text('phase') === 'body'
            ? t('The connection is closed in the middle of an answer.')
            : t('The connection is made, and closed before an answer comes.'),
        change: t('Look at the logs of Odoo and of the web server in front of it for this moment.'),
      }),
  },
};
