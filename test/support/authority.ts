import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from './programServers';

/** A certificate and its key, as paths of PEM files. */
export interface Issued {
  certificate: string;
  key: string;
}

const validity = { start: '20200101000000Z', end: '20490101000000Z' };

/** A certificate authority of a test's own, made with openssl. */
export class TestAuthority {
  readonly #folder = temporaryFolder();
  /** Its own certificate. */
  readonly certificate = this.#path('authority.pem');
  readonly #key = this.#path('authority.key');
  #issued = 0;

  constructor() {
    const settings = `[ca]
default_ca = own
[own]
database = ${this.#path('index.txt')}
serial = ${this.#path('serial')}
new_certs_dir = ${this.#folder}
certificate = ${this.certificate}
private_key = ${this.#key}
default_md = sha256
policy = names
copy_extensions = copy
unique_subject = no
[names]
commonName = supplied
[req]
distinguished_name = names_of_request
[names_of_request]
`;
    writeFileSync(this.#path('settings'), settings);
    writeFileSync(this.#path('index.txt'), '');
    writeFileSync(this.#path('serial'), '01');
    this.#openssl(
      'req',
      '-x509',
      ...this.#newKey(this.#key),
      '-config',
      this.#path('settings'),
      '-days',
      '30',
      '-subj',
      '/CN=Odoo API Explorer test authority',
      '-addext',
      'basicConstraints=critical,CA:TRUE',
      '-out',
      this.certificate,
    );
  }

  /**
   * Makes a key and a certificate for it.
   * @param name the certificate's common name
   * @param names what its owner is called, in OpenSSL's form: "IP:127.0.0.1"
   */
  issue(name: string, names: string, { start, end } = validity): Issued {
    const base = `issued${++this.#issued}`;
    const issued = { certificate: this.#path(`${base}.pem`), key: this.#path(`${base}.key`) };
    const request = this.#path(`${base}.csr`);
    const settings = ['-config', this.#path('settings')];
    this.#openssl(
      'req',
      ...this.#newKey(issued.key),
      ...settings,
      '-subj',
      `/CN=${name}`,
      '-addext',
      `subjectAltName=${names}`,
      '-out',
      request,
    );
    this.#openssl(
      'ca',
      '-batch',
      '-notext',
      ...settings,
      '-in',
      request,
      '-out',
      issued.certificate,
      '-startdate',
      start,
      '-enddate',
      end,
    );
    return issued;
  }

  /** A certificate that nobody vouches for but itself. */
  selfSigned(names: string): Issued {
    const issued = { certificate: this.#path('self.pem'), key: this.#path('self.key') };
    this.#openssl(
      'req',
      '-x509',
      ...this.#newKey(issued.key),
      '-config',
      this.#path('settings'),
      '-days',
      '30',
      '-subj',
      '/CN=self-signed',
      '-addext',
      `subjectAltName=${names}`,
      '-out',
      issued.certificate,
    );
    return issued;
  }

  get pem(): string {
    return readFileSync(this.certificate, 'utf8');
  }

  #newKey(file: string): string[] {
    return ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', file];
  }

  #path(name: string): string {
    return join(this.#folder, name);
  }

  #openssl(...args: string[]): void {
    const done = spawnSync('openssl', args, { encoding: 'utf8', timeout: 60_000 });
    if (done.status === 0) return;
    const reason = done.error
      ? 'These tests need openssl: install it and run them again.'
      : done.stderr.trim();
    throw new Error(`openssl ${args[0]} failed. ${reason}`);
  }
}
