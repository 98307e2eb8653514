import { useEffect, useRef } from 'preact/hooks';
import { subjectOfDraft } from '../../src/model/draft';
import { operationLabels } from '../../src/model/requestSpec';
import { BulkResult } from '../bulk/BulkResult';
import { RegionFocus, takeKeys } from '../keys';
import { ProblemView } from '../problem/ProblemView';
import { Button } from '../ui/Button';
import { LinkButton } from '../ui/LinkButton';
import { Spinner } from '../ui/Spinner';
import { Form } from './Form';
import { Header } from './Header';
import { Result } from './result/Result';
import type { ResultTab } from './result/resultPane';
import { ReviewView } from './review/ReviewView';
import { SendFocus } from './sendFocus';
import type { RequestPage } from './state';

const tabKeys: ReadonlyMap<string, ResultTab> = new Map([
  ['Digit1', 'grid'],
  ['Digit2', 'json'],
  ['Digit3', 'exchange'],
  ['Digit4', 'timing'],
]);

export function App({ page }: { page: RequestPage }) {
  const summary = useRef<HTMLDivElement>(null);
  const focus = useRef(new SendFocus());

  /** Sends what the form says, or what a review of it says. */
  async function send(): Promise<void> {
    if (!page.connections.value?.length) return;
    if (page.reviewing.shown.value) return confirm();
    focus.current.sent(page.drafts.draft.value);
    await settle(await page.send());
  }

  async function confirm(): Promise<void> {
    await page.reviewing.confirm();
    const { kind } = page.run.shown.value;
    if (!page.reviewing.shown.value) await settle(kind === 'answer' ? 'answered' : 'failed');
  }

  /** Shows what came, and takes the keyboard there. */
  async function settle(came: 'answered' | 'reviewed' | 'failed'): Promise<void> {
    // The page has to show the answer before it can be measured and focused.
    await new Promise(requestAnimationFrame);
    const main = document.querySelector('main');
    if (came !== 'failed' && main && main.scrollHeight > main.clientHeight) page.folded.value = true;
    if (came === 'answered') focus.current.answered(page.drafts.draft.value, summary.current);
    else if (came === 'failed') focus.current.failed();
  }

  function dismiss(): void {
    page.reviewing.dismiss();
    page.folded.value = false;
    requestAnimationFrame(() => focus.current.failed());
  }

  useEffect(() => {
    const regions = new RegionFocus();
    takeKeys((event) => {
      const command = event.ctrlKey || event.metaKey;
      if (event.key === 'Enter' && command) void send();
      else if (event.key === 's' && command && !event.shiftKey && !event.altKey) void page.save();
      else if (event.key === 'Escape' && page.run.running.value) page.run.cancel();
      else if (event.key === 'Escape' && page.reviewing.shown.value && !isOpen(event.target)) dismiss();
      else if (event.altKey && !command && event.key === 'ArrowLeft' && !takesArrows(event.target)) {
        void page.travel(-1);
      } else if (event.altKey && !command && event.key === 'ArrowRight' && !takesArrows(event.target)) {
        void page.travel(1);
      } else if (event.altKey && !command && tabKeys.has(event.code)) {
        page.pane.show(tabKeys.get(event.code) ?? 'grid');
      } else if (event.key === 'F6') regions.move(event.shiftKey ? -1 : 1);
      else return false;
      return true;
    });
  }, []);

  const connections = page.connections.value;
  const trouble = page.trouble.value;
  if (!connections) {
    return (
      <main class="request">
        {trouble ? (
          <Trouble page={page} />
        ) : (
          <div class="empty">
            <Spinner />
          </div>
        )}
      </main>
    );
  }
  if (connections.length === 0) return <NoConnections page={page} />;
  return (
    <main class="request">
      <Header page={page} onSend={() => void send()} onCancel={() => page.run.cancel()} />
      <div class="unseen" role="status">
        {page.said.value}
      </div>
      <Trouble page={page} />
      <Replaced page={page} />
      {page.folded.value ? <FoldedForm page={page} /> : <Form page={page} />}
      <Notice page={page} />
      <ReviewView page={page} onConfirm={() => void send()} onDismiss={dismiss} />
      <div class="result-holder" hidden={page.reviewing.shown.value !== undefined}>
        {page.showsBulk.value ? <BulkResult page={page} /> : <Result page={page} summary={summary} />}
      </div>
    </main>
  );
}

function NoConnections({ page }: { page: RequestPage }) {
  return (
    <main class="request">
      <div class="empty" data-testid="no-connections">
        <h1>No connection yet</h1>
        <p class="dim">
          Connect to an Odoo server to browse its models and call its API. No server at hand? The Connections
          view in the sidebar starts a sandbox.
        </p>
        <Button
          primary
          testId="add-connection"
          onClick={() => void page.ask(() => page.bridge.call('addConnection', {}))}
        >
          Add Connection
        </Button>
        <Trouble page={page} />
      </div>
    </main>
  );
}

function Trouble({ page }: { page: RequestPage }) {
  const problem = page.trouble.value;
  if (!problem) return null;
  return (
    <div class="failure">
      <ProblemView
        problem={problem}
        auth={page.connection.value?.signIn.auth}
        onAction={(action) => void page.remedy(action)}
      />
    </div>
  );
}

/** What was done beside the request, with the way back. */
function Notice({ page }: { page: RequestPage }) {
  const notice = page.notice.value;
  if (!notice) return null;
  const { text, undo } = notice;
  return (
    <div class="replaced" role="status" data-testid="notice">
      <span>{text}</span>
      {undo && (
        <LinkButton testId="notice-undo" onClick={() => void page.undo(undo)}>
          Undo
        </LinkButton>
      )}
    </div>
  );
}

/** Another request was opened over one that had been typed and is saved nowhere. */
function Replaced({ page }: { page: RequestPage }) {
  const typed = page.drafts.replaced.value;
  if (!typed) return null;
  return (
    <div class="replaced" role="status" data-testid="replaced">
      <span>
        The request you were typing was put aside
        {subjectOfDraft(typed) && ` (${operationLabels[typed.operation]} on ${subjectOfDraft(typed)})`}.
      </span>
      <LinkButton onClick={() => page.drafts.bringBack()}>Bring it back</LinkButton>
      <LinkButton onClick={() => page.drafts.forgetReplaced()}>Discard it</LinkButton>
    </div>
  );
}

function FoldedForm({ page }: { page: RequestPage }) {
  const draft = page.drafts.draft.value;
  return (
    <section class="form folded row" data-region="form" aria-label="Request">
      <span class="grow ellipsis">
        {draft.operation === 'http' ? draft.httpMethod : `${operationLabels[draft.operation]} on`}{' '}
        <span class="mono">{subjectOfDraft(draft)}</span>
      </span>
      <LinkButton testId="unfold" expanded={false} onClick={() => (page.folded.value = false)}>
        Show the form
      </LinkButton>
    </section>
  );
}

/** Whether Alt and an arrow belong to what has the focus: the form moves its conditions and chips with them, a text its cursor. */
function takesArrows(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest('[data-region="form"], input, textarea, [contenteditable="true"], [role="grid"]') !== null
  );
}

/** Whether Escape closes a list first. */
function isOpen(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.getAttribute('aria-expanded') === 'true';
}
