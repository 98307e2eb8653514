/** The script's own nonce, which the page's content security policy also asks of a style element made by a script. */
export const nonce = document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce ?? '';

// The toolkit looks for it here when it is loaded: it tries out a style rule, and falls back to outlines that are there for the
// mouse too when that is forbidden (@microsoft/fast-web-utilities, canUseFocusVisible).
if (nonce) {
  const meta = document.createElement('meta');
  meta.setAttribute('property', 'csp-nonce');
  meta.content = nonce;
  document.head.append(meta);
}
