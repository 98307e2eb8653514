import { reply } from './exchange';
import type { SandboxReply } from './exchange';
import type { Site } from './site';

/* Pages a browser, or a client at the wrong address, sees. The errors are letter by letter those of Odoo (werkzeug's, and odoo/http.py). */

const titles: Record<number, string> = {
  400: 'Bad Request',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  413: 'Request Entity Too Large',
  415: 'Unsupported Media Type',
  500: 'Internal Server Error',
};

export function errorPage(
  site: Site,
  status: number,
  description: string,
  headers: Record<string, string> = {},
): SandboxReply {
  const title = titles[status] ?? '';
  const body = `${head(site)}<title>${status} ${title}</title>\n<h1>${title}</h1>\n<p>${description}</p>\n`;
  return reply(status, 'text/html', body, headers);
}

/** The werkzeug of 14 and 15 writes an older HTML. */
function head(site: Site): string {
  return site.since(16)
    ? '<!doctype html>\n<html lang=en>\n'
    : '<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 3.2 Final//EN">\n';
}

export const notFoundText =
  'The requested URL was not found on the server. If you entered the URL manually please check your spelling and try again.';

export function notFoundPage(site: Site): SandboxReply {
  return errorPage(site, 404, notFoundText);
}

/** What a server with several databases says to a path that needs one; only 19 says why. */
export function noDatabasePage(site: Site): SandboxReply {
  if (!site.since(19)) return notFoundPage(site);
  return reply(
    404,
    'text/html',
    `<!DOCTYPE html>
<title>404 Not Found</title>
<h1>Not Found</h1>
<p>No database is selected and the requested URL was not found in the server-wide controllers.</p>
<p>Please verify the hostname, <a href=/web/login>login</a> and try again.</p>

<!-- Alternatively, use the X-Odoo-Database header. -->
`,
  );
}

export function brokenPage(site: Site): SandboxReply {
  return errorPage(
    site,
    500,
    'The server encountered an internal error and was unable to complete your request. Either the server is overloaded or ' +
      'there is an error in the application.',
  );
}

export function csrfPage(site: Site): SandboxReply {
  return errorPage(site, 400, 'Session expired (invalid CSRF token)');
}

/** The answer to a body of the wrong type (19: 415; 16–18: 400); `compatible` is what the body looked like. */
export function wrongTypePage(
  site: Site,
  route: string,
  type: string,
  compatible: string,
  accept: string,
): SandboxReply {
  const shown = route.replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const text = `Request inferred type is compatible with [${compatible}] but &#39;${shown}&#39; is type=&#39;${type}&#39;.`;
  if (!site.since(19)) return errorPage(site, 400, text);
  return errorPage(site, 415, `${text}<br><br>Please verify the Content-Type request header and try again.`, {
    Accept: accept,
  });
}

export function methodNotAllowedPage(site: Site): SandboxReply {
  const allow = site.since(19) ? 'OPTIONS, POST' : site.since(16) ? 'POST, OPTIONS' : 'POST';
  return errorPage(site, 405, 'The method is not allowed for the requested URL.', { Allow: allow });
}

export function redirectPage(site: Site, path: string): SandboxReply {
  const url = path.replaceAll('&', '&amp;');
  const body =
    `${head(site)}<title>Redirecting...</title>\n<h1>Redirecting...</h1>\n` +
    `<p>You should be redirected automatically to the target URL: <a href="${url}">${url}</a>. If not, click the link.\n`;
  return reply(303, 'text/html', body, { Location: path });
}

/** What a person who opens the address in a browser reads. */
export function welcomePage(site: Site): SandboxReply {
  return reply(
    200,
    'text/html',
    `<!doctype html>
<html lang=en>
<title>Sandbox of Odoo API Explorer</title>
<h1>This is the sandbox of Odoo API Explorer</h1>
<p>It speaks the API of Odoo ${site.version} over made-up records, on this computer only. There is no web client here.
Nothing is kept: every start begins anew.</p>
<p>Sign in with the API as <code>admin</code> / <code>admin</code>, or as the plain user <code>demo</code> / <code>demo</code>.
Databases: ${site.names.map((name) => `<code>${name}</code>`).join(' and ')}.</p>
`,
  );
}

/** A page of the web client, of which a program wants the CSRF token. */
export function webPage(title: string, csrfToken: string, content: string): SandboxReply {
  return reply(
    200,
    'text/html',
    `<!DOCTYPE html>
<html>
    <head>
        <meta charset="utf-8"/>
        <title>${title}</title>
        <script id="web.layout.odooscript" type="text/javascript">
            var odoo = {
                csrf_token: "${csrfToken}",
                debug: "",
            };
        </script>
    </head>
    <body>
${content}
    </body>
</html>
`,
  );
}

export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
