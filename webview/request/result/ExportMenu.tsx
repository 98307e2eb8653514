import { exportFormats, type ExportFormat } from '../../../src/contract/request/resultApi';
import { firstLayout, shownColumns } from '../../grid/layout';
import { LinkButton } from '../../ui/LinkButton';
import { Menu } from '../../ui/Menu';
import type { RequestPage } from '../state';
import type { Answer } from './answer';
import { exportedWords, exportingWords, words } from './words';

/** Writes the records to a file: those that are shown, or every one that matches; the columns in sight. */
export function ExportMenu({ page, answer }: { page: RequestPage; answer: Answer }) {
  const { exporting } = page.pane;
  const state = exporting.state.value;
  if (state.kind === 'running') {
    return (
      <span class="exporting" data-testid="exporting">
        <span class="ellipsis">
          {state.cancelling ? words.cancelling : exportingWords(state.done, state.of)}
        </span>
        {!state.cancelling && (
          <LinkButton testId="cancel-export" onClick={() => exporting.cancel()}>
            {words.cancel}
          </LinkButton>
        )}
      </span>
    );
  }
  return (
    <>
      {state.kind === 'done' && <Exported page={page} {...state.exported} />}
      <ExportButton page={page} answer={answer} />
    </>
  );
}

function Exported(props: { page: RequestPage; file: string; records: number; bytes: number }) {
  const { page, file, records, bytes } = props;
  const sentence = exportedWords(file, records, bytes);
  return (
    <span class="exporting" data-testid="exported" title={sentence}>
      <span class="ellipsis">{sentence}</span>
      <LinkButton
        title={words.showFile}
        onClick={() => void page.ask(() => page.bridge.call('openExport', { file }))}
      >
        {words.openFile}
      </LinkButton>
    </span>
  );
}

function ExportButton({ page, answer }: { page: RequestPage; answer: Answer }) {
  const result = answer.result.value;
  if (result.kind !== 'table' || result.rowCount === 0) return null;

  function run(format: ExportFormat, scope: 'loaded' | 'all'): void {
    const layout = page.pane.layoutOf(result) ?? firstLayout(result.columns);
    const columns = shownColumns(result.columns, layout).columns.map(({ name }) => name);
    void page.ask(async () => {
      const exported = await page.pane.exporting.run({ resultId: result.resultId, format, columns, scope });
      if (exported) page.said.value = exportedWords(exported.file, exported.records, exported.bytes);
    });
  }

  // Data files for Odoo name the records they hold by their model and id.
  const formats = exportFormats.filter(
    (format) => format !== 'xml' || (result.model !== undefined && result.opens),
  );
  const items = (scope: 'loaded' | 'all') =>
    formats.map((format) => ({
      label: words.formats[format],
      group: scope === 'loaded' ? words.exportLoaded : words.exportAll,
      testId: `export-${scope}-${format}`,
      onPick: () => run(format, scope),
    }));
  return (
    <Menu
      label={words.export}
      look="link"
      end
      testId="export"
      items={[...items('loaded'), ...(result.exportable && result.limited ? items('all') : [])]}
    />
  );
}
