import { Select } from '../ui/Select';
import type { FilterState } from './filterState';
import type { PageGroup } from './nodes';
import { joinWords } from './words';

const joins = ['all', 'any', 'none'] as const;

/** How a group's conditions belong together. */
export function JoinSelect(props: { group: PageGroup; label: string; state: FilterState }) {
  const { group, label, state } = props;
  return (
    <span data-part="join">
      <Select
        class="join"
        label={label}
        value={group.join}
        options={joins.map((join) => ({ value: join, label: joinWords[join] }))}
        onChange={(chosen) => {
          const join = joins.find((each) => each === chosen);
          if (join) state.setJoin(group.id, join);
        }}
      />
    </span>
  );
}
