import { describe, expect, it } from 'vitest';
import type { Connection } from '../../../src/model/connection';
import type { RequestSpec } from '../../../src/model/requestSpec';
import { webSignInFact, writeQuestion } from '../../../src/vscode/guardWords';

const connection = { name: 'Live' } as Connection;
const asked = (spec: RequestSpec) => writeQuestion(connection, spec);

describe('The question before a write on a production connection', () => {
  it('names what is done to how many records of which model', () => {
    expect(asked({ operation: 'update', model: 'res.partner', ids: [7, 8], values: {} })).toEqual({
      question: 'Update 2 records of res.partner on Live?',
      button: 'Update',
    });
    expect(asked({ operation: 'call', model: 'sale.order', method: 'action_confirm', args: [[7]] })).toEqual({
      question: 'Call action_confirm on 1 record of sale.order on Live?',
      button: 'Call',
    });
  });

  it('names the route of a REST call', () => {
    expect(asked({ operation: 'restCreate', route: 'partner', values: [{}, {}] })).toEqual({
      question: 'REST: create 2 records of partner on Live?',
      button: 'Create',
    });
    expect(asked({ operation: 'restCall', route: 'partner/merge' })).toEqual({
      question: 'Call partner/merge on Live?',
      button: 'Call',
    });
  });

  it('names method and path of a call of any path', () => {
    expect(asked({ operation: 'http', httpMethod: 'DELETE', path: '/api/v1/partner/7' })).toEqual({
      question: 'Send DELETE /api/v1/partner/7 on Live?',
      button: 'Send DELETE',
    });
  });
});

describe('What a web sign-in does', () => {
  it('names the address that Odoo would write down', () => {
    expect(webSignInFact('https://erp.example.com/path')).toContain(
      'rewrites its own address (web.base.url) to https://erp.example.com,',
    );
  });
});
