/** How to leave this computer. In VS Code filled from http.proxy, http.noProxy, http.proxyStrictSSL and the environment. */
export interface NetworkSettings {
  /** Proxy for every request, "http://proxy.example.com:3128"; the environment's when absent. */
  proxy?: string;
  /** The whole Proxy-Authorization header; without it, the name and password in the proxy's address count. */
  proxyAuthorization?: string;
  /** Host names that are reached without the proxy: ".example.com", "10.0.0.1:8069", "*". */
  noProxy?: string[];
  /** Whether certificates are verified. Only ever false because the person set http.proxyStrictSSL to false. */
  verifyCertificates: boolean;
  /** Certificates in PEM to trust beside Node's own. */
  certificates: string[];
}

function bypasses(entry: string, url: URL): boolean {
  const [rawHost = '', port] = entry
    .trim()
    .toLowerCase()
    .split(/:(?=\d+$)/);
  if (rawHost === '*') return true;
  if (!rawHost) return false;
  if (port && port !== (url.port || (url.protocol === 'https:' ? '443' : '80'))) return false;
  const host = url.hostname.toLowerCase();
  const suffix = rawHost.replace(/^\*?\.?/, '');
  return host === suffix || host.endsWith(`.${suffix}`);
}

const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);

/** The proxy for an address, or undefined for the direct way. This computer's own addresses never go through one. */
export function proxyFor(
  address: string,
  settings: NetworkSettings,
  environment: Readonly<Record<string, string | undefined>>,
): string | undefined {
  const url = new URL(address);
  if (loopback.has(url.hostname.toLowerCase())) return undefined;
  const fromEnvironment = (name: string): string | undefined =>
    environment[name.toLowerCase()] ?? environment[name];
  const exceptions = settings.noProxy?.length
    ? settings.noProxy
    : (fromEnvironment('NO_PROXY') ?? '').split(/[\s,]+/).filter(Boolean);
  if (exceptions.some((entry) => bypasses(entry, url))) return undefined;
  const scheme = url.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY';
  const proxy = settings.proxy ?? fromEnvironment(scheme) ?? fromEnvironment('ALL_PROXY');
  if (!proxy) return undefined;
  return proxy.includes('://') ? proxy : `http://${proxy}`;
}

/** The Proxy-Authorization header for an HTTP proxy: the setting's, or made of the name and password in its address. */
export function proxyAuthorization(proxy: URL, settings: NetworkSettings): string | undefined {
  if (settings.proxyAuthorization) return settings.proxyAuthorization;
  const login = proxyLogin(proxy);
  if (!login) return undefined;
  return `Basic ${Buffer.from(`${login.name}:${login.password}`).toString('base64')}`;
}

/** The name and password in a proxy's address. */
export function proxyLogin({ username, password }: URL): { name: string; password: string } | undefined {
  return username || password ? { name: decoded(username), password: decoded(password) } : undefined;
}

/** A percent sign that nobody escaped stands for itself. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
