import { resolveUrl } from '../../model/connection';

/** What is wrong with what was typed for a token request, in one sentence; undefined where it may do. */
export function tokenUrlProblem(base: string, url: string): string | undefined {
  if (!url) return 'Type the address that gives the token: a path on this server, or a whole address.';
  if (/\s/.test(url)) return 'An address holds no spaces.';
  if (/^[a-z][a-z0-9+.-]*:/i.test(url) && !/^https?:\/\//i.test(url)) {
    return 'A whole address starts with http:// or https://.';
  }
  return URL.canParse(resolveUrl(base, url))
    ? undefined
    : 'This is not an address that a browser could open.';
}

/** @param needs the placeholder without which the request would prove nothing */
export function bodyProblem(
  format: 'json' | 'form',
  body: string,
  needs: 'secret' | 'refreshToken',
): string | undefined {
  if (format === 'json') {
    try {
      JSON.parse(body);
    } catch {
      return 'This is no JSON. Names and texts stand in double quotes: {"login": "{{login}}"}.';
    }
  }
  const holds = new RegExp(`\\{\\{\\s*${needs}\\s*\\}\\}`).test(body);
  if (holds) return undefined;
  return needs === 'secret'
    ? 'Write {{secret}} where the secret goes. It is put in when the token is asked for.'
    : 'Write {{refreshToken}} where the refresh token goes.';
}

/** A dotted path in the answer. */
export function placeProblem(place: string, optional: boolean): string | undefined {
  if (!place) return optional ? undefined : 'Name where the token stands in the answer: access_token.';
  return /^[^.\s]+(\.[^.\s]+)*$/.test(place)
    ? undefined
    : 'Names with dots between them, and nothing else: data.token.';
}

/** RFC 9110, section 5.6.2. */
export function headerNameProblem(name: string): string | undefined {
  if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name)) return 'A header’s name is one word: X-API-Key.';
  return /^(cookie|host|content-length|content-type|connection|transfer-encoding)$/i.test(name)
    ? `The header ${name} has a meaning of its own and cannot carry a key.`
    : undefined;
}

export function headerPrefixProblem(prefix: string): string | undefined {
  return /^[\t\x20-\x7e]*$/.test(prefix)
    ? undefined
    : 'A header carries plain letters, digits and signs only.';
}
