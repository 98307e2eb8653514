import { describe, expect, it } from 'vitest';
import { explainError } from '../../../src/diagnosis/explain';
import { jsonAnswer, resultAnswer } from '../../support/scriptedTransport';
import { clientOn, connection, failure } from './clientBench';

const path = { operation: 'http', httpMethod: 'GET', path: '/echo' } as const;

describe('A server that repeats the headers it was sent', () => {
  it('does not put the session’s cookie into what is shown', async () => {
    const cookie = 'session-cookie-0123456789';
    const { client } = clientOn((request) =>
      request.url.endsWith('/authenticate')
        ? { ...resultAnswer({ uid: 2 }), setCookies: [`session_id=${cookie}; Path=/`] }
        : jsonAnswer({ message: `headers: ${JSON.stringify(request.headers)}` }, 500),
    );
    const error = await failure(client.run({ ...connection, auth: 'webSession', protocol: 'web' }, path));
    const shown = JSON.stringify(explainError(error));
    expect(shown).toContain('session_id');
    expect(shown).not.toContain(cookie);
  });

  it('does not put basic credentials into what is shown', async () => {
    const { client } = clientOn((request) =>
      jsonAnswer({ message: `headers: ${JSON.stringify(request.headers)}` }, 500),
    );
    const error = await failure(client.run({ ...connection, auth: 'basic', protocol: 'rest' }, path));
    const shown = JSON.stringify(explainError(error));
    expect(shown).toContain('Basic');
    expect(shown).not.toContain(Buffer.from('admin:secret-1').toString('base64'));
  });
});
