import type { ProblemCode } from '../../model/problem';
import { ask, edit, quote, remedy, sentenceCase, useAddress, type Words } from './words';

type NetworkCode = Extract<ProblemCode, `${'address' | 'dns' | 'tcp' | 'tls'}.${string}`>;

const likeThis = 'Write it like https://erp.example.com or http://localhost:8069.';
const checkProxy = remedy('Check the proxy’s address, or leave the server out of it.', {
  kind: 'openSettings',
  query: 'http.proxy',
});
const loopback = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/** From the typed address to a secure connection. */
export const networkWords: Record<NetworkCode, Words> = {
  'address.empty': {
    title: 'No address',
    sentence: () => 'The address of the Odoo server is missing.',
    remedies: () => [edit(likeThis, 'address')],
  },
  'address.invalid': {
    title: 'Not a server address',
    sentence: (told) => {
      const address = told.text('address');
      switch (told.text('reason')) {
        case 'scheme':
          return `${address ? quote(address) : 'The address'} does not start with http:// or https://, the two ways Odoo is reached by.`;
        case 'credentials':
          return 'The address holds a login or a password. Leave them out: the login has a place of its own, and the secret is stored apart.';
        default:
          return `${address ? quote(address) : 'This'} is not an address that a browser could open.`;
      }
    },
    remedies: () => [edit(likeThis, 'address')],
  },
  'dns.notFound': {
    title: 'Unknown host name',
    sentence: (told) =>
      told.phrase(
        'host',
        (host) => `The host name ${host} is unknown from this computer.${told.proxyNote}`,
        'The host name is unknown from this computer.',
      ),
    remedies: () => [
      edit('Check the host name for a typing mistake.', 'address'),
      remedy('When the server is on a company network, connect to its VPN.'),
      remedy('Check that this computer is online.'),
    ],
  },
  'tcp.refused': {
    title: 'Nothing is listening on this port',
    sentence: (told) =>
      told.text('through')
        ? `Nothing is listening on ${told.place}.${told.proxyNote}`
        : `Nothing is listening on ${told.place}. The computer is there; Odoo is not.`,
    remedies: (told) => {
      if (told.text('through')) return [checkProxy];
      const local = loopback.test(told.text('host'));
      return [
        remedy('Start Odoo, or check that it still runs.'),
        edit('Check the port: Odoo’s own is 8069; behind a web server it is 443 (https) or 80.', 'address'),
        ...(told.text('host') === 'localhost'
          ? useAddress(
              'Use 127.0.0.1 in place of localhost: Odoo may listen on that address only.',
              told
                .address(told.text('scheme') === 'https' ? 'https' : 'http')
                ?.replace('localhost', '127.0.0.1'),
            )
          : []),
        ...(local
          ? [remedy('When Odoo runs in a container or in WSL, publish its port to this computer.')]
          : []),
      ];
    },
  },
  'tcp.timeout': {
    title: 'No answer from the server',
    sentence: (told) =>
      `${sentenceCase(told.place)} gives no answer at all. A firewall may be in the way, or the server is off.${told.proxyNote}`,
    remedies: () => [
      remedy('When the server is on a company network, connect to its VPN.'),
      edit('Check the host name and the port.', 'address'),
      remedy(
        'After many failed sign-ins a server may shut out an address for a while: wait, then try again.',
      ),
      ask('Allow this computer’s address through the firewall.'),
    ],
  },
  'tcp.unreachable': {
    title: 'No way to the server',
    sentence: (told) => `There is no way from this computer’s network to ${told.host}.${told.proxyNote}`,
    remedies: () => [
      remedy('Check that this computer is online, and connected to the VPN where the server needs one.'),
      edit('Check the host name or IP address.', 'address'),
    ],
  },
  'tcp.closed': {
    title: 'The connection broke off',
    sentence: (told) =>
      told.is('reused')
        ? `${sentenceCase(told.place)} closed the connection that was kept open since the last call, just as this call left on it. It may or may not have been carried out.`
        : `${sentenceCase(told.place)} took the connection and closed it before an answer came.${told.proxyNote}`,
    remedies: (told) => [
      remedy(
        'Try again: the server may have been restarting. Before repeating a write, look whether it was carried out.',
      ),
      ...(told.text('scheme') === 'http'
        ? useAddress('Use https:// if this port is the secure one.', told.address('https'))
        : []),
      edit('Check the port: it may belong to something other than a web server.', 'address'),
    ],
  },
  'tls.notTls': {
    title: 'This port does not speak https',
    sentence: (told) => `${sentenceCase(told.place)} answers, but not in https.`,
    remedies: (told) => [
      ...useAddress(
        'Use http:// for this port. Outside your own network, others could then read what is sent, the secret included.',
        told.address('http'),
      ),
      edit('Or use the port that speaks https, usually 443.', 'address'),
    ],
  },
  'tls.untrusted': {
    title: 'The server’s certificate is not trusted',
    sentence: (told) => {
      const issuer = told.text('issuer');
      const by = issuer ? `, ${quote(issuer)}` : '';
      const cannot = 'so it cannot tell whether this is the right server. Nothing was sent.';
      switch (told.text('reason')) {
        case 'DEPTH_ZERO_SELF_SIGNED_CERT':
          return `The certificate of ${told.host} is of its own making (self-signed). This computer does not know it, ${cannot}`;
        case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
        case 'UNABLE_TO_GET_ISSUER_CERT':
        case 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY':
          return `This computer does not know who issued the certificate of ${told.host}${by}, ${cannot} The server may have left out an intermediate certificate.`;
        default:
          return `The certificate of ${told.host} comes from an authority that this computer does not know${by}, ${cannot}`;
      }
    },
    remedies: () => [
      remedy(
        'Get the certificate, or that of its authority, from whoever runs the server, and add it to the certificates this computer trusts.',
      ),
      ask('Use a certificate from a public authority, and send the intermediate certificates with it.'),
      edit(
        'Name the certificate of its authority in the connection. There, the connection’s own server can be accepted unchecked, too.',
        'trust',
      ),
      remedy(
        'VS Code’s setting “http.proxyStrictSSL” turns the check off for everything. Anyone between here and the server could then read the secret.',
        { kind: 'openSettings', query: 'http.proxyStrictSSL' },
      ),
    ],
  },
  'tls.expired': {
    title: (told) =>
      told.text('reason') === 'CERT_NOT_YET_VALID'
        ? 'The server’s certificate is not valid yet'
        : 'The server’s certificate has expired',
    sentence: (told) => {
      if (told.text('reason') === 'CERT_NOT_YET_VALID') {
        const from = told.text('validFrom');
        return `The certificate of ${told.host} is not valid yet${from ? `; it will be from ${from}` : ''}.`;
      }
      const to = told.text('validTo');
      return `The certificate of ${told.host} has expired${to ? `: it was valid until ${to}` : ''}.`;
    },
    remedies: () => [ask('Renew the certificate.'), remedy('Check the date and time of this computer.')],
  },
  'tls.nameMismatch': {
    title: 'The certificate is for another name',
    sentence: (told) => {
      const names = told.text('names');
      return names
        ? `The certificate that ${told.host} shows is for ${names}.`
        : `The certificate that ${told.host} shows belongs to another name.`;
    },
    remedies: (told) => [
      edit(
        told.text('names')
          ? 'Use the name that the certificate is for.'
          : 'Use the host name that the certificate is for.',
        'address',
      ),
      ask('Add this name to the certificate.'),
    ],
  },
  'tls.files': {
    title: 'A certificate file cannot be used',
    sentence: (told) => {
      const file = told.phrase('file', (name) => `The file ${name}`, 'A certificate file of this connection');
      switch (told.text('reason')) {
        case 'missing':
          return `${file} is not there, so nothing was sent.`;
        case 'unreadable':
          return `${file} cannot be read, so nothing was sent.`;
        case 'noKey':
          return `${file} holds no key in PEM form, so nothing was sent.`;
        case 'noCertificate':
          return `${file} holds no certificate in PEM form, so nothing was sent.`;
        case 'encrypted':
          return `${file} is a key protected by a passphrase, which is not supported. Nothing was sent.`;
        case 'mismatch':
          return `${file} does not belong to the certificate beside it. Nothing was sent.`;
        default:
          return `${file} holds no certificate or key in PEM form, so nothing was sent.`;
      }
    },
    remedies: () => [edit('Choose the connection’s certificate files again.', 'trust')],
  },
  'tls.clientCertificate': {
    title: 'The server asks for a certificate of yours',
    sentence: (told) =>
      `${sentenceCase(told.host)} lets nobody in who does not show a certificate of their own, or does not accept the one that was shown.`,
    remedies: () => [
      edit('Choose your certificate and its key in the connection.', 'trust'),
      ask('Give me a certificate for this server, and its key.'),
    ],
  },
  'tls.failed': {
    title: 'No secure connection',
    sentence: (told) => `This computer and ${told.host} could not agree on a secure connection (TLS).`,
    remedies: () => [
      ask('Let the server take TLS 1.2 or newer, without asking for a client certificate.'),
      edit('Check that the port is the one for https, usually 443.', 'address'),
    ],
  },
};
