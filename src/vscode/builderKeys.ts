/** What the request builder does by keyboard, by the place that has the focus. README.md lists the same. */
export const builderKeys: readonly {
  place: string;
  keys: readonly (readonly [key: string, does: string])[];
}[] = [
  {
    place: 'Everywhere in the builder',
    keys: [
      ['Ctrl+Enter', 'Send; where a write is reviewed, carry it out'],
      ['Escape', 'Cancel and close the connection to the server; leave a review; close a list'],
      ['Ctrl+S', 'Save the request'],
      ['Alt+1, 2, 3, 4', 'Grid, JSON, Exchange, Timing'],
      ['F6, Shift+F6', 'The next or previous part of the page: header, form, result'],
      ['Alt+Left, Alt+Right', 'The request that was sent before or after (outside the form and the grid)'],
    ],
  },
  {
    place: 'Filter as a tree',
    keys: [
      ['Alt+Up, Alt+Down', 'Move the condition'],
      ['Alt+Right, Alt+Left', 'Move it into a group, or out of it'],
      ['Alt+Shift+Down', 'Duplicate it'],
      ['Alt+Delete', 'Remove it'],
    ],
  },
  {
    place: 'Chosen fields and records',
    keys: [
      ['Left', 'From the start of the text to the last one chosen'],
      ['Alt+Left, Alt+Right', 'Move it'],
      ['Delete, Backspace', 'Remove it'],
    ],
  },
  {
    place: 'Grid',
    keys: [
      ['Arrows, Home, End, Page Up, Page Down', 'Move; with Ctrl to the ends, with Shift select'],
      ['Enter', 'Open the record, or what a relation points to; on a head, sort (Shift adds a column)'],
      ['Space', 'Show the whole row'],
      ['F2, or typing', 'Edit the cell; Enter and Tab keep it, Escape does not'],
      ['Delete', 'Empty the cell'],
      ['Ctrl+Z', 'Revert the cell'],
      ['Ctrl+C', 'Copy the selection'],
      ['Ctrl+A, Shift+Space, Ctrl+Space', 'Select everything, the rows, the columns'],
      ['Ctrl+F', 'Filter the column'],
      ['Ctrl+Shift+Left, Ctrl+Shift+Right', 'Move the column, on its head'],
      ['Alt+Shift+Left, Alt+Shift+Right', 'Make the column narrower or wider'],
      ['Shift+F10', 'The menu of the cell or head'],
    ],
  },
  { place: 'JSON', keys: [['Ctrl+F', 'Find in the whole answer; Enter and Shift+Enter go on']] },
];
