/* The one part of undici's cookies that is used; see undiciParts.d.ts. */
declare module 'undici/lib/web/cookies/parse.js' {
  import type { Cookie } from 'undici';
  export function parseSetCookie(header: string): Cookie | null;
}
