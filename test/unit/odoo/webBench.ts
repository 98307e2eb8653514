import type { Connection } from '../../../src/model/connection';
import type { HttpAnswer, HttpRequest } from '../../../src/odoo/transport';
import {
  exceptionAnswer,
  htmlAnswer,
  jsonAnswer,
  resultAnswer,
  settingCookies,
  type Script,
} from '../../support/scriptedTransport';
import { connection } from './clientBench';

export const webConnection: Connection = { ...connection, auth: 'webSession', protocol: 'web' };

/** How Odoo says that a session is over. */
export const overAnswers = {
  'code 100': jsonAnswer({
    jsonrpc: '2.0',
    id: 1,
    error: {
      code: 100,
      message: 'Odoo Session Expired',
      data: { name: 'odoo.http.SessionExpiredException', message: 'Session expired' },
    },
  }),
  'a 404 in JSON (14, several databases)': jsonAnswer(
    {
      jsonrpc: '2.0',
      id: 1,
      error: {
        code: 404,
        message: '404: Not Found',
        data: { name: 'werkzeug.exceptions.NotFound', message: '404 Not Found: …' },
      },
    },
    404,
  ),
  'a 404 page (16 and later, several databases)': htmlAnswer(
    404,
    '404 Not Found',
    'No database is selected and the requested URL was not found',
  ),
  'the way to the sign-in page': { status: 303, headers: { location: '/web/login?redirect=%2Fweb' } },
  'the way to the choice of databases': { status: 303, headers: { location: '/web/database/selector' } },
} satisfies Record<string, Partial<HttpAnswer>>;

/** Odoo's web controllers, with sessions that a test can end: each sign-in opens s1, s2, … as user 7. */
export class WebOdoo {
  /** What a session that is over is answered with. */
  over: Partial<HttpAnswer> = overAnswers['code 100'];
  signIns = 0;
  #open = '';
  readonly #answer: (request: HttpRequest) => ReturnType<Script>;

  constructor(answer: (request: HttpRequest) => ReturnType<Script> = () => resultAnswer(42)) {
    this.#answer = answer;
  }

  endSession(): void {
    this.#open = '';
  }

  readonly script: Script = (request) => {
    if (new URL(request.url).pathname.endsWith('/web/session/authenticate')) {
      this.#open = `session_id=s${++this.signIns}`;
      return settingCookies(resultAnswer({ uid: 7 }), `${this.#open}; Path=/; HttpOnly`);
    }
    const signedIn = this.#open !== '' && request.headers?.['cookie'] === this.#open;
    return signedIn ? this.#answer(request) : this.over;
  };
}

/** The last parts of what was asked for: "authenticate", "search_count". */
export function asked(requests: readonly HttpRequest[]): string[] {
  return requests.map(({ url }) => new URL(url).pathname.split('/').pop() ?? '');
}

export const accessDenied = exceptionAnswer('odoo.exceptions.AccessDenied', 'Access Denied');
