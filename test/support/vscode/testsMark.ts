/** How the lines of the in-host tests' own report begin: the workbench prints much more through the same channel. */
export const testsMark = '[tests] ';
