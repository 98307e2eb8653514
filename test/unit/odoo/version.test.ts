import { describe, expect, it } from 'vitest';
import type { ServerVersion } from '../../../src/model/schemaInfo';
import type { Json } from '../../../src/model/json';
import { offeredSignIns, offers } from '../../../src/odoo/auth/methods';
import { readVersion } from '../../../src/odoo/version';

function version(text: string, info: Json): Json {
  return { server_version: text, server_version_info: info, server_serie: '', protocol_version: 1 };
}

describe('readVersion', () => {
  it.each<[string, Json, Partial<ServerVersion>]>([
    ['12.0', [12, 0, 0, 'final', 0, ''], { major: 12, minor: 0, saas: false, enterprise: false }],
    ['17.0-20240709', [17, 0, 0, 'final', 0, ''], { major: 17, minor: 0 }],
    ['16.0+e', [16, 0, 0, 'final', 0, 'e'], { major: 16, enterprise: true }],
    ['18.0+e-20250520', [18, 0, 0, 'final', 0, ''], { major: 18, enterprise: true }],
    ['saas~18.2', ['saas~18', 2, 0, 'final', 0, ''], { major: 18, minor: 2, saas: true }],
    [
      'saas~19.4+e',
      ['saas~19', 4, 0, 'final', 0, 'e'],
      { major: 19, minor: 4, saas: true, enterprise: true },
    ],
    ['19.0', ['19', 0, 0, 'final', 0, ''], { major: 19 }],
    ['19.0', null, { major: 19, minor: 0 }],
    ['saas~18.3', null, { major: 18, minor: 3, saas: true }],
    ['20.0', [20, 0, 0, 'final', 0, ''], { major: 20 }],
  ])('reads %s %j', (text, info, expected) => {
    expect(readVersion(version(text, info))).toMatchObject({ text, ...expected });
  });

  it('reads the form of /web/version', () => {
    expect(readVersion({ version: '19.0', version_info: [19, 0, 0, 'final', 0, ''] })).toMatchObject({
      major: 19,
    });
  });

  it.each<Json>([null, false, 'x', [], {}, { server_version: 19 }, { server_version: 'unknown' }])(
    'gives nothing for %j',
    (value) => {
      expect(readVersion(value)).toBeUndefined();
    },
  );
});

function odoo(major: number): ServerVersion {
  return { text: `${major}.0`, major, minor: 0, saas: false, enterprise: false };
}

function names(major: number): string[] {
  return offeredSignIns(odoo(major)).map(({ method }) => `${method.auth} ${method.protocol}`);
}

/** The ways that need no module on the server. */
function ownNames(major: number): string[] {
  return offeredSignIns(odoo(major))
    .filter(({ group }) => group === 'odoo')
    .map(({ method }) => `${method.auth} ${method.protocol}`);
}

describe('offeredSignIns', () => {
  it('offers JSON-2 with a key first from Odoo 19 on', () => {
    expect(ownNames(19)).toEqual([
      'apiKey json2',
      'apiKey jsonRpc',
      'password jsonRpc',
      'apiKey xmlRpc',
      'password xmlRpc',
      'webSession web',
    ]);
  });

  it('offers API keys from Odoo 14 on', () => {
    expect(names(14)[0]).toBe('apiKey jsonRpc');
    expect(ownNames(13)).toEqual(['password jsonRpc', 'password xmlRpc', 'webSession web']);
  });

  it('offers JSON-2 on Odoo Online from its interim release 18.4 on', () => {
    const online = (minor: number): ServerVersion => ({ ...odoo(18), saas: true, minor });
    const json2 = { auth: 'apiKey', protocol: 'json2' } as const;
    expect(offers(online(3), json2)).toBe(false);
    expect(offers(online(4), json2)).toBe(true);
  });

  it('offers JSON-2 and the web client’s own way once the RPC services are gone', () => {
    expect(ownNames(21)).toContain('apiKey jsonRpc');
    expect(ownNames(22)).toEqual(['apiKey json2', 'webSession web']);
  });

  it('offers what added modules take after Odoo’s own ways, and the Secure API’s keys from 14 on', () => {
    const ofModules = (major: number): string[] => names(major).slice(ownNames(major).length);
    expect(ofModules(13)).toEqual([
      'jwt rest',
      'oauth2 rest',
      'webSession rest',
      'header rest',
      'basic rest',
      'public rest',
    ]);
    expect(ofModules(14)).toContain('secureApiKey rest');
  });

  it('never offers a way over a protocol that does not carry it', () => {
    for (const protocol of ['jsonRpc', 'xmlRpc', 'json2', 'web'] as const) {
      for (const auth of ['jwt', 'oauth2', 'secureApiKey', 'basic', 'header', 'public'] as const) {
        expect(offers(undefined, { auth, protocol })).toBe(false);
      }
    }
    expect(offers(undefined, { auth: 'password', protocol: 'web' })).toBe(false);
    expect(offers(undefined, { auth: 'apiKey', protocol: 'web' })).toBe(false);
  });

  it('says from and until which version each way exists', () => {
    const versions = offeredSignIns(odoo(19)).map(
      ({ method, versions: text }) => `${method.auth} ${method.protocol}: ${text}`,
    );
    expect(versions).toContain('apiKey json2: Odoo 19 and later');
    expect(versions).toContain('apiKey jsonRpc: Odoo 14 to 21');
    expect(versions).toContain('password xmlRpc: Every Odoo up to 21');
    expect(versions).toContain('webSession web: Every Odoo');
    expect(versions).toContain('secureApiKey rest: Odoo 14 and later, with a module');
    expect(versions).toContain('jwt rest: Any Odoo, with a module');
  });

  it('recommends exactly one, the first', () => {
    for (const major of [12, 14, 18, 19, 22]) {
      expect(offeredSignIns(odoo(major)).map(({ recommended }) => recommended)).toEqual([
        true,
        ...names(major)
          .slice(1)
          .map(() => false),
      ]);
    }
  });

  it('gives an unknown version the benefit of the doubt, but a password never to JSON-2', () => {
    expect(offers(undefined, { auth: 'apiKey', protocol: 'json2' })).toBe(true);
    expect(offers(undefined, { auth: 'password', protocol: 'json2' })).toBe(false);
  });
});
