import { useMemo } from 'preact/hooks';
import { checkDomain, type DomainFinding } from '../../src/domain/check';
import { parseDomain } from '../../src/domain/parse';
import { printDomain } from '../../src/domain/print';
import { termOf, treeOf } from '../../src/domain/tree';
import type { RequestPage } from '../request/state';
import { LinkButton } from '../ui/LinkButton';
import { checkOptions } from './filterContext';
import { leafOf, type PageLeaf } from './nodes';
import { usePaused } from './usePaused';
import { findingWords, severityWords } from './words';

interface LeafFindingsProps {
  page: RequestPage;
  leaf: PageLeaf;
  /** The model the condition is about; nothing is said while that is not known. */
  model: string | undefined;
  onFix: (leaf: PageLeaf) => void;
}

/** A longer value is judged where the filter is text. */
const longest = 10_000;

/** What is wrong with one condition, below it. The conditions inside its `any` say so themselves. */
export function LeafFindings({ page, leaf, model, onFix }: LeafFindingsProps) {
  const text = textOf(leaf);
  const paused = usePaused(text);
  const arrived = page.schema.version.value;
  const options = checkOptions(page);
  const findings = useMemo(
    () =>
      model === undefined || paused === '' || paused.length > longest
        ? []
        : checkDomain(paused, { ...options, model }).filter(({ to }) => to > 0),
    [paused, model, arrived, options.version],
  );
  if (findings.length === 0 || text === '') return null;
  return (
    <div class="tree-findings" role="status">
      {findings.map((finding, index) => (
        <Finding
          key={index}
          finding={finding}
          onFix={(fix) => {
            const fixed = paused === text ? withFix(leaf, text, fix) : undefined;
            if (fixed) onFix(fixed);
          }}
        />
      ))}
    </div>
  );
}

type Suggestion = NonNullable<DomainFinding['suggestion']>;

function Finding({ finding, onFix }: { finding: DomainFinding; onFix: (fix: Suggestion) => void }) {
  const { severity, message, suggestion } = finding;
  return (
    <div class="tree-finding">
      <span class={`finding-sentence ${severity}`} dir="auto">
        {severity === 'error' ? message : `${severityWords[severity]}: ${message}`}
      </span>
      {suggestion && (
        <LinkButton
          testId="fix"
          label={findingWords.useFor(suggestion.text, message)}
          onClick={() => onFix(suggestion)}
        >
          {findingWords.use(suggestion.text)}
        </LinkButton>
      )}
    </div>
  );
}

/** The condition alone as text; empty while it is not complete. */
function textOf(leaf: PageLeaf): string {
  const complete = leafOf(leaf);
  if (!complete) return '';
  const alone =
    complete.kind === 'related' ? { ...complete, sub: { ...complete.sub, children: [] } } : complete;
  return printDomain([termOf(alone)], 'python');
}

function withFix(leaf: PageLeaf, text: string, fix: Suggestion): PageLeaf | undefined {
  const parsed = parseDomain(text.slice(0, fix.from) + fix.text + text.slice(fix.to));
  const [fixed] = parsed.ok ? treeOf(parsed.domain).children : [];
  if (fixed?.kind === 'condition' && leaf.kind === 'condition') return { ...fixed, id: leaf.id };
  if (fixed?.kind === 'related' && leaf.kind === 'related') {
    return { ...leaf, field: fixed.field, operator: fixed.operator };
  }
  return undefined;
}
