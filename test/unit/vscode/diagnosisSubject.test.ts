import { describe, expect, it } from 'vitest';
import { Examination } from '../../../src/diagnosis/diagnose';
import type { DiagnosedConnection } from '../../../src/diagnosis/inquiry';
import type { Connection } from '../../../src/model/connection';
import { OdooError } from '../../../src/odoo/error';
import { DiagnosisSubject } from '../../../src/vscode/views/diagnosisSubject';
import { ScriptedTransport } from '../../support/scriptedTransport';

const staging: Connection = {
  id: 'staging',
  name: 'Staging',
  url: 'http://erp.example.com',
  database: 'acme',
  login: 'ada',
  auth: 'password',
  protocol: 'jsonRpc',
  production: false,
  readOnly: false,
};

/** A connection as it is saved, and what was made of it. */
class Desk {
  saved: Connection | undefined = staging;
  secret: string | undefined = 'one';
  agrees = true;
  asked = 0;
  readonly made: { connection: DiagnosedConnection; secret: string | undefined }[] = [];

  subject(connection: Connection, typed?: { secret: string | undefined }): DiagnosisSubject {
    const ports = {
      store: { find: () => this.saved },
      vault: {
        secretFor: () =>
          this.secret === undefined
            ? Promise.reject(new OdooError('signIn.noSecret'))
            : Promise.resolve(this.secret),
      },
      guard: {
        webSignIn: () => {
          this.asked++;
          return Promise.resolve(this.agrees);
        },
      },
      keys: { expires: () => undefined },
    };
    return new DiagnosisSubject(ports, connection, typed, (diagnosed, secret) => {
      this.made.push({ connection: diagnosed, secret });
      const transport = new ScriptedTransport(() => ({}));
      return new Examination(diagnosed, {
        transport,
        network: { noProxy: [], verifyCertificates: true, certificates: [] },
      });
    });
  }
}

describe('What is diagnosed', () => {
  it('is the connection as it is saved now, in one examination for all runs', async () => {
    const desk = new Desk();
    const subject = desk.subject(staging);
    const first = await subject.examination();
    desk.saved = { ...staging, database: 'other' };
    expect(subject.connection.database).toBe('other');
    expect(await subject.examination()).toBe(first);
    expect(desk.made).toEqual([{ connection: staging, secret: 'one' }]);
  });

  it('is what was typed with the secret typed for it, until that is saved', async () => {
    const desk = new Desk();
    const typed = { ...staging, database: 'typed' };
    const subject = desk.subject(typed, { secret: 'typed secret' });
    expect(subject.typed).toBe(true);
    expect(subject.connection).toEqual(typed);
    expect(await subject.secret()).toBe('typed secret');
    desk.saved = { ...typed, name: 'Saved' };
    expect(subject.typed).toBe(false);
    expect(subject.connection.name).toBe('Saved');
    expect(await subject.secret()).toBe('one');
  });

  it('has no secret where none is stored for it', async () => {
    const desk = new Desk();
    desk.secret = undefined;
    expect(await desk.subject(staging).secret()).toBeUndefined();
    desk.secret = 'one';
    desk.saved = undefined;
    expect(await desk.subject(staging, { secret: undefined }).secret()).toBeUndefined();
  });

  it('has changed where a check depends on it, and not where only a name or a mark is another', async () => {
    const desk = new Desk();
    const subject = desk.subject(staging);
    desk.saved = { ...staging, database: 'before the first run' };
    expect(await subject.changed()).toBe(false);
    await subject.examination();
    expect(await subject.changed()).toBe(false);
    desk.saved = { ...desk.saved, name: 'Other', production: true, serverVersion: '19.0' };
    expect(await subject.changed()).toBe(false);
    desk.secret = 'two';
    expect(await subject.changed()).toBe(true);
    await subject.examination();
    expect(await subject.changed()).toBe(false);
    desk.saved = { ...desk.saved, protocol: 'xmlRpc' };
    expect(await subject.changed()).toBe(true);
  });

  it('asks before it signs in as the web client, and does not where the password was typed for that', async () => {
    const desk = new Desk();
    desk.agrees = false;
    const web: Connection = { ...staging, auth: 'webSession', protocol: 'web' };
    desk.saved = web;
    const subject = desk.subject(web);
    await subject.examination();
    expect(desk.asked).toBe(1);
    expect(desk.made[0]?.connection.webSignInDeclined).toBe(true);
    // That it was declined is no change by itself.
    expect(await subject.changed()).toBe(false);
    await desk.subject(web, { secret: 'typed' }).examination();
    expect(desk.asked).toBe(1);
  });
});
