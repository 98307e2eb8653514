import { OdooError } from '../../odoo/error';
import type { HttpAnswer } from '../../odoo/transport';
import type { Inquiry, SignInPage } from '../inquiry';

/** More than a server would offer. */
const mostProviders = 10;

/**
 * What a browser gets at /web/login: Odoo's form, the selector of databases (303), or something that is not Odoo's. The form names the
 * other systems one may sign in through (Odoo 12–18, addons/auth_oauth/views: o_auth_oauth_providers; 19, addons/web/views: o_login_auth).
 */
export async function readSignInPage(inquiry: Inquiry): Promise<SignInPage | undefined> {
  try {
    const { database } = inquiry.connection;
    const query = database ? `?db=${encodeURIComponent(database)}` : '';
    let answer = await inquiry.exchange({ method: 'GET', url: `${inquiry.url}/web/login${query}` });
    // With several databases Odoo notes the chosen one in a session of nobody, and sends the browser here once more.
    const session = sessionOf(answer);
    const again = ownLocation(inquiry, answer);
    if (session && again) {
      answer = await inquiry.exchange({ method: 'GET', url: again, headers: { cookie: session } });
    }
    const location = answer.headers['location'];
    if (location) {
      const kind = /\/web\/database\/selector/.test(location) ? 'selector' : 'elsewhere';
      return { kind, providers: [], location };
    }
    if (!/oe_login_form|name="login"/.test(answer.body)) return { kind: 'elsewhere', providers: [] };
    return { kind: 'form', providers: providersOn(answer.body) };
  } catch (error) {
    if (error instanceof OdooError && error.code === 'call.cancelled') throw error;
    return undefined;
  }
}

function sessionOf({ setCookies = [] }: HttpAnswer): string | undefined {
  return setCookies
    .map((cookie) => cookie.split(';')[0] ?? '')
    .find((cookie) => cookie.startsWith('session_id='));
}

/** Where the page itself sends the browser, on the same server. */
function ownLocation(inquiry: Inquiry, { headers }: HttpAnswer): string | undefined {
  const { origin } = new URL(inquiry.url);
  const location = headers['location'];
  if (!location || !URL.canParse(location, inquiry.url)) return undefined;
  const target = new URL(location, inquiry.url);
  return target.origin === origin && target.pathname.endsWith('/web/login') ? target.href : undefined;
}

/** "Google", "Acme single sign-on": links to other servers below the form. */
function providersOn(page: string): string[] {
  const list =
    /(?:o_auth_oauth_providers|o_login_auth)[^>]*>([\s\S]{0,20000}?)<\/form>/.exec(page)?.[1] ?? '';
  const names = [...list.matchAll(/<a [^>]*href="https?:[^>]*>([\s\S]{0,600}?)<\/a>/g)]
    .map((found) =>
      (found[1] ?? '')
        .replace(/<[^<>]*>/g, ' ')
        .replace(/\s+/g, ' ')
        .trim(),
    )
    .filter(Boolean);
  return [...new Set(names)].slice(0, mostProviders);
}
