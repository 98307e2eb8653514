import { strToU8, Zip, ZipDeflate } from 'fflate';
import type { Json, JsonObject } from '../../model/json';
import { cellText, isEmpty } from '../../table/cellText';
import { isNumeric } from '../../table/column';
import type { ExportColumn, FormatWriter, Put } from './format';
import { xmlText } from './xmlText';

/** Rows of a sheet, its head included (ECMA-376, and Excel's own limit). */
export const sheetRows = 1_048_576;
/** Characters of a cell; Excel calls a file with longer ones damaged. */
const cellLength = 32_767;

/** The places of the formats in styles.xml. */
const style = { head: 1, date: 2, datetime: 3 };

/**
 * One sheet, written while the records come: the archive's parts are deflated piece by piece. Numbers, dates and booleans are typed.
 * Texts are inline strings, a type of their own that no spreadsheet evaluates, so a text that begins like a formula needs no guard.
 */
export function xlsxWriter(columns: readonly ExportColumn[]): FormatWriter {
  const archive = new Archive();
  const sheet = new ZipDeflate('xl/worksheets/sheet1.xml', { level: 6 });
  const names = columns.map((_, index) => columnName(index));
  let row = 1;
  let cut = 0;
  let opened = false;
  const cell = (record: JsonObject, column: ExportColumn, name: string): string => {
    const value = record[column.name];
    if (typeof value === 'string' && value.length > cellLength) cut++;
    return cellXml(value, column, `${name}${row}`);
  };
  const open = async (records: readonly JsonObject[], put: Put): Promise<void> => {
    opened = true;
    archive.add(sheet);
    const head = columns
      .map(({ name }, index) => textXml(name, `${names[index] ?? ''}1`, style.head))
      .join('');
    sheet.push(strToU8(`${sheetHead(columns, records)}<sheetData><row r="1">${head}</row>`));
    await archive.pass(put);
  };
  return {
    begin(put) {
      for (const [name, text] of parts) {
        const part = new ZipDeflate(name, { level: 6 });
        archive.add(part);
        part.push(strToU8(text), true);
      }
      return archive.pass(put);
    },
    async write(records, put) {
      if (!opened) await open(records, put);
      let text = '';
      for (const record of records) {
        row++;
        text += `<row r="${row}">${columns.map((column, index) => cell(record, column, names[index] ?? '')).join('')}</row>`;
      }
      sheet.push(strToU8(text));
      await archive.pass(put);
    },
    async end(put) {
      if (!opened) await open([], put);
      sheet.push(strToU8('</sheetData></worksheet>'), true);
      archive.end();
      await archive.pass(put);
    },
    remarks: () =>
      cut === 0
        ? []
        : [
            cut === 1
              ? 'One text was cut: a cell of a sheet holds 32,767 characters.'
              : `${cut.toLocaleString('en')} texts were cut: a cell of a sheet holds 32,767 characters.`,
          ],
  };
}

/** A zip archive whose bytes are passed on when they may be. */
class Archive {
  readonly #zip: Zip;
  #pieces: Uint8Array[] = [];
  #failed: Error | undefined;

  constructor() {
    this.#zip = new Zip((error, piece) => {
      if (error) this.#failed = error;
      else this.#pieces.push(piece);
    });
  }

  add(part: ZipDeflate): void {
    this.#zip.add(part);
  }

  end(): void {
    this.#zip.end();
  }

  async pass(put: Put): Promise<void> {
    if (this.#failed) throw this.#failed;
    const pieces = this.#pieces;
    this.#pieces = [];
    for (const piece of pieces) await put(piece);
  }
}

function cellXml(value: Json | undefined, column: ExportColumn, place: string): string {
  if (value === undefined || isEmpty(value, column)) return '';
  if (typeof value === 'boolean') return `<c r="${place}" t="b"><v>${value ? 1 : 0}</v></c>`;
  if (typeof value === 'number' && (isNumeric(column) || column.type === undefined) && isExact(value)) {
    return `<c r="${place}"><v>${value}</v></c>`;
  }
  if (typeof value === 'string' && (column.type === 'date' || column.type === 'datetime')) {
    const serial = serialOf(value);
    if (serial !== undefined) return `<c r="${place}" s="${style[column.type]}"><v>${serial}</v></c>`;
  }
  return textXml(cellText(value, column), place);
}

function textXml(text: string, place: string, format?: number): string {
  const kept = text.length > cellLength ? text.slice(0, cellLength) : text;
  const styled = format === undefined ? '' : ` s="${format}"`;
  return `<c r="${place}"${styled} t="inlineStr"><is><t xml:space="preserve">${xmlText(kept)}</t></is></c>`;
}

/** Sheets keep 15 digits. */
function isExact(value: number): boolean {
  return Number.isFinite(value) && !(Number.isInteger(value) && Math.abs(value) > 999_999_999_999_999);
}

/**
 * Days since the end of 1899, as sheets count them. Undefined for what is no date, and for what is before March 1900: Excel's calendar
 * has a 29 February there that never was.
 */
function serialOf(text: string): number | undefined {
  const found = /^(\d{4})-(\d{2})-(\d{2})(?: (\d{2}):(\d{2}):(\d{2})(?:\.\d+)?)?$/.exec(text);
  if (!found) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = found
    .slice(1)
    .map((part) => Number(part || 0));
  const days = (Date.UTC(year, month - 1, day) - Date.UTC(1899, 11, 30)) / 86_400_000;
  if (year < 1900 || days < 61) return undefined;
  return days + (hour * 3600 + minute * 60 + second) / 86_400;
}

/** "A", …, "Z", "AA" */
function columnName(index: number): string {
  let name = '';
  for (let rest = index + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  }
  return name;
}

const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packaged = 'http://schemas.openxmlformats.org/package/2006';
const types = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** The head stays in sight, and the columns are as wide as what the first records hold. */
function sheetHead(columns: readonly ExportColumn[], records: readonly JsonObject[]): string {
  const widths = columns.map((column, index) => {
    let width = column.name.length;
    for (const record of records.slice(0, 200)) {
      width = Math.max(width, Math.min(60, cellText(record[column.name], column).length));
    }
    return `<col min="${index + 1}" max="${index + 1}" width="${Math.max(8, width + 2)}" customWidth="1"/>`;
  });
  const pane = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>';
  const cols = widths.length > 0 ? `<cols>${widths.join('')}</cols>` : '';
  return `${xml}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0">${pane}</sheetView></sheetViews>${cols}`;
}

const parts: [string, string][] = [
  [
    '[Content_Types].xml',
    `${xml}<Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${types}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${types}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${types}.styles+xml"/></Types>`,
  ],
  [
    '_rels/.rels',
    `${xml}<Relationships xmlns="${packaged}/relationships"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  ],
  [
    'xl/workbook.xml',
    `${xml}<workbook xmlns="${main}" xmlns:r="${relations}"><sheets><sheet name="Records" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  ],
  [
    'xl/_rels/workbook.xml.rels',
    `${xml}<Relationships xmlns="${packaged}/relationships"><Relationship Id="rId1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${relations}/styles" Target="styles.xml"/></Relationships>`,
  ],
  [
    'xl/styles.xml',
    `${xml}<styleSheet xmlns="${main}"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>`,
  ],
];
