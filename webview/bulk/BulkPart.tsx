import { useState } from 'preact/hooks';
import { Row } from '../request/Row';
import type { RequestPage } from '../request/state';
import { Button } from '../ui/Button';
import { LinkButton } from '../ui/LinkButton';
import { Mapping } from './Mapping';
import { words } from './words';
import { Writing } from './Writing';

/** The form's part for a table: where it comes from, what its columns mean, how its values are written. */
export function BulkPart({ page }: { page: RequestPage }) {
  const table = page.bulk.table.value;
  return (
    <>
      <Row label={words.table} tall>
        <Source page={page} />
      </Row>
      {table && (
        <>
          <Row label={words.columns} tall>
            <Mapping page={page} table={table} />
          </Row>
          <Row label={words.writing}>
            <Writing page={page} />
          </Row>
        </>
      )}
    </>
  );
}

function Source({ page }: { page: RequestPage }) {
  const { bulk } = page;
  const [pasting, setPasting] = useState(false);
  const [text, setText] = useState('');
  const table = bulk.table.value;

  const readPasted = async (): Promise<void> => {
    await page.ask(async () => {
      await bulk.readText(text);
      setPasting(false);
      setText('');
    });
  };

  return (
    <div class="bulk-source" data-testid="bulk-source">
      <div class="row wrap">
        {table && (
          <span data-testid="bulk-table">
            <bdi>{table.name}</bdi>, {table.rowCount.toLocaleString('en')}{' '}
            {table.rowCount === 1 ? 'row' : 'rows'}
          </span>
        )}
        <Button testId="bulk-open" onClick={() => void page.ask(() => bulk.readFile())}>
          {table ? words.another : words.openFile}
        </Button>
        <Button testId="bulk-paste" onClick={() => setPasting(!pasting)}>
          {words.paste}
        </Button>
        <LinkButton testId="bulk-close" onClick={() => (bulk.open.value = false)}>
          {words.close}
        </LinkButton>
        {!table && <span class="dim">{words.hint}</span>}
      </div>
      {pasting && (
        <div class="bulk-paste">
          <textarea
            class="mono"
            aria-label={words.pasteLabel}
            placeholder={words.pasteHint}
            data-testid="bulk-text"
            rows={6}
            spellcheck={false}
            dir="auto"
            value={text}
            onInput={(event) => setText(event.currentTarget.value)}
          />
          <div>
            <Button testId="bulk-read" disabled={text.trim() === ''} onClick={() => void readPasted()}>
              {words.readPasted}
            </Button>
          </div>
        </div>
      )}
      {table && table.remarks.length > 0 && (
        <ul class="bulk-remarks dim" data-testid="bulk-remarks">
          {table.remarks.map((remark) => (
            <li key={remark}>{remark}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
