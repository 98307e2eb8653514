import { isJsonObject } from '../../src/model/json';
import type { FieldInfo } from '../../src/model/schemaInfo';
import { setByOdoo } from '../../src/values/checkObject';
import { writeJson } from '../../src/values/jsonEdit';
import { readTree, valueOf, type JsonObjectNode, type JsonPath } from '../../src/values/jsonTree';
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
    const { connectionId, context: typed } = page.drafts.draft.value;
    const tree = readTree(typed);
    const context = tree.ok ? valueOf(tree.root) : undefined;
    const open = fields.filter(
      ({ name, readonly }) =>
        !readonly && !setByOdoo.includes(name) && !node.members.some(({ key }) => key === name),
    );
    await page.ask(async () => {
      const defaults = await page.bridge.call('defaults', {
        connectionId,
        model,
        fields: open.map(({ name }) => name),
        ...(isJsonObject(context) ? { context } : {}),
      });
      // What is empty starts so by itself.
      const found = Object.entries(defaults).filter(
        ([, value]) => value !== false && value !== null && !(Array.isArray(value) && value.length === 0),
      );
      const filled = state.fill(
        path,
        found.map(([name, value]) => [name, writeJson(value)]),
      );
      page.said.value = valuesWords.filled(filled);
    });
  }

  return (
    <LinkButton testId="fill-defaults" title={valuesWords.fillDefaultsTitle} onClick={() => void fill()}>
      {valuesWords.fillDefaults}
    </LinkButton>
  );
}
