import { documents } from './documentation';
import { letter } from './letter';
import { t } from './translate';
import { ask, edit, join, remedy, type Told, type Words } from './words';

function byProxy(told: Told): boolean {
  return told.text('reason') === 'proxy';
}

/** What a web server or proxy says when the request did not reach Odoo. */
export const gatewayWords: Record<'http.gateway' | 'http.forbidden', Words> = {
  'http.gateway': {
    title: (told) => (byProxy(told) ? t('The proxy gets no answer') : t('Odoo does not answer')),
    sentence: (told) => {
      if (byProxy(told)) {
        return told.say(
          'The proxy on the way to {host} could not reach it (HTTP {status}).',
          'The proxy on the way to {host} could not reach it.',
          'The proxy could not reach the server.',
        );
      }
      if (told.is('large')) {
        return told.say(
          'The web server in front of Odoo got no answer to this call (HTTP {status}), while smaller ones are answered. It takes too long, or needs too much memory.',
          'The web server in front of Odoo got no answer to this call, while smaller ones are answered. It takes too long, or needs too much memory.',
        );
      }
      // A page that was put there on purpose says more than a guess.
      if (
        told.text('status') === '503' &&
        told.said &&
        !/^(503 )?service (temporarily )?unavailable/i.test(told.said)
      ) {
        return t('Something in front of Odoo answers in its place (HTTP 503). It says: “{said}”', {
          said: told.said,
        });
      }
      return told.say(
        'The web server in front of Odoo got no answer from it (HTTP {status}). Odoo may be down, restarting or overloaded.',
        'The web server in front of Odoo got no answer from it. Odoo may be down, restarting or overloaded.',
      );
    },
    remedies: (told) => {
      const seconds = Math.max(1, Math.ceil(told.number('retryAfter') ?? 60));
      const later = remedy(t('Wait {seconds} s, then try again.', { seconds }), {
        kind: 'retryAfter',
        seconds,
      });
      if (byProxy(told)) {
        return [
          edit(t('Check the server’s address.'), 'address'),
          remedy(t('Check that this server is to be reached through the proxy.'), {
            kind: 'openSettings',
            query: 'http.noProxy',
          }),
          later,
        ];
      }
      const less = remedy(t('Ask for less at once: fewer records or fewer fields.'));
      const timed = told.is('large') || told.text('status') === '504';
      return [
        ...(told.is('large') ? [less] : []),
        later,
        ...(timed && !told.is('large') ? [less] : []),
        ask(t('Look at Odoo’s log, and at its time limits (limit_time_real, proxy_read_timeout).')),
      ];
    },
    message: (told) => {
      if (byProxy(told)) return '';
      const timed = told.is('large') || told.text('status') === '504';
      return letter(told, {
        seen: told.say(
          'The web server in front of Odoo gets no answer from it (HTTP {status}).',
          'The web server in front of Odoo gets no answer from it.',
        ),
        change: timed
          ? t(
              'Look whether Odoo ended the call (limit_time_real in its configuration, 120 s by default), and give long calls more time. In nginx:',
            )
          : t('Check that Odoo runs, and look at its log for this moment.'),
        lines: timed ? ['proxy_read_timeout 720s;', 'proxy_send_timeout 720s;'] : [],
      });
    },
    documentation: (told) => (byProxy(told) ? undefined : documents.deploy),
  },
  'http.forbidden': {
    title: (told) => (byProxy(told) ? t('Refused by the proxy') : t('Refused in front of Odoo')),
    sentence: (told) =>
      byProxy(told)
        ? told.say(
            'The proxy on the way to {host} refused the connection (HTTP {status}).',
            'The proxy on the way to {host} refused the connection.',
            'The proxy refused the connection.',
          )
        : join(
            told.say(
              'Something in front of Odoo refused the request (HTTP {status}): a web server, a firewall or a bot filter.',
              'Something in front of Odoo refused the request: a web server, a firewall or a bot filter.',
            ),
            t('Odoo itself refuses in another form.'),
          ),
    remedies: (told) =>
      byProxy(told)
        ? [
            remedy(t('Check the proxy’s address, and the name and password in it.'), {
              kind: 'openSettings',
              query: 'http.proxy',
            }),
          ]
        : [
            remedy(t('When the server admits a company network only, connect to its VPN.')),
            ask(
              t(
                'Let /jsonrpc, /xmlrpc/2 and /json/2 through from this computer’s address, without another password in front.',
              ),
            ),
          ],
    message: (told) =>
      byProxy(told)
        ? ''
        : letter(told, {
            seen: told.say(
              'Something in front of Odoo refuses the request (HTTP {status}).',
              'Something in front of Odoo refuses the request.',
            ),
            change: t(
              'Let these paths through to Odoo from my address, without another password in front of them:',
            ),
            lines: ['/jsonrpc', '/xmlrpc/2/', '/json/2/', '/web/'],
          }),
    documentation: (told) => (byProxy(told) ? undefined : documents.deploy),
  },
};
