import { useEffect, useState } from 'preact/hooks';
import type { FieldInfo, PropertyInfo } from '../../../src/model/schemaInfo';
import { problemOf } from '../../bridge';
import type { FieldProps } from '../Editing';
import { ObjectForm } from '../ObjectForm';
import { valuesWords } from '../words';

/** Properties by the definition of the record's container; an object by their names. */
export function PropertiesValue(props: FieldProps & { model: string | undefined; depth: number }) {
  const { editing, field, path, node, model = '', depth } = props;
  const { page } = editing;
  const id = recordOf(page.drafts.draft.value.ids);
  const [known, setKnown] = useState<readonly PropertyInfo[] | undefined>(undefined);
  const [trouble, setTrouble] = useState<string | undefined>(undefined);
  useEffect(() => {
    let current = true;
    page.lookups
      .properties(model, field.name, id)
      .then((properties) => {
        if (current) setKnown(properties);
      })
      .catch((error: unknown) => {
        if (current) setTrouble(problemOf(error).title);
      });
    return () => {
      current = false;
    };
  }, [model, field.name, id]);

  if (node.kind !== 'object') return null;
  return (
    <div class="value-nested">
      {known === undefined && <span class="dim">{trouble ?? valuesWords.propertiesLoading}</span>}
      {known?.length === 0 && <span class="dim">{valuesWords.noProperties}</span>}
      <ObjectForm
        editing={editing}
        path={path}
        node={node}
        fields={known?.filter(({ type }) => type !== 'separator').map(asField)}
        model={undefined}
        mode="properties"
        depth={depth + 1}
      />
      <span class="dim">{valuesWords.propertiesReplace}</span>
    </div>
  );
}

/** A property's values are a field's, but for several records, which are ids without commands, and tags. */
function asField(property: PropertyInfo): FieldInfo {
  const type = property.type === 'many2many' ? 'ids' : property.type === 'tags' ? 'json' : property.type;
  return { ...property, type, required: false, readonly: false, stored: true };
}

/** The first record of an update, whose container defines the properties. */
function recordOf(ids: string): number | undefined {
  const first = Number(/\d+/.exec(ids)?.[0] ?? NaN);
  return Number.isSafeInteger(first) ? first : undefined;
}
