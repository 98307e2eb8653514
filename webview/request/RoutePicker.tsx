import { useMemo, useRef } from 'preact/hooks';
import { Combobox } from '../ui/Combobox';
import type { PartProps } from './formParts';

/** A REST module's resource. Any name can be typed; those sent to before and those of its OpenAPI document complete it. */
export function RoutePicker({ page }: PartProps) {
  const { routes } = page.places.places.value;
  const options = useMemo(() => routes.map((value) => ({ value, label: '' })), [routes]);
  const box = useRef<HTMLDivElement>(null);
  const base = page.connection.value?.rest?.basePath;
  return (
    <div class="picker">
      <div class="box" ref={box}>
        <Combobox
          label="Route"
          testId="route"
          placeholder={base ? `Route below ${base}, as in partner` : 'Route, as in partner'}
          value={page.drafts.draft.value.route}
          options={options}
          anchor={box}
          onInput={(text) => page.update({ route: text })}
          onPick={(text) => page.update({ route: text.trim() })}
        />
      </div>
    </div>
  );
}
