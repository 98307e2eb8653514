export const relativeUnits = ['d', 'w', 'm', 'y', 'H', 'M', 'S'] as const;
export type RelativeUnit = (typeof relativeUnits)[number];

export const relativeDays = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
  'week_start',
] as const;
export type RelativeDay = (typeof relativeDays)[number];

/** `add`: amount is signed, "-1d". `set`: "=1d", which also sets what is smaller to its beginning. `weekday`: "=monday", "+monday". */
export type RelativeStep =
  | { kind: 'add'; unit: RelativeUnit; amount: number }
  | { kind: 'set'; unit: Exclude<RelativeUnit, 'w'>; amount: number }
  | { kind: 'weekday'; direction: '+' | '-' | '='; day: RelativeDay };

/** A date reckoned from when the search runs. `start` is absent where the text begins with a step; Odoo then starts from now. */
export interface RelativeDate {
  start?: 'today' | 'now';
  steps: RelativeStep[];
}
