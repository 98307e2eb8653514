import { useEffect, useMemo, useState } from 'preact/hooks';
import { explainDomain, type ExplainedClause } from '../../src/domain/explain';
import { parseDomain } from '../../src/domain/parse';
import type { RequestPage } from '../request/state';
import { Icon } from '../ui/Icon';
import { LinkButton } from '../ui/LinkButton';
import {
  ClauseCounts,
  eachJobs,
  wholeJobs,
  type Count,
  type CountedRequest,
  type CountKey,
} from './clauseCounts';
import { filterContext, typedContext } from './filterContext';
import { usePaused } from './usePaused';
import { explainWords } from './words';

/** The filter in words, clause by clause, and on demand how many records each keeps. */
export function Explain({ page }: { page: RequestPage }) {
  const [open, setOpen] = useState(false);
  return (
    <details
      class="disclosure explain"
      data-testid="explain"
      open={open}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>
        <Icon name="chevronRight" />
        {explainWords.explain}
      </summary>
      {open && <Explained page={page} />}
    </details>
  );
}

function Explained({ page }: { page: RequestPage }) {
  const draft = page.drafts.draft.value;
  const text = usePaused(draft.domain);
  const { model, known, version } = filterContext(page);
  const arrived = page.schema.version.value;
  const root = useMemo(() => {
    const parsed = parseDomain(text);
    return parsed.ok ? explainDomain(parsed.domain, { model, fields: known, version }) : undefined;
  }, [text, model, version, arrived]);
  const counts = useMemo(() => new ClauseCounts(page.bridge), [page]);
  const context = typedContext(draft.context);
  const asked = JSON.stringify([draft.domain, draft.connectionId, draft.signIn, draft.model, draft.context]);
  useEffect(() => () => counts.forget(), [asked]);

  if (!root) return <div class="dim">{explainWords.broken}</div>;
  const request: CountedRequest = {
    connectionId: draft.connectionId,
    model,
    ...(draft.signIn ? { signIn: draft.signIn } : {}),
    ...(context ? { context } : {}),
  };
  return (
    <div class="explained">
      <div class="explained-line">
        <span class="explained-text" dir="auto">
          {root.text}
        </span>
        <Numbers counts={counts} own="whole" />
      </div>
      <Clauses clauses={root.clauses} prefix="" counts={counts} />
      <Bar counts={counts} request={request} root={root} stale={text !== draft.domain} />
    </div>
  );
}

function Clauses(props: { clauses: readonly ExplainedClause[]; prefix: string; counts: ClauseCounts }) {
  if (props.clauses.length === 0) return null;
  return (
    <ol class="explained-clauses">
      {props.clauses.map((clause, index) => {
        const place = `${props.prefix}${index}`;
        return (
          <li key={place}>
            <div class="explained-line">
              <span class="explained-text" dir="auto">
                {clause.text}
              </span>
              <Numbers counts={props.counts} own={`own ${place}`} left={`left ${place}`} />
            </div>
            <Clauses clauses={clause.clauses} prefix={`${place}.`} counts={props.counts} />
          </li>
        );
      })}
    </ol>
  );
}

/** A clause's numbers; their place is kept while there are none. */
function Numbers({ counts, own, left }: { counts: ClauseCounts; own: CountKey; left?: CountKey }) {
  const known = counts.counts.value;
  const all = known.get('all');
  const mine = known.get(own);
  const after = left && known.get(left);
  return (
    <span class="explained-numbers dim">
      {mine && <Number count={mine} all={all} />}
      {after?.kind === 'count' && <span>{explainWords.left(after.value)}</span>}
    </span>
  );
}

function Number({ count, all }: { count: Count; all: Count | undefined }) {
  if (count.kind === 'failed') {
    return (
      <span class="failed" title={count.problem.sentence}>
        {count.problem.title}
      </span>
    );
  }
  return (
    <span>
      {all?.kind === 'count' ? explainWords.keeps(count.value, all.value) : explainWords.alone(count.value)}
    </span>
  );
}

function Bar(props: {
  counts: ClauseCounts;
  request: CountedRequest;
  root: ExplainedClause;
  stale: boolean;
}) {
  const { counts, request, root, stale } = props;
  const counting = counts.counting.value;
  if (request.model === '' || request.connectionId === '') {
    return <div class="dim">{explainWords.noModel}</div>;
  }
  return (
    <div class="explained-bar">
      {counting.state === 'counting' ? (
        <LinkButton testId="cancel-count" onClick={() => counts.cancel()}>
          {explainWords.cancel}
        </LinkButton>
      ) : (
        <>
          <LinkButton
            testId="count-whole"
            onClick={() => {
              if (!stale) void counts.count(request, wholeJobs(root));
            }}
          >
            {explainWords.count}
          </LinkButton>
          {root.clauses.length > 0 && (
            <LinkButton
              testId="count-each"
              onClick={() => {
                if (!stale) void counts.count(request, eachJobs(root));
              }}
            >
              {explainWords.countEach}
            </LinkButton>
          )}
        </>
      )}
      <span class="dim" role="status">
        <Progress counts={counts} />
      </span>
    </div>
  );
}

function Progress({ counts }: { counts: ClauseCounts }) {
  const counting = counts.counting.value;
  switch (counting.state) {
    case 'idle':
      return null;
    case 'counting':
      return <>{explainWords.counting(counting.done, counting.of)}</>;
    case 'cancelled':
      return <>{explainWords.cancelled}</>;
    case 'failed':
      return (
        <>
          {counting.problem.title}. {counting.problem.sentence}
        </>
      );
    case 'done': {
      const [all, whole] = [counts.counts.value.get('all'), counts.counts.value.get('whole')];
      const kept =
        all?.kind === 'count' && whole?.kind === 'count' ? explainWords.whole(whole.value, all.value) : '';
      return (
        <>
          {kept} {counting.leftOut > 0 && explainWords.notCounted(counting.leftOut)}
        </>
      );
    }
  }
}
