import { pathKey, type FieldProps } from '../Editing';
import { valuesWords } from '../words';

/** A file: its name and size, never its base64. */
export function BinaryValue({ editing, field, path, node }: FieldProps) {
  const { page, state } = editing;
  const base64 = node.kind === 'text' ? node.value : '';
  const padding = /={0,2}$/.exec(base64.slice(-2))?.[0].length ?? 0;
  const bytes = Math.max(0, Math.floor((base64.length * 3) / 4) - padding);
  const name = state.files.get(`${pathKey(path)} ${base64.length}`);

  async function choose(): Promise<void> {
    await page.ask(async () => {
      const file = await page.bridge.call('pickFile', {});
      if (!file) return;
      state.files.set(`${pathKey(path)} ${file.base64.length}`, file.name);
      state.set(path, JSON.stringify(file.base64));
      page.said.value = valuesWords.file(file.name, file.bytes);
    });
  }

  return (
    <span class="value-line">
      <button
        type="button"
        class="menu-button"
        aria-label={valuesWords.chooseFileFor(field.name)}
        onClick={() => void choose()}
      >
        {valuesWords.chooseFile}
      </button>
      <span class={base64 === '' ? 'dim' : ''} dir="auto">
        {base64 === '' ? valuesWords.noFile : valuesWords.file(name, bytes)}
      </span>
    </span>
  );
}
