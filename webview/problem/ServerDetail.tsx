import type { ServerDetail as Detail } from '../../src/model/problem';
import { Disclosure } from '../ui/Disclosure';

/** The server's own words, folded away: nobody needs them to understand what happened. */
export function ServerDetail(props: { server: Detail }) {
  const { name, message, debug } = props.server;
  return (
    <Disclosure summary="What the server said" testId="server-detail">
      <pre class="server-words mono">{[name, message, debug].filter(Boolean).join('\n\n')}</pre>
    </Disclosure>
  );
}
