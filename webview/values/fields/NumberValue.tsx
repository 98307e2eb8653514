import { numberAsTyped } from '../../../src/values/jsonEdit';
import { memberOf, nodeAt, readTree } from '../../../src/values/jsonTree';
import type { FieldProps } from '../Editing';
import { valuesWords } from '../words';

/** A number, its digits as they are typed. What is no number yet is kept as a text, and said to be none. */
export function NumberValue(props: FieldProps) {
  const { editing, field, path, node, label, describedBy, invalid } = props;
  const text = node.kind === 'number' ? node.written : node.kind === 'text' ? node.value : '';
  return (
    <span class="value-line">
      <input
        type="text"
        class="box value-input mono value-number"
        inputMode={field.type === 'integer' || field.type === 'many2one_reference' ? 'numeric' : 'decimal'}
        spellcheck={false}
        autocomplete="off"
        dir="auto"
        aria-label={label}
        aria-describedby={describedBy}
        aria-invalid={invalid}
        placeholder={node.kind === 'word' ? valuesWords.emptied : undefined}
        value={text}
        onInput={({ currentTarget: { value } }) =>
          editing.state.set(path, numberAsTyped(value) ?? JSON.stringify(value))
        }
      />
      {field.type === 'monetary' && field.currencyField !== undefined && (
        <Currency {...props} currencyField={field.currencyField} />
      )}
    </span>
  );
}

/** Which field holds the currency, and the currency's name where that is set here. */
function Currency({ editing, path, currencyField }: FieldProps & { currencyField: string }) {
  const tree = readTree(editing.base);
  const record = tree.ok ? nodeAt(tree.root, path.slice(0, -1)) : undefined;
  const currency = memberOf(record, currencyField)?.value;
  const name =
    currency?.kind === 'number' ? editing.page.lookups.nameOf('res.currency', currency.value) : undefined;
  return (
    <span class="dim">
      {name === undefined
        ? valuesWords.currency(currencyField)
        : valuesWords.currencyNamed(currencyField, name)}
    </span>
  );
}
