import { useEffect } from 'preact/hooks';
import type { WireExchange } from '../../../src/model/outcome';
import { prettyBody } from '../../../src/table/prettyBody';
import { duration } from '../../format';
import { jsonTokens } from '../../grid/jsonTokens';
import { Disclosure } from '../../ui/Disclosure';
import { LinkButton } from '../../ui/LinkButton';
import { Spinner } from '../../ui/Spinner';
import type { RequestPage } from '../state';
import { cutBodyWords, keptBodyWords, words } from './words';

/** Lines of a body that are shown here; a document has them all. */
const shownLines = 400;
/** Longer lines are cut here. */
const longestLine = 2000;

/** What the last Send put on the wire and got back, call by call. */
export function ExchangeTab({ page }: { page: RequestPage }) {
  const { pane } = page;
  const shown = page.run.shown.value;
  useEffect(() => void page.ask(() => pane.readExchanges()), [shown]);
  const list = pane.exchanges.value;
  if (!list) {
    return (
      <div class="empty">
        <Spinner />
      </div>
    );
  }
  if (list.length === 0) return <div class="empty dim">{words.noExchange}</div>;
  return (
    <div
      class="result-scroll exchanges"
      data-testid="exchanges"
      tabIndex={0}
      role="region"
      aria-label={words.overTheWire}
    >
      <p class="dim">{words.secretsReplaced}</p>
      {list.map((exchange, index) => (
        <Exchange key={index} page={page} exchange={exchange} index={index} />
      ))}
    </div>
  );
}

function Exchange(props: { page: RequestPage; exchange: WireExchange; index: number }) {
  const { page, exchange, index } = props;
  const { method, url, status, ms } = exchange;
  return (
    <section class="exchange" aria-label={`${method} ${url}`}>
      <div class="exchange-head">
        <h2 class="mono">
          {method} {url}
        </h2>
        <span class="dim">{`${status === undefined ? words.noResponse : `HTTP ${status}`} ${duration(ms)}`}</span>
        <LinkButton
          testId="copy-curl"
          onClick={() =>
            void page.ask(async () => {
              await page.bridge.call('copyCurl', { index });
              page.said.value = words.copied;
            })
          }
        >
          {words.copyCurl}
        </LinkButton>
      </div>
      <h3>{words.request}</h3>
      <Headers headers={exchange.requestHeaders} />
      <Body page={page} index={index} part="request" body={exchange.requestBody} />
      <h3>{words.response}</h3>
      {status === undefined ? (
        <p class="dim">{words.noResponse}</p>
      ) : (
        <>
          <Headers headers={exchange.responseHeaders ?? {}} />
          {exchange.responseLength !== undefined && (
            <p class="dim">{keptBodyWords(exchange.responseLength)}</p>
          )}
          <Body page={page} index={index} part="response" body={exchange.responseBody} />
        </>
      )}
    </section>
  );
}

function Headers({ headers }: { headers: Record<string, string> }) {
  const all = Object.entries(headers);
  if (all.length === 0) return null;
  return (
    <Disclosure summary={`${words.headers} (${all.length})`}>
      <dl class="headers mono">
        {all.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd dir="auto">{value}</dd>
          </div>
        ))}
      </dl>
    </Disclosure>
  );
}

interface BodyProps {
  page: RequestPage;
  index: number;
  part: 'request' | 'response';
  body: string | undefined;
}

function Body({ page, index, part, body = '' }: BodyProps) {
  if (body === '') return <p class="dim">{words.noBody}</p>;
  const { text, language } = prettyBody(body);
  const lines = text.split('\n');
  const shown = lines.slice(0, shownLines).map((line) => line.slice(0, longestLine));
  const isCut = lines.length > shownLines || lines.some((line) => line.length > longestLine);
  return (
    <>
      <pre
        class="body mono"
        tabIndex={0}
        role="region"
        aria-label={part === 'request' ? words.request : words.response}
      >
        {shown.map((line, at) => (
          <div key={at} dir="auto">
            {language === 'json'
              ? jsonTokens(line).map((token, place) => (
                  <span key={place} class={token.kind}>
                    {token.text}
                  </span>
                ))
              : line}
          </div>
        ))}
      </pre>
      <div class="body-do">
        {isCut && <span class="dim">{cutBodyWords(shown.length, lines.length)}</span>}
        <LinkButton
          testId={`open-${part}`}
          onClick={() => void page.ask(() => page.bridge.call('openExchange', { index, part }))}
        >
          {words.openDocument}
        </LinkButton>
      </div>
    </>
  );
}
