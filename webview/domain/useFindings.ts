import { useMemo } from 'preact/hooks';
import { checkDomain, type DomainFinding } from '../../src/domain/check';
import type { EditorFinding } from '../editor/Editor';
import type { RequestPage } from '../request/state';
import { checkOptions } from './filterContext';
import { findingWords } from './words';

const weights: Record<DomainFinding['severity'], number> = { error: 0, warning: 1, info: 2 };

/** What is to be said of a filter's text, errors first; anew whenever fields have arrived. */
export function useFindings(page: RequestPage, text: string): readonly EditorFinding[] {
  const options = checkOptions(page);
  const arrived = page.schema.version.value;
  return useMemo(
    () =>
      checkDomain(text, options)
        .sort((one, other) => weights[one.severity] - weights[other.severity])
        .map((finding) => editorFinding(text, finding)),
    [text, arrived, options.model, options.version, JSON.stringify(options.context)],
  );
}

function editorFinding(
  text: string,
  { severity, message, from, to, suggestion }: DomainFinding,
): EditorFinding {
  if (!suggestion) return { severity, message, from, to };
  const fix = {
    label: findingWords.use(suggestion.text),
    from: suggestion.from,
    to: suggestion.to,
    instead: text.slice(suggestion.from, suggestion.to),
    insert: suggestion.text,
  };
  return { severity, message, from, to, fix };
}
