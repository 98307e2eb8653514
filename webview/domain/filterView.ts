import { signal } from '@preact/signals';

export type FilterView = 'tree' | 'text';

/** How filters are shown, for as long as the page lives. */
export const filterView = signal<FilterView>('tree');
