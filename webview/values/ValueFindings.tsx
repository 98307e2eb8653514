import { findingsLabel } from './findingWords';
import { LinkButton } from '../ui/LinkButton';
import type { Finding } from '../../src/values/finding';
import type { Editing } from './Editing';

interface ValueFindingsProps {
  id: string;
  editing: Editing;
  findings: readonly Finding[];
}

const mostShown = 4;

/** What is to be said of one value, below it, with what would put it right. */
export function ValueFindings({ id, editing, findings }: ValueFindingsProps) {
  return (
    <div id={id} class="value-findings" aria-live="polite">
      {findings.slice(0, mostShown).map((finding, index) => (
        <div key={index} class="editor-finding">
          <span class={`finding-sentence ${finding.severity}`} dir="auto">
            {findingsLabel(finding)}
          </span>
          {finding.fix && (
            <LinkButton
              testId="fix"
              label={`${finding.fix.label}: ${finding.message}`}
              onClick={() =>
                editing.state.replace(editing.base, finding.from, finding.to, finding.fix?.written ?? '')
              }
            >
              {finding.fix.label}
            </LinkButton>
          )}
        </div>
      ))}
    </div>
  );
}
