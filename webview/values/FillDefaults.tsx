import type { FieldInfo } from '../../src/model/schemaInfo';
import { setByOdoo } from '../../src/values/checkObject';
import { writeJson } from '../../src/values/jsonEdit';
import type { JsonObjectNode, JsonPath } from '../../src/values/jsonTree';
import { LinkButton } from '../ui/LinkButton';
import type { Editing } from './Editing';
import { valuesWords } from './words';

interface FillDefaultsProps {
  editing: Editing;
  model: string;
  fields: readonly FieldInfo[];
  path: JsonPath;
  node: JsonObjectNode;
}

/** Asks Odoo what a new record starts with, and sets what is not set here. */
export function FillDefaults({ editing, model, fields, path, node }: FillDefaultsProps) {
  const { page, state } = editing;

  async function fill(): Promise<void> {
    const { connectionId } = page.drafts.draft.value;
    const open = fields.filter(
      ({ name, readonly }) =>
        !readonly && !setByOdoo.includes(name) && !node.members.some(({ key }) => key === name),
    );
    await page.ask(async () => {
      const defaults = await page.bridge.call('defaults', {
        connectionId,
        model,
        fields: open.map(({ name }) => name),
      });
      // What is empty starts so by itself.
      const found = Object.entries(defaults).filter(
        ([, value]) => value !== false && value !== null && !(Array.isArray(value) && value.length === 0),
      );
      state.setAll(
        path,
        found.map(([name, value]) => [name, writeJson(value)]),
      );
      page.said.value = valuesWords.filled(found.length);
    });
  }

  return (
    <LinkButton testId="fill-defaults" title={valuesWords.fillDefaultsTitle} onClick={() => void fill()}>
      {valuesWords.fillDefaults}
    </LinkButton>
  );
}
