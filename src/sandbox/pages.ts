import { reply } from './exchange';
import type { SandboxReply } from './exchange';

/* Pages a browser, or a client at the wrong address, sees. The errors are letter by letter those of Odoo 19 (werkzeug's, and odoo/http.py). */

const titles: Record<number, string> = {
  404: 'Not Found',
  405: 'Method Not Allowed',
  413: 'Request Entity Too Large',
  415: 'Unsupported Media Type',
  500: 'Internal Server Error',
};

export function errorPage(
  status: number,
  description: string,
  headers: Record<string, string> = {},
): SandboxReply {
  const title = titles[status] ?? '';
  const body = `<!doctype html>\n<html lang=en>\n<title>${status} ${title}</title>\n<h1>${title}</h1>\n<p>${description}</p>\n`;
  return reply(status, 'text/html', body, headers);
}

export const notFoundPage = errorPage(
  404,
  'The requested URL was not found on the server. If you entered the URL manually please check your spelling and try again.',
);

/** What a server with several databases says to a path that needs one. */
export const noDatabasePage = reply(
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

/** The answer to a body of the wrong type; `compatible` is what the body looked like. */
export function wrongTypePage(route: string, type: string, compatible: string, accept: string): SandboxReply {
  const shown = route.replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return errorPage(
    415,
    `Request inferred type is compatible with [${compatible}] but &#39;${shown}&#39; is type=&#39;${type}&#39;.` +
      '<br><br>Please verify the Content-Type request header and try again.',
    { Accept: accept },
  );
}

export const methodNotAllowedPage = errorPage(405, 'The method is not allowed for the requested URL.', {
  Allow: 'OPTIONS, POST',
});

/** What a person who opens the address in a browser reads. */
export const welcomePage = reply(
  200,
  'text/html',
  `<!doctype html>
<html lang=en>
<title>Sandbox of Odoo API Explorer</title>
<h1>This is the sandbox of Odoo API Explorer</h1>
<p>It speaks the API of Odoo 19 over made-up records, on this computer only. There is no web client here.
Nothing is kept: every start begins anew.</p>
<p>Sign in with the API as <code>admin</code> / <code>admin</code>, or as the plain user <code>demo</code> / <code>demo</code>.
Databases: <code>sandbox</code> and <code>sandbox_staging</code>.</p>
`,
);
