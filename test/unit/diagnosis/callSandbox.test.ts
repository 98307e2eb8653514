import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Json } from '../../../src/model/json';
import type { ExplainedProblem } from '../../../src/model/problem';
import { startSandbox, type Sandbox } from '../../../src/sandbox/server';
import { closeTransport, environmentOf, runIn, type Environment, type Ran } from '../cli/terminalBench';

afterAll(closeTransport);

describe.each(['14', '17', '19', '20'] as const)(
  'a failed call in a terminal, on the sandbox as Odoo %s',
  (version) => {
    let sandbox: Sandbox;
    beforeAll(async () => {
      sandbox = await startSandbox({ version });
    });
    afterAll(() => sandbox.close());

    const plain = (): Environment => ({
      ...environmentOf(sandbox),
      ODOO_LOGIN: sandbox.plain.login,
      ODOO_API_KEY: sandbox.plain.apiKey,
    });
    const admin = (): Environment => environmentOf(sandbox);
    // Odoo 14 hides the reason of what fails over JSON-RPC.
    const call = (environment: Environment, model: string, method: string, args: Json): Promise<Ran> => {
      const protocol = Number(version) >= 19 ? 'json2' : 'xmlRpc';
      const line = ['call', model, method, '--json', '--protocol', protocol, '--args', JSON.stringify(args)];
      return runIn(environment, line);
    };
    const told = (ran: Ran): ExplainedProblem => {
      expect(ran.code).toBe(1);
      return JSON.parse(ran.err.at(-1) ?? '') as ExplainedProblem;
    };

    it('prints what was found as a list of sentences', async () => {
      const problem = told(await call(admin(), 'res.partner', 'search_read', [[], ['nmae'], 0, 1]));
      expect(problem).toMatchObject({ code: 'server.unknownField', facts: { suggestion: 'name' } });
      expect(problem.evidence).toContain('nmae stands in the list of fields to read.');
    });

    it('names the right that is missing', async () => {
      const problem = told(await call(plain(), 'res.country', 'create', [[{ name: 'X', code: 'XQ' }]]));
      expect(problem).toMatchObject({
        code: 'server.accessRights',
        facts: { model: 'res.country', operation: 'create', reason: 'access' },
      });
      expect(problem.evidence).toContain('What this user has on res.country: Read Access.');
    });

    it('says that a rule hides a record', async () => {
      const searched = await call(admin(), 'sale.order', 'search', [[['user_id', '=', 2]], 0, 1]);
      const ids = JSON.parse(searched.out.join('')) as number[];
      expect(ids).toHaveLength(1);
      const problem = told(await call(plain(), 'sale.order', 'read', [ids, ['name']]));
      expect(problem).toMatchObject({
        code: 'server.accessRights',
        facts: { model: 'sale.order', operation: 'read', reason: 'rule' },
      });
      expect(problem.evidence).toContain(`Searching for them finds none of the records ${ids.join(', ')}.`);
    });

    it('says which record was deleted', async () => {
      const problem = told(await call(admin(), 'res.partner', 'write', [[999_999], { name: 'x' }]));
      expect(problem).toMatchObject({
        code: 'server.missingRecord',
        facts: { ids: '999999', reason: 'gone', model: 'res.partner' },
      });
    });

    it('prints the sentences for reading, without --json', async () => {
      const ran = await runIn(admin(), ['call', 'res.partnre', 'search_count', '--args', '[[]]']);
      expect(ran.code).toBe(1);
      expect(ran.err.join('\n')).toContain('Nearest names: res.partner');
    });
  },
);
