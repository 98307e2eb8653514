import { useState } from 'preact/hooks';
import { LinkButton } from '../ui/LinkButton';
import type { EditorFinding } from './finding';
import { findingCount, findingWords, severityWords } from './words';

/** More than these are not listed; they are marked in the text all the same. */
const mostListed = 50;

interface FindingsProps {
  /** What the editor is described by. */
  id: string;
  /** In the order they are to be read in. */
  findings: readonly EditorFinding[];
  /** Whether each can be gone to: an editor with one error at most says where by its mark. */
  places: boolean;
  onGoTo: (finding: EditorFinding) => void;
  onFix: (finding: EditorFinding) => void;
}

/** What is to be said of an editor's text, below it: the first finding and how many there are, or all of them. */
export function Findings({ id, findings, places, onGoTo, onFix }: FindingsProps) {
  const [all, setAll] = useState(false);
  const [first, ...others] = findings;
  return (
    <div class="editor-findings" data-testid={places ? 'findings' : undefined}>
      <div class="editor-finding">
        {/* The sentence alone is read aloud when it comes; the buttons beside it are found by the Tab key. */}
        <div id={id} aria-live="polite">
          {first && <Sentence finding={first} />}
        </div>
        {first && <Buttons finding={first} places={places} onGoTo={onGoTo} onFix={onFix} />}
        {others.length > 0 && (
          <LinkButton expanded={all} onClick={() => setAll(!all)}>
            {all ? findingWords.showFirst : findingWords.showAll(findingCount(findings))}
          </LinkButton>
        )}
      </div>
      {all &&
        others.slice(0, mostListed).map((finding, index) => (
          <div key={index} class="editor-finding">
            <Sentence finding={finding} />
            <Buttons finding={finding} places={places} onGoTo={onGoTo} onFix={onFix} />
          </div>
        ))}
      {all && others.length > mostListed && (
        <div class="dim">{findingWords.notListed(others.length - mostListed)}</div>
      )}
    </div>
  );
}

function Sentence({ finding }: { finding: EditorFinding }) {
  return (
    <span class={`finding-sentence ${finding.severity}`} dir="auto">
      {finding.severity === 'error' ? '' : `${severityWords[finding.severity]}: `}
      {finding.message}
    </span>
  );
}

function Buttons({
  finding,
  places,
  onGoTo,
  onFix,
}: Omit<FindingsProps, 'id' | 'findings'> & { finding: EditorFinding }) {
  return (
    <>
      {finding.fix && (
        <LinkButton
          testId="fix"
          label={`${finding.fix.label}: ${finding.message}`}
          onClick={() => onFix(finding)}
        >
          {finding.fix.label}
        </LinkButton>
      )}
      {places && (
        <LinkButton label={findingWords.goToOf(finding.message)} onClick={() => onGoTo(finding)}>
          {findingWords.goTo}
        </LinkButton>
      )}
    </>
  );
}
