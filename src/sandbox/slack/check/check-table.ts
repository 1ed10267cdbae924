import { richText } from './check-rich-text.ts';
import { countCharacters } from './count-characters.ts';
import {
  anything,
  boolean,
  byType,
  type Finding,
  found,
  integer,
  isObject,
  type JsonObject,
  list,
  object,
  oneOf,
  type Rule,
  string,
} from './rule.ts';

const ROWS = 100;
const COLUMNS = 20;
const TABLE_CHARACTERS = 10_000;

const blockId = string({ max: 255 });
const rawText = object({ required: { type: anything, text: string({ max: 3000 }) } });
const rawNumber = object({
  required: {
    type: anything,
    value: (value, at) => (Number.isFinite(value) ? [] : found(at, 'must provide a number')),
    text: string({ max: 3000 }),
  },
});

const columnSettings = object({ optional: { align: oneOf('left', 'center', 'right'), is_wrapped: boolean } });
/** `null` skips a column. */
const columnSetting: Rule = (value, at) => (value === null ? [] : columnSettings(value, at));

const tableRows = (cell: Rule): Rule => list({ min: 1, max: ROWS, of: list({ min: 1, max: COLUMNS, of: cell }) });

/** A `table`: cells of `raw_text` or `rich_text` only (numbers are newer than some clients, so they are refused). */
export const table = object({
  required: { type: anything, rows: tableRows(byType({ raw_text: rawText, rich_text: richText })) },
  optional: { block_id: blockId, column_settings: list({ min: 1, max: COLUMNS, of: columnSetting }) },
  also: (block, at) => [...checkGrid(block, at), ...checkColumnSettings(block, at)],
});

/** A `data_table`: a header row of plain cells, then 1 to 100 rows. */
export const dataTable = object({
  required: {
    type: anything,
    caption: string({ max: 2000 }),
    rows: list({
      min: 2,
      max: ROWS + 1,
      of: list({
        min: 1,
        max: COLUMNS,
        of: byType({ raw_text: rawText, raw_number: rawNumber, rich_text: richText }),
      }),
    }),
  },
  optional: {
    block_id: blockId,
    page_size: integer({ min: 1, max: 100 }),
    row_header_column_index: integer({ min: 0, max: COLUMNS - 1 }),
  },
  also: (block, at) => [...checkGrid(block, at), ...checkHeader(block, at)],
});

const rowsOf = (block: JsonObject): unknown[][] =>
  Array.isArray(block.rows) ? block.rows.map((row: unknown) => (Array.isArray(row) ? row : [])) : [];

/** Ragged rows are refused: Slack documents equal rows for `data_table` and shows a ragged `table` shifted. */
const checkGrid = (block: JsonObject, at: string): Finding[] => {
  const rows = rowsOf(block);
  const width = rows[0]?.length;
  const ragged = rows.findIndex((row) => row.length !== width);
  if (ragged !== -1) return found(`${at}/rows/${ragged}`, 'all rows must have the same number of cells');
  return countCharacters(rows) > TABLE_CHARACTERS
    ? found(`${at}/rows`, `must be less than ${TABLE_CHARACTERS + 1} characters over all cells`)
    : [];
};

const checkColumnSettings = (block: JsonObject, at: string): Finding[] => {
  const settings = Array.isArray(block.column_settings) ? block.column_settings : [];
  const width = rowsOf(block)[0]?.length ?? 0;
  return settings.length > width ? found(`${at}/column_settings`, `no more than ${width} items allowed`) : [];
};

const checkHeader = (block: JsonObject, at: string): Finding[] => {
  const header = rowsOf(block)[0] ?? [];
  const isRich = header.findIndex((cell) => isObject(cell) && cell.type === 'rich_text');
  return isRich === -1 ? [] : found(`${at}/rows/0/${isRich}`, 'rich_text is not allowed in the header row');
};
