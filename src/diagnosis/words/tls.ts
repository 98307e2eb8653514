import type { ProblemCode } from '../../model/problem';
import { documents } from './documentation';
import { letter } from './letter';
import { t } from './translate';
import { ask, edit, join, remedy, useAddress, type Told, type Words } from './words';

type TlsCode = Extract<ProblemCode, `tls.${string}`>;

const incomplete = new Set([
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
]);

function untrusted(told: Told): string {
  const reason = told.text('reason');
  if (reason === 'DEPTH_ZERO_SELF_SIGNED_CERT') {
    return told.say(
      'The certificate of {host} is of its own making (self-signed), so this computer cannot tell whether this is the right server. Nothing was sent.',
      'The server’s certificate is of its own making (self-signed), so this computer cannot tell whether this is the right server. Nothing was sent.',
    );
  }
  if (incomplete.has(reason)) {
    return told.say(
      'This computer does not know who issued the certificate of {host} (“{issuer}”), so nothing was sent. The server may have left out an intermediate certificate.',
      'This computer does not know who issued the certificate of {host}, so nothing was sent. The server may have left out an intermediate certificate.',
      'This computer does not know who issued the server’s certificate, so nothing was sent. The server may have left out an intermediate certificate.',
    );
  }
  return told.say(
    'The certificate of {host} comes from “{issuer}”, an authority that this computer does not know, so it cannot tell whether this is the right server. Nothing was sent.',
    'The certificate of {host} comes from an authority that this computer does not know, so it cannot tell whether this is the right server. Nothing was sent.',
    'The server’s certificate comes from an authority that this computer does not know, so it cannot tell whether this is the right server. Nothing was sent.',
  );
}

function file(told: Told): string {
  switch (told.text('reason')) {
    case 'missing':
      return told.say(
        'The file “{file}” is not there, so nothing was sent.',
        'A certificate file of this connection is not there, so nothing was sent.',
      );
    case 'unreadable':
      return told.say(
        'The file “{file}” cannot be read, so nothing was sent.',
        'A certificate file of this connection cannot be read, so nothing was sent.',
      );
    case 'noKey':
      return told.say(
        'The file “{file}” holds no key in PEM form, so nothing was sent.',
        'A certificate file of this connection holds no key in PEM form, so nothing was sent.',
      );
    case 'noCertificate':
      return told.say(
        'The file “{file}” holds no certificate in PEM form, so nothing was sent.',
        'A certificate file of this connection holds no certificate in PEM form, so nothing was sent.',
      );
    case 'encrypted':
      return told.say(
        'The file “{file}” is a key protected by a passphrase, which is not supported. Nothing was sent.',
        'The key of this connection is protected by a passphrase, which is not supported. Nothing was sent.',
      );
    case 'mismatch':
      return told.say(
        'The file “{file}” does not belong to the certificate beside it. Nothing was sent.',
        'The key of this connection does not belong to the certificate beside it. Nothing was sent.',
      );
    default:
      return told.say(
        'The file “{file}” holds no certificate or key in PEM form, so nothing was sent.',
        'A certificate file of this connection holds no certificate or key in PEM form, so nothing was sent.',
      );
  }
}

