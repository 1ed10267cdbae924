import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { toAuditCsv } from '../../src/domain/audit-csv.ts';
import { toCsvLine } from '../../src/domain/csv.ts';
import { anAuditEntry } from '../support/builders.ts';

/** Reads what RFC 4180 describes. */
const parseCsv = (text: string): string[][] => {
  const rows: string[][] = [];
  const CELL = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy;
  let row: string[] = [];
  for (const [, quoted, bare = '', end] of text.matchAll(CELL)) {
    row.push(quoted?.replaceAll('""', '"') ?? bare);
    if (end !== '\r\n') continue;
    rows.push(row);
    row = [];
  }
  return rows;
};

const shown = (text: string): string =>
  text.replace(/[^\x21-\x7E]/gu, (each) => (each === ' ' ? each : `U+${each.codePointAt(0)?.toString(16)}`));

describe('a cell of CSV', () => {
  const ROWS: [text: string, becomes: string, why: string][] = [
    ['Berlin office', 'Berlin office', 'a word stays'],
    ['', '', 'so does nothing'],
    ['a - b = c + d @ e', 'a - b = c + d @ e', 'inside a text these are harmless'],
    ['2026-12-01', '2026-12-01', 'a date is no formula'],
    ['=1+1', "'=1+1", 'would be calculated'],
    ['=HYPERLINK("https://evil.example","x")', '\'=HYPERLINK("https://evil.example","x")', 'would be a link'],
    ['+49 30 1234', "'+49 30 1234", 'would be a number, or a call of DDE'],
    ["-2+3+cmd|' /C calc'!A0", "'-2+3+cmd|' /C calc'!A0", 'would start a program'],
    ['@SUM(1)', "'@SUM(1)", 'is a formula for those who know Lotus'],
    ['\tx', "'\tx", 'a tab at the beginning is dropped by some'],
    ['\rx', "'\rx", 'so is a carriage return'],
    ['\nx', "'\nx", 'and a line feed'],
    ['  =1', "'  =1", 'blanks before it are dropped by some'],
    ['\u00A0\u3000=1', "'\u00A0\u3000=1", 'blanks of any kind'],
    ['\u200B\u202E\uFEFF=1', "'\u200B\u202E\uFEFF=1", 'so is what cannot be seen'],
    ['\u0000\u001B=1', "'\u0000\u001B=1", 'and control characters'],
    ['＝1', "'＝1", 'full width'],
    ['＋1', "'＋1", 'full width'],
    ['－1', "'－1", 'full width'],
    ['＠SUM(1)', "'＠SUM(1)", 'full width'],
    ['\u3000＝1', "'\u3000＝1", 'full width behind a wide blank'],
    ['﹦1 ', "'﹦1 ", 'a small form'],
    ['−1', "'−1", 'a true minus'],
    ['x;=1+1;y', "x;'=1+1;y", 'a reader that splits at semicolons sees a cell begin'],
    ['x\t =1', "x\t' =1", 'one that splits at tabs'],
    ['x\r\n=1', "x\r\n'=1", 'one that knows no quotes'],
    ['x;y', 'x;y', 'a semicolon alone is harmless'],
    ["'=1", "'=1", 'what is disarmed already stays'],
    ['x\uD800', 'x\uFFFD', 'no half of a character: it could not be written'],
  ];
  for (const [text, becomes, why] of ROWS)
    it(`${shown(text)}: ${why}`, () => assert.deepEqual(parseCsv(toCsvLine([text])), [[becomes]]));
});

describe('a line of CSV', () => {
  const ROWS: [cells: (string | null)[], line: string, why: string][] = [
    [['a', 'b'], '"a","b"\r\n', 'ends as RFC 4180 has it'],
    [['a', null, ''], '"a",,""\r\n', 'what is not known is empty'],
    [['say "hi"'], '"say ""hi"""\r\n', 'quotes are doubled'],
    [['a,b', 'c\r\nd'], '"a,b","c\r\nd"\r\n', 'commas and line breaks stay in their cell'],
  ];
  for (const [cells, line, why] of ROWS)
    it(`${JSON.stringify(cells)}: ${why}`, () => assert.equal(toCsvLine(cells), line));

  it('gives back as many cells as it was given, none of which begins a formula', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({
        unit: fc.constantFrom('=', '+', '-', '@', '＝', '"', ',', ';', '\t', '\r', '\n', ' ', '\u200B', 'a'),
      }),
    );
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 5 }), (cells) => {
        const [read = [], ...more] = parseCsv(toCsvLine(cells));
        assert.deepEqual([read.length, more.length], [cells.length, 0]);
        for (const cell of read.flatMap((each) => each.split(/[;\t\r\n]/)))
          assert.doesNotMatch(cell, /^[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠]/u);
      }),
    );
  });
});

describe('the audit as CSV', () => {
  it('names its columns, then has a line for each act with its time as ISO 8601 writes it', async () => {
    const entries = async function* () {
      yield anAuditEntry({ reference: '=cmd|"x"', detail: null });
    };
    const text = (await Array.fromAsync(toAuditCsv(entries()))).join('');
    assert.deepEqual(parseCsv(text), [
      ['time', 'person', 'act', 'detail', 'reference', 'order', 'telnyx_order', 'telnyx_part', 'telnyx_group'],
      ['2026-01-12T09:00:00.000Z', 'U1', 'ordered', '', '\'=cmd|"x"', 'key1', 'order-1', '', ''],
    ]);
  });

  it('is its columns alone where nobody did anything, and nothing where it cannot be read', async () => {
    const nobody = async function* () {};
    assert.match((await Array.fromAsync(toAuditCsv(nobody()))).join(), /^"time",.*"telnyx_group"\r\n$/);
    const broken = async function* () {
      yield* [];
      throw new Error('not read');
    };
    await assert.rejects(toAuditCsv(broken()).next(), /not read/);
  });
});
