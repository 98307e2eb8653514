import { describe, expect, it } from 'vitest';
import { CookieJar } from '../../../../src/odoo/cookieJar';

const site = 'https://erp.example.com';

/** What is sent to an address after a server set these cookies at moment 0. */
function sent(setCookies: string[], to = `${site}/web`, now = 0, from = `${site}/web/session/x`) {
  const jar = new CookieJar();
  jar.learn(from, setCookies, 0);
  return jar.header(to, now);
}

describe('CookieJar', () => {
  it('sends back what was set, and nothing where nothing was', () => {
    expect(sent(['session_id=abc; Path=/; HttpOnly; SameSite=Lax', 'frontend_lang=en_US; Path=/'])).toBe(
      'session_id=abc; frontend_lang=en_US',
    );
    expect(sent([])).toBeUndefined();
    expect(new CookieJar().header(`${site}/`, 0)).toBeUndefined();
  });

  it('keeps the fifty cookies that were set last', () => {
    const jar = new CookieJar();
    const names = (from: number, to: number): string[] =>
      Array.from({ length: to - from }, (_, index) => `c${from + index}=x`);
    jar.learn(`${site}/`, ['session_id=a', ...names(0, 49)], 0);
    jar.learn(`${site}/`, ['session_id=b', 'c49=x'], 0);
    expect(jar.header(`${site}/`, 0)).toBe([...names(1, 49), 'session_id=b', 'c49=x'].join('; '));
  });

  it('keeps the later of two cookies of one name', () => {
    expect(sent(['session_id=a; Path=/', 'session_id=b; Path=/'])).toBe('session_id=b');
  });

  it.each(['a%20b', 'a=b==', '"quoted"', 'W3siYSI6MX0=', 'é'])('leaves a value as it is: %s', (value) => {
    expect(sent([`x=${value}; Path=/`])).toBe(`x=${value}`);
  });

  it('sends a cookie to its own path and below it, and to no path that only begins alike', () => {
    const cookies = ['x=1; Path=/api'];
    expect(sent(cookies, `${site}/api`)).toBe('x=1');
    expect(sent(cookies, `${site}/api/partner?x=1`)).toBe('x=1');
    expect(sent(cookies, `${site}/apis`)).toBeUndefined();
    expect(sent(cookies, `${site}/`)).toBeUndefined();
    expect(sent(['x=1; Path=/api/'], `${site}/api/partner`)).toBe('x=1');
  });

  it('takes the folder of the page that set a cookie where it names no path of its own', () => {
    expect(sent(['x=1'], `${site}/web/session/y`)).toBe('x=1');
    expect(sent(['x=1'], `${site}/web/other`)).toBeUndefined();
    expect(sent(['x=1'], `${site}/anywhere`, 0, `${site}/login`)).toBe('x=1');
  });

  it('keeps a secure cookie to https', () => {
    const plain = 'http://127.0.0.1:8069';
    expect(sent(['x=1; Path=/; Secure'], `${plain}/`, 0, `${plain}/`)).toBeUndefined();
    expect(sent(['x=1; Path=/; Secure'])).toBe('x=1');
  });

  it('takes a cookie for the host and for a domain above it, and none that is meant for another', () => {
    expect(sent(['x=1; Path=/; Domain=erp.example.com'])).toBe('x=1');
    expect(sent(['x=1; Path=/; Domain=.Example.com'])).toBe('x=1');
    expect(sent(['x=1; Path=/; Domain=example.org'])).toBeUndefined();
    expect(sent(['x=1; Path=/; Domain=rp.example.com'])).toBeUndefined();
    expect(sent(['x=1; Path=/; Domain=deeper.erp.example.com'])).toBeUndefined();
  });

  it('sends a cookie until its Max-Age is over, whatever Expires says', () => {
    const cookies = ['x=1; Path=/; Max-Age=60; Expires=Thu, 01 Jan 1970 00:00:00 GMT'];
    expect(sent(cookies, `${site}/`, 59_999)).toBe('x=1');
    expect(sent(cookies, `${site}/`, 60_000)).toBeUndefined();
  });

  it('sends a cookie until its Expires', () => {
    const cookies = ['x=1; Path=/; Expires=Thu, 01 Jan 1970 00:01:00 GMT'];
    expect(sent(cookies, `${site}/`, 59_999)).toBe('x=1');
    expect(sent(cookies, `${site}/`, 60_000)).toBeUndefined();
    expect(sent(['x=1; Path=/; Expires=whenever'], `${site}/`, 1e15)).toBe('x=1');
  });

  it.each(['x=; Path=/; Max-Age=0', 'x=gone; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT'])(
    'drops a cookie that the server takes back: %s',
    (taken) => {
      const jar = new CookieJar();
      jar.learn(`${site}/`, ['x=1; Path=/', 'y=2; Path=/'], 1000);
      jar.learn(`${site}/`, [taken], 1000);
      expect(jar.header(`${site}/`, 1000)).toBe('y=2');
      expect(jar.has('x')).toBe(false);
    },
  );

  it('sends nothing to another origin, and forgets everything once another has answered', () => {
    const jar = new CookieJar();
    jar.learn(`${site}/`, ['x=1; Path=/'], 0);
    for (const other of [
      'http://erp.example.com/',
      'https://erp.example.com:8443/',
      'https://example.com/',
    ]) {
      expect(jar.header(other, 0)).toBeUndefined();
    }
    expect(jar.header(`${site}/`, 0)).toBe('x=1');
    jar.learn('https://example.com/', [], 0);
    expect(jar.isEmpty).toBe(true);
    expect(jar.header(`${site}/`, 0)).toBeUndefined();
  });

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
    'takes a cookie called %s for a cookie',
    (name) => {
      const jar = new CookieJar();
      expect(jar.has(name)).toBe(false);
      jar.learn(`${site}/`, [`${name}=1; Path=/`], 0);
      expect(jar.header(`${site}/`, 0)).toBe(`${name}=1`);
      expect(({} as Record<string, unknown>)['1']).toBeUndefined();
    },
  );

  it.each(['', '=value; Path=/', ';;;', 'x=a\r\nset-cookie: y=b; Path=/', 'x=a\u0000b; Path=/'])(
    'ignores what is no cookie: %j',
    (hostile) => {
      expect(sent([hostile])).toBeUndefined();
    },
  );

  it('forgets everything when told to', () => {
    const jar = new CookieJar();
    jar.learn(`${site}/`, ['x=1; Path=/'], 0);
    expect(jar.isEmpty).toBe(false);
    jar.clear();
    expect(jar.isEmpty).toBe(true);
    expect(jar.header(`${site}/`, 0)).toBeUndefined();
  });
});
