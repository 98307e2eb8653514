import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDomain } from '../../src/domain/parse';
import type { Json } from '../../src/model/json';

export interface FoundDomains {
  files: number;
  /** Texts that look like a domain, each once. */
  texts: number;
  literal: { text: string; domain: Json[] }[];
  /** Texts with names, calls or calculations in them: what they mean is only known inside Odoo. */
  calculated: number;
  /** Texts that are refused for another reason, with it. */
  refused: { text: string; message: string }[];
}

/** A list whose first thing is a condition, or prefix operators and then one: "[('name', '=', " as Python and XML write it. */
const beginning =
  /\[(?:\s|#[^\n]*\n)*(?:(['"])[&|!]\1(?:\s|#[^\n]*\n)*,(?:\s|#[^\n]*\n)*)*[([]\s*(?:(['"])[\w.]+\2|[01])\s*,\s*(['"])(?:[=!<>]{1,2}\??|(?:not )?=?i?like|(?:not )?in|child_of|parent_of|(?:not )?any)\3\s*,/g;

const calculation =
  /names such as|cannot be calculated|Remove the \w+ before the quote|Put the (?:field name|operator) in quotes|Put a comma before|Write a condition such as|no \{ \}|Unexpected/;

/** Every domain written out in a folder's Python and XML files. */
export function domainsIn(folder: string): FoundDomains {
  const found: FoundDomains = { files: 0, texts: 0, literal: [], calculated: 0, refused: [] };
  const seen = new Set<string>();
  for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const isXml = path.endsWith('.xml');
    if (!isXml && !path.endsWith('.py')) continue;
    const raw = readFileSync(join(folder, path), 'utf8');
    found.files++;
    for (const text of domainsOf(isXml ? withoutEntities(raw) : raw)) {
      if (seen.has(text)) continue;
      seen.add(text);
      found.texts++;
      const parsed = parseDomain(text);
      if (parsed.ok) found.literal.push({ text, domain: parsed.domain });
      else if (calculation.test(parsed.message)) found.calculated++;
      else found.refused.push({ text, message: parsed.message });
    }
  }
  return found;
}

function withoutEntities(text: string): string {
  const entities: Record<string, string> = {
    quot: '"',
    apos: "'",
    lt: '<',
    gt: '>',
    amp: '&',
    '#10': '\n',
    '#39': "'",
    '#34': '"',
  };
  return text.replace(/&(#?\w+);/g, (whole, name: string) => entities[name] ?? whole);
}

function domainsOf(text: string): string[] {
  const texts: string[] = [];
  for (const { index } of text.matchAll(beginning)) {
    const end = endOf(text, index);
    if (end !== undefined) texts.push(text.slice(index, end));
  }
  return texts;
}

/** Where the list that begins here ends; longer than any domain is none. */
function endOf(text: string, start: number): number | undefined {
  const token = /'(?:[^'\\\n]|\\[^])*'|"(?:[^"\\\n]|\\[^])*"|#[^\n]*|[[\](){}]|[^'"#[\](){}]+|['"]/y;
  let depth = 0;
  token.lastIndex = start;
  for (let found = token.exec(text); found && found.index < start + 5000; found = token.exec(text)) {
    const [part] = found;
    if ('[({'.includes(part)) depth++;
    else if ('])}'.includes(part) && --depth === 0) return token.lastIndex;
  }
  return undefined;
}
