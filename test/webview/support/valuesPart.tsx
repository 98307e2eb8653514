// The page of the values' tests: the part of the builder that shows a record's values, over the builder's own state.
import { render } from 'preact';
import { Bridge } from '../../../webview/bridge';
import '../../../webview/ui/page.css';
import '../../../webview/ui/toolkit.css';
import '../../../webview/ui/controls.css';
import '../../../webview/ui/combobox.css';
import '../../../webview/editor/editor.css';
import '../../../webview/request/request.css';
import { RequestPage } from '../../../webview/request/state';
import { ValuesPart } from '../../../webview/values/ValuesPart';

function Part({ page }: { page: RequestPage }) {
  const { operation } = page.drafts.draft.value;
  const mode = operation === 'update' || operation === 'restUpdate' ? 'update' : 'create';
  return (
    <main class="request">
      <h1 class="unseen">Values</h1>
      <section class="form" aria-label="Request">
        <ValuesPart
          page={page}
          part="values"
          shape={operation === 'copy' ? 'object' : 'objectOrList'}
          mode={operation === 'copy' ? 'copy' : mode}
        />
      </section>
      <div aria-live="polite" data-testid="said">
        {page.said.value}
      </div>
      <div data-testid="trouble">{page.trouble.value?.title}</div>
    </main>
  );
}

const page = new RequestPage(new Bridge());
const app = document.getElementById('app');
if (app) render(<Part page={page} />, app);
void page.open();
