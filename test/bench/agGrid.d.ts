/** As much of AG Grid as the measurement uses: it is installed when that runs, and no dependency of this repository. */
declare module 'ag-grid-community' {
  type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
  type JsonObject = Record<string, Json>;

  interface CellParams {
    data: JsonObject | undefined;
    value: Json | undefined;
  }

  interface Options {
    theme: unknown;
    rowHeight: number;
    headerHeight: number;
    rowData: JsonObject[];
    columnDefs: {
      colId: string;
      headerName: string;
      width: number;
      pinned: 'left' | null;
      valueGetter: (params: CellParams) => Json | undefined;
      valueFormatter: (params: CellParams) => string;
    }[];
  }

  export const AllCommunityModule: object;
  export const ModuleRegistry: { registerModules: (modules: object[]) => void };
  export const themeQuartz: object;
  export function createGrid(place: HTMLElement, options: Options): void;
}
