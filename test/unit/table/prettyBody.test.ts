import { describe, expect, it } from 'vitest';
import { prettyBody } from '../../../src/table/prettyBody';

describe('A body that went over the wire', () => {
  it('is read by lines where it is JSON, and stays as it is where it is cut', () => {
    expect(prettyBody('{"a":[1]}')).toEqual({
      language: 'json',
      text: '{\n  "a": [\n    1\n  ]\n}',
    });
    expect(prettyBody('{"a":[1').text).toBe('{"a":[1');
  });

  it('is read by elements where it is XML', () => {
    const body =
      "<?xml version='1.0'?><methodCall><methodName>execute_kw</methodName><params><param><value><string></string></value></param><param/></params></methodCall>";
    expect(prettyBody(body)).toEqual({
      language: 'xml',
      text: [
        "<?xml version='1.0'?>",
        '<methodCall>',
        '  <methodName>execute_kw</methodName>',
        '  <params>',
        '    <param>',
        '      <value>',
        '        <string></string>',
        '      </value>',
        '    </param>',
        '    <param/>',
        '  </params>',
        '</methodCall>',
      ].join('\n'),
    });
    expect(prettyBody('<a><b>cut in the mid').text).toBe('<a>\n  <b>\n    cut in the mid');
  });

  it('keeps the text within an element as it is', () => {
    expect(prettyBody('<a>  two\n lines </a>').text).toBe('<a>  two\n lines </a>');
  });

  it('leaves pages and plain text alone', () => {
    const page = '<!DOCTYPE html><html><body>Odoo</body></html>';
    expect(prettyBody(page)).toEqual({ language: 'plaintext', text: page });
    expect(prettyBody('name=a&b=c')).toEqual({ language: 'plaintext', text: 'name=a&b=c' });
    expect(prettyBody('')).toEqual({ language: 'plaintext', text: '' });
  });
});
