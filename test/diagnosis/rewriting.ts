/* What a broken program, or a broken proxy, makes of the requests that the product sends. */

/** A call in the name of another user number, or of none, over JSON-RPC and XML-RPC. */
export function withUid(body: string, uid: number | null): string {
  return body
    .replace(/("execute_kw","args":\["[^"]*",)\d+/, `$1${uid}`)
    .replace(
      /(<methodName>execute_kw<\/methodName>\s*<params>\s*<param>.*?<\/param>\s*<param>\s*<value>)<(int|i4)>\d+<\/\2>/s,
      `$1${uid === null ? '<nil/>' : `<int>${uid}</int>`}`,
    );
}

/** A sign-in with three arguments of four. */
export function withoutUserAgent(body: string): string {
  if (body.includes('<methodName>authenticate<')) {
    return body.replace(/<param>(?:(?!<param>).)*<\/param>\s*<\/params>/s, '</params>');
  }
  return body.replace(/("authenticate","args":\["[^"]*","[^"]*","[^"]*"),\{\}/, '$1');
}

/** A sign-in or a call with something else for the database's name, over JSON-RPC and XML-RPC. */
export function withDatabase(body: string, database: string, name: '' | null | false): string {
  const inXml = name === '' ? '<string></string>' : name === null ? '<nil/>' : '<boolean>0</boolean>';
  return body
    .replaceAll(JSON.stringify(database), JSON.stringify(name))
    .replaceAll(`<string>${database}</string>`, inXml);
}
