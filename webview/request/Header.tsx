import type { SignInChoice } from '../../src/contract/connectionSummary';
import { signInLabel, type SignInMethod } from '../../src/model/authMethod';
import { connectionFacts, ConnectionMarks } from '../connection/ConnectionFacts';
import { elapsed } from '../format';
import { keyLabel } from '../keys';
import { Button } from '../ui/Button';
import { IconButton } from '../ui/IconButton';
import { Select, type SelectOption } from '../ui/Select';
import { Spinner } from '../ui/Spinner';
import type { RequestPage } from './state';

/** Where the request goes, how it signs in, and Send. */
export function Header(props: { page: RequestPage; onSend: () => void; onCancel: () => void }) {
  const { page } = props;
  const { name } = page.drafts.draft.value;
  const connection = page.connection.value;
  return (
    <header class="head" data-region="header" aria-label="Connection">
      {name ? (
        <h1 class="ellipsis" data-testid="request-name">
          {name}
        </h1>
      ) : (
        <h1 class="unseen">New request</h1>
      )}
      <div class="head-line">
        <div class="row head-where">
          <ConnectionSelect page={page} />
          {connection && (
            <>
              <ConnectionMarks connection={connection} />
              <span class="dim mono ellipsis" title={connectionFacts(connection)}>
                {connectionFacts(connection)}
              </span>
            </>
          )}
          <span class="grow" />
          <Waiting page={page} />
        </div>
        <div class="row head-do">
          <Travel page={page} />
          <SignInSelect page={page} />
          <Button testId="save" onClick={() => void page.save()}>
            Save
          </Button>
          <SendOrCancel page={page} onSend={props.onSend} onCancel={props.onCancel} />
        </div>
      </div>
    </header>
  );
}

function ConnectionSelect({ page }: { page: RequestPage }) {
  const { connectionId } = page.drafts.draft.value;
  const options = (page.connections.value ?? []).map((each) => ({ value: each.id, label: each.name }));
  const known = page.connection.value !== undefined;
  return (
    <Select
      class="connection"
      label="Connection"
      testId="connection"
      value={known ? connectionId : ''}
      options={known ? options : [{ value: '', label: 'Choose a connection' }, ...options]}
      onChange={(id) => {
        if (id) page.useConnection(id);
      }}
    />
  );
}

/** Through what was sent from this builder. */
function Travel({ page }: { page: RequestPage }) {
  const { canGoBack, canGoForward } = page.drafts.history;
  return (
    <>
      <IconButton
        icon="back"
        label="The request before (Alt+Left)"
        testId="back"
        disabled={!canGoBack.value}
        onClick={() => void page.travel(-1)}
      />
      <IconButton
        icon="forward"
        label="The request after (Alt+Right)"
        testId="forward"
        disabled={!canGoForward.value}
        onClick={() => void page.travel(1)}
      />
    </>
  );
}

const keyOf = (method: SignInMethod): string => `${method.auth} ${method.protocol}`;

/** The connection's own way stands first, then Odoo's and those of added modules. */
function optionOf(choice: SignInChoice, index: number): SelectOption {
  const group = index === 0 ? 'This connection' : choice.group === 'odoo' ? 'Odoo' : 'With a module';
  const facts = `${choice.versions}. ${choice.safety}`;
  const { missing } = choice;
  return {
    value: keyOf(choice),
    label: signInLabel(choice),
    group,
    title: missing === undefined ? facts : `${facts} Needs ${missing}.`,
    ...(missing === undefined ? {} : { disabled: true, detail: `needs ${missing}` }),
  };
}

function SignInSelect({ page }: { page: RequestPage }) {
  const connection = page.connection.value;
  if (!connection) return null;
  const own = keyOf(connection.signIn);
  const { signIn } = page.drafts.draft.value;
  return (
    <Select
      class="sign-in"
      label="Sign-in method"
      testId="sign-in"
      value={signIn ? keyOf(signIn) : own}
      options={connection.signInMethods.map(optionOf)}
      onChange={(key) => {
        const chosen = connection.signInMethods.find((method) => keyOf(method) === key);
        page.useSignIn(key === own || !chosen ? undefined : { auth: chosen.auth, protocol: chosen.protocol });
      }}
    />
  );
}

/** How long the request has been running. It stands in the free space, so that nothing moves when it comes and goes. */
function Waiting({ page }: { page: RequestPage }) {
  const waiting = page.run.waiting.value;
  if (waiting === undefined) return null;
  return (
    <span class="row waiting dim">
      <Spinner />
      {elapsed(waiting)}
    </span>
  );
}

function SendOrCancel(props: { page: RequestPage; onSend: () => void; onCancel: () => void }) {
  const { run } = props.page;
  if (run.waiting.value === undefined) {
    return (
      <Button primary keys={keyLabel('Ctrl+Enter')} testId="send" onClick={props.onSend}>
        Send
      </Button>
    );
  }
  return (
    <Button keys="Esc" testId="cancel" disabled={run.cancelling.value} onClick={props.onCancel}>
      {run.cancelling.value ? 'Cancelling' : 'Cancel'}
    </Button>
  );
}
