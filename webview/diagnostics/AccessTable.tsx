import { AuthMethodSchema, authLabels, protocolLabels } from '../../src/model/authMethod';
import type { Access } from '../../src/model/diagnosis';

const states: Record<Access['state'], { sign: string; word: string; class: string }> = {
  works: { sign: '✓', word: 'Works', class: 'passed' },
  refused: { sign: '✕', word: 'Refused', class: 'failed' },
  unavailable: { sign: '–', word: 'Not available', class: 'dim' },
  untried: { sign: '–', word: 'Not tried', class: 'dim' },
};

/** One line for each API, one column for each proof of who one is. */
export function AccessTable({ access }: { access: readonly Access[] }) {
  const protocols = [...new Set(access.map((each) => each.protocol))];
  const auths = AuthMethodSchema.options.filter((auth) => access.some((each) => each.auth === auth));
  return (
    <table class="access" data-testid="access">
      <thead>
        <tr>
          <th scope="col">API</th>
          {auths.map((auth) => (
            <th key={auth} scope="col">
              {authLabels[auth]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {protocols.map((protocol) => (
          <tr key={protocol}>
            <th scope="row">{protocolLabels[protocol]}</th>
            {auths.map((auth) => (
              <AccessCell
                key={auth}
                access={access.find((each) => each.auth === auth && each.protocol === protocol)}
              />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function AccessCell({ access }: { access: Access | undefined }) {
  if (!access) return <td />;
  const { sign, word, class: look } = states[access.state];
  return (
    <td data-state={access.state}>
      <span class={look} aria-hidden="true">
        {sign}{' '}
      </span>
      {word}
      {access.reason && <div class="dim">{access.reason}</div>}
    </td>
  );
}