/** From an open connection to a secure one. */
export const tlsWords: Record<TlsCode, Words> = {
  'tls.notTls': {
    title: () => t('This port does not speak https'),
    sentence: (told) =>
      told.say(
        'Port {port} of {host} answers, but not in https.',
        '{host} answers, but not in https.',
        'The server answers, but not in https.',
      ),
    remedies: (told) => [
      ...useAddress(
        t(
          'Use http:// for this port. Outside your own network, others could then read what is sent, the secret included.',
        ),
        told.address('http'),
      ),
      edit(t('Or use the port that speaks https, usually 443.'), 'address'),
    ],
    documentation: () => documents.deploy,
  },
  'tls.untrusted': {
    title: () => t('The server’s certificate is not trusted'),
    sentence: untrusted,
    remedies: () => [
      remedy(t('Choose the file of its certificate authority, to trust it for this connection.'), {
        kind: 'trustAuthority',
      }),
      remedy(
        t(
          'Or add that authority to the certificates this computer trusts. Whoever runs the server has its certificate.',
        ),
      ),
      ask(t('Use a certificate from a public authority, and send the intermediate certificates with it.')),
      edit(t('Or let the connection accept its own server unchecked, on a network that you trust.'), 'trust'),
      remedy(
        t(
          'VS Code’s setting “http.proxyStrictSSL” turns the check off for everything. Anyone between here and the server could then read the secret.',
        ),
        { kind: 'openSettings', query: 'http.proxyStrictSSL' },
      ),
    ],
    message: (told) =>
      letter(told, {
        seen: told.say(
          'My computer does not trust the server’s certificate, which “{issuer}” issued.',
          'My computer does not trust the server’s certificate.',
        ),
        change: incomplete.has(told.text('reason'))
          ? t(
              'Have the web server send the intermediate certificates with its own, in one file, or send me the certificate of the authority. In nginx:',
            )
          : t(
              'Send me the certificate of the authority that issued it, or use a certificate from a public authority, with its intermediate certificates in the same file. In nginx:',
            ),
        lines: ['ssl_certificate /etc/ssl/odoo/fullchain.pem;', 'ssl_certificate_key /etc/ssl/odoo/key.pem;'],
      }),
    documentation: () => documents.nginxTls,
  },
  'tls.expired': {
    title: (told) =>
      told.text('reason') === 'CERT_NOT_YET_VALID'
        ? t('The server’s certificate is not valid yet')
        : t('The server’s certificate has expired'),
    sentence: (told) =>
      told.text('reason') === 'CERT_NOT_YET_VALID'
        ? told.say(
            'The certificate of {host} is not valid yet; it will be from {validFrom}.',
            'The certificate of {host} is not valid yet.',
            'The server’s certificate is not valid yet.',
          )
        : told.say(
            'The certificate of {host} has expired: it was valid until {validTo}.',
            'The certificate of {host} has expired.',
            'The server’s certificate has expired.',
          ),
    remedies: () => [
      ask(t('Renew the certificate.')),
      remedy(t('Check the date and time of this computer.')),
    ],
    message: (told) =>
      letter(told, {
        seen:
          told.text('reason') === 'CERT_NOT_YET_VALID'
            ? told.say(
                'The server’s certificate is not valid before {validFrom}.',
                'The server’s certificate is not valid yet.',
              )
            : told.say(
                'The server’s certificate expired: it was valid until {validTo}.',
                'The server’s certificate has expired.',
              ),
        change: t(
          'Renew the certificate, and reload the web server afterwards so that it shows the new one.',
        ),
      }),
    documentation: () => documents.nginxTls,
  },
  'tls.nameMismatch': {
    title: () => t('The certificate is for another name'),
    sentence: (told) =>
      told.say(
        'The certificate that {host} shows is for {names}.',
        'The certificate that {host} shows belongs to another name.',
        'The certificate that the server shows belongs to another name.',
      ),
    remedies: () => [
      edit(t('Use the host name that the certificate is for.'), 'address'),
      ask(t('Add this name to the certificate.')),
    ],
    message: (told) =>
      letter(told, {
        seen: told.say(
          'The certificate that {host} shows is for {names}, and not for {host}.',
          'The certificate that the server shows belongs to another name.',
        ),
        change: t('Add this name to the certificate, or tell me the host name to use.'),
      }),
    documentation: () => documents.nginxTls,
  },
  'tls.files': {
    title: () => t('A certificate file cannot be used'),
    sentence: file,
    remedies: () => [edit(t('Choose the connection’s certificate files again.'), 'trust')],
  },
  'tls.clientCertificate': {
    title: () => t('The server asks for a certificate of yours'),
    sentence: (told) =>
      told.say(
        '{host} lets nobody in who does not show a certificate of their own, or does not accept the one that was shown.',
        'The server lets nobody in who does not show a certificate of their own, or does not accept the one that was shown.',
      ),
    remedies: () => [
      edit(t('Choose your certificate and its key in the connection.'), 'trust'),
      ask(t('Give me a certificate for this server, and its key.')),
    ],
    message: (told) =>
      letter(told, {
        seen: t('The server asks for a client certificate, and I have none that it accepts.'),
        change: t('Give me a client certificate for this server and its key, as PEM files.'),
      }),
  },
  'tls.failed': {
    title: () => t('No secure connection'),
    sentence: (told) =>
      told.say(
        'This computer and {host} could not agree on a secure connection (TLS).',
        'This computer and the server could not agree on a secure connection (TLS).',
      ),
    remedies: () => [
      ask(t('Let the server take TLS 1.2 or newer.')),
      edit(t('Check that the port is the one for https, usually 443.'), 'address'),
    ],
    message: (told) =>
      letter(told, {
        seen: t('My computer and the server could not agree on a secure connection (TLS).'),
        change: join(t('Let the web server take TLS 1.2 or newer.'), t('In nginx:')),
        lines: ['ssl_protocols TLSv1.2 TLSv1.3;'],
      }),
    documentation: () => documents.nginxTls,
  },
};
