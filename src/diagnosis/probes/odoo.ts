import { OdooError } from '../../odoo/error';
import { pageWords } from '../../odoo/protocol/httpProblem';
import type { Exchange } from '../../odoo/protocol/wire';
import { readServerVersion } from '../../odoo/server';
import type { ServerVersion } from '../../model/schemaInfo';
import { failedAs, failedBy, ok, warning, type Inquiry, type Sighting } from '../inquiry';
import { t } from '../words/translate';

/** Asks for the version, which every Odoo tells anyone: is this Odoo, and which one? */
export async function odoo(inquiry: Inquiry): Promise<Sighting> {
  try {
    const version = await readServerVersion(inquiry.url, knowing(inquiry));
    inquiry.version = version;
    return ok(
      version.enterprise
        ? t('Odoo {version}, Enterprise', { version: version.text })
        : t('Odoo {version}', { version: version.text }),
      t('It is Odoo that answers here.'),
    );
  } catch (error) {
    if (!(error instanceof OdooError)) throw error;
    // A REST module may be all of Odoo that a web server lets through.
    const silent = [
      'http.notOdoo',
      'http.status',
      'http.malformed',
      'http.forbidden',
      'protocol.notAvailable',
    ];
    if (inquiry.connection.protocol === 'rest' && silent.includes(error.code)) {
      return warning(t('the server does not say that it is Odoo; a REST module may answer all the same'));
    }
    switch (error.code) {
      case 'server.hiddenReason':
        return hidden(inquiry);
      case 'database.notSelected':
      case 'http.notOdoo':
      case 'http.status':
      case 'http.malformed':
      case 'protocol.notAvailable':
        return notOdoo(inquiry, error);
      default:
        return failedBy(error, {
          evidence: [t('The question for Odoo’s version was not answered by Odoo.')],
        });
    }
  }
}

/** A page in place of every answer: up to Odoo 15 that is how it fails that does not reach PostgreSQL, since it looks for its databases first. */
function hidden(inquiry: Inquiry): Sighting {
  return failedAs(
    'server.databaseDown',
    { host: new URL(inquiry.url).hostname },
    {
      certainty: 'likely',
      evidence: [
        t(
          'Odoo answers every question with an error page, even the one for its version, which needs no database.',
        ),
        t(
          'Up to Odoo 15 it looks for its databases before it answers anything, and fails so where it cannot.',
        ),
      ],
    },
  );
}

/** Does not ask again what the check before has asked. */
function knowing({ firstAnswer, exchange }: Inquiry): Exchange {
  return (request) =>
    firstAnswer?.url === request.url ? Promise.resolve(firstAnswer.answer) : exchange(request);
}

/** No Odoo answers here: looks what does, and whether a path in the address is what is wrong. */
async function notOdoo(inquiry: Inquiry, error: OdooError): Promise<Sighting> {
  const { origin, host } = new URL(inquiry.url);
  const evidence: string[] = [];
  if (origin !== inquiry.url) {
    const version = await versionAt(inquiry, origin);
    if (version) {
      const path = inquiry.url.slice(origin.length);
      return failedAs(
        'address.path',
        { host, path, url: origin, version: version.text },
        {
          evidence: [
            t('Without the path {path}, Odoo {version} answers.', { path, version: version.text }),
            t('With it, the server answers with HTTP {status}.', {
              status: Number(error.facts['status'] ?? 200),
            }),
          ],
        },
      );
    }
  }
  const page = await startPage(inquiry);
  const status = error.facts['status'];
  if (page?.isOdoo) {
    return failedBy(
      error.code === 'protocol.notAvailable' ? error : new OdooError('protocol.notAvailable', { host }),
      {
        certainty: 'likely',
        evidence: [
          t(
            'The start page is Odoo’s, but neither /web/webclient/version_info nor /xmlrpc/2/common answers as Odoo does.',
          ),
        ],
      },
    );
  }
  if (page?.words) evidence.push(t('The start page of {host} reads “{words}”.', { host, words: page.words }));
  evidence.push(
    status === undefined
      ? t('Neither /web/webclient/version_info nor /xmlrpc/2/common answered as Odoo does.')
      : t('Neither /web/webclient/version_info nor /xmlrpc/2/common answered as Odoo does (HTTP {status}).', {
          status: String(status),
        }),
  );
  const words = page?.words ?? error.facts['page'] ?? '';
  return failedAs('http.notOdoo', { host, ...(words ? { page: words } : {}) }, { evidence });
}

async function versionAt(inquiry: Inquiry, url: string): Promise<ServerVersion | undefined> {
  try {
    return await readServerVersion(url, inquiry.exchange);
  } catch (error) {
    if (error instanceof OdooError && error.code === 'call.cancelled') throw error;
    return undefined;
  }
}

/** The title or first words of the page a browser would get, and whether Odoo made it. */
async function startPage(inquiry: Inquiry): Promise<{ words: string; isOdoo: boolean } | undefined> {
  try {
    const answer = await inquiry.exchange({ method: 'GET', url: `${inquiry.url}/` });
    const location = answer.headers['location'] ?? '';
    const isOdoo =
      /\/web\/(database\/selector|login)|\/odoo(\/|$)/.test(location) ||
      /\/web\/assets\/|odoo\.__session_info__|name="generator" content="Odoo"/.test(answer.body);
    return { words: pageWords(answer.body), isOdoo };
  } catch (error) {
    if (error instanceof OdooError && error.code === 'call.cancelled') throw error;
    return undefined;
  }
}
