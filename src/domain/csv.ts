/** Where a spreadsheet sees a formula begin: full-width and small forms are read as the plain ones. */
const FORMULA = '[=+\\-@＝＋－＠﹦﹢﹣﹫−]';
/** Blanks and what cannot be seen do not keep it from being one. */
const UNSEEN = '\\s\\p{Cc}\\p{Cf}';
const BEGINNING = new RegExp(`^(?=[\\t\\r\\n]|[${UNSEEN}]*${FORMULA})`, 'v');
/** For a reader that splits at semicolons or tabs, or that knows no quotes, a cell begins behind each of these. */
const BEGINNING_INSIDE = new RegExp(`([;\\t\\r\\n])(?=[[${UNSEEN}]--[\\t\\r\\n]]*${FORMULA})`, 'gv');

/** An apostrophe makes a text of what a spreadsheet would calculate, and with it call programs and addresses. */
const disarm = (text: string): string => text.replace(BEGINNING_INSIDE, "$1'").replace(BEGINNING, "'");

const toCell = (text: string | null): string =>
  text === null ? '' : `"${disarm(text.toWellFormed()).replaceAll('"', '""')}"`;

/** One record as RFC 4180 has it, its line break included. Null is an empty cell. */
export const toCsvLine = (cells: readonly (string | null)[]): string => `${cells.map(toCell).join(',')}\r\n`;
