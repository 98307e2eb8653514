import { OdooError } from '../../odoo/error';
import type { Inquiry, SignInPage } from '../inquiry';

/** More than a server would offer. */
const mostProviders = 10;

/**
 * What a browser gets at /web/login: Odoo's form, the selector of databases (303), or something that is not Odoo's. The form names the
 * other systems one may sign in through (addons/auth_oauth/views, Odoo 12–19: links of the list o_auth_oauth_providers).
 */
export async function readSignInPage(inquiry: Inquiry): Promise<SignInPage | undefined> {
  try {
    const { database } = inquiry.connection;
    const query = database ? `?db=${encodeURIComponent(database)}` : '';
    const answer = await inquiry.exchange({ method: 'GET', url: `${inquiry.url}/web/login${query}` });
    const location = answer.headers['location'];
    if (location) {
      const kind = /\/web\/(database\/selector|login)/.test(location) ? 'selector' : 'elsewhere';
      return { kind, providers: [], location };
    }
    if (!/oe_login_form|name="login"/.test(answer.body)) return { kind: 'elsewhere', providers: [] };
    return { kind: 'form', providers: providersOn(answer.body) };
  } catch (error) {
    if (error instanceof OdooError && error.code === 'call.cancelled') throw error;
    return undefined;
  }
}

/** "Google", "Acme single sign-on" */
function providersOn(page: string): string[] {
  const list = /o_auth_oauth_providers[^>]*>([\s\S]{0,20000}?)(?:<\/form>|$)/.exec(page)?.[1] ?? '';
  const names = [...list.matchAll(/<a [^>]*>([\s\S]{0,600}?)<\/a>/g)]
    .map((found) =>
      (found[1] ?? '')
        .replace(/<[^<>]*>/g, ' ')
        .replace(/\s+/g, ' ')
        .trim(),
    )
    .filter(Boolean);
  return [...new Set(names)].slice(0, mostProviders);
}
