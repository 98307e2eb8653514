import { useEffect, useState } from 'preact/hooks';
import {
  AuthMethodSchema,
  authLabels,
  protocolLabels,
  signInLabel,
  type SignInMethod,
} from '../../src/model/authMethod';
import type { Access } from '../../src/model/diagnosis';
import { LinkButton } from '../ui/LinkButton';
import { accessWords, reasonBelow, words } from './words';

interface MatrixProps {
  access: readonly Access[];
  onUse: (method: SignInMethod) => void;
}

/** Beyond this many columns a cell has no room for its sentence. */
const mostColumns = 5;

/** Which way to sign in works: one line for each API, one column for each proof of who one is; a list where that is too wide. */
export function AccessMatrix({ access, onUse }: MatrixProps) {
  const narrow = useNarrow();
  const protocols = [...new Set(access.map((each) => each.protocol))];
  const auths = AuthMethodSchema.options.filter((auth) => access.some((each) => each.auth === auth));
  const rows = protocols.map((protocol) => ({
    protocol,
    until: access.find((each) => each.protocol === protocol && each.until !== undefined)?.until,
    cells: access.filter((each) => each.protocol === protocol),
  }));
  if (narrow || auths.length > mostColumns) {
    return (
      <ul class="access-list" data-testid="access">
        {rows.map(({ protocol, until, cells }) => (
          <li key={protocol}>
            <div>
              {protocolLabels[protocol]} <span class="dim">{until && words.openUntilThen(until)}</span>
            </div>
            <ul>
              {cells.map((each) => (
                <li key={each.auth} data-state={each.state}>
                  <div>{authLabels[each.auth]}</div>
                  <Cell access={each} onUse={onUse} />
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    );
  }
  return (
    <table class="access" data-testid="access">
      <thead>
        <tr>
          <th scope="col">{words.api}</th>
          {auths.map((auth) => (
            <th key={auth} scope="col">
              {authLabels[auth]}
            </th>
          ))}
          <th scope="col">{words.openUntil}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ protocol, until, cells }) => (
          <tr key={protocol}>
            <th scope="row">{protocolLabels[protocol]}</th>
            {auths.map((auth) => {
              const each = cells.find((cell) => cell.auth === auth);
              return (
                <td key={auth} data-state={each?.state}>
                  {each && <Cell access={each} onUse={onUse} />}
                </td>
              );
            })}
            <td class={until === undefined ? 'dim' : ''}>{until ?? words.noEnd}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Cell({ access, onUse }: { access: Access; onUse: MatrixProps['onUse'] }) {
  const { auth, protocol, state, own, recommended } = access;
  const reason = reasonBelow(access);
  const { sign, word, look } = accessWords[state];
  const method = { auth, protocol };
  return (
    <>
      <div class="row wrap access-state">
        <span>
          <span class={look} aria-hidden="true">
            {sign}
          </span>{' '}
          {word}
        </span>
        {own && <span class="badge">{words.inUse}</span>}
        {recommended && <span class="badge">{words.recommended}</span>}
        {state === 'works' && !own && (
          <LinkButton
            testId={`use-${auth}-${protocol}`}
            label={words.useMethod(signInLabel(method))}
            onClick={() => onUse(method)}
          >
            {words.use}
          </LinkButton>
        )}
      </div>
      {reason && (
        <div class="dim" dir="auto">
          {reason}
        </div>
      )}
    </>
  );
}

function useNarrow(): boolean {
  const [narrow, setNarrow] = useState(() => matchMedia('(width < 600px)').matches);
  useEffect(() => {
    const query = matchMedia('(width < 600px)');
    const listen = (): void => setNarrow(query.matches);
    query.addEventListener('change', listen);
    return () => query.removeEventListener('change', listen);
  }, []);
  return narrow;
}
