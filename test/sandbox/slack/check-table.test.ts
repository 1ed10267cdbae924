import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { dataTable, table } from '../../../src/sandbox/slack/check/check-table.ts';

const cell = (text: string) => ({ type: 'raw_text', text });
const rich = (text: string) => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }],
});
const rows = (count: number, columns = 1, text = 'a') =>
  Array.from({ length: count }, () => Array.from({ length: columns }, () => cell(text)));
const aTable = (fields: object) => ({ type: 'table', rows: rows(2, 2), ...fields });
const aDataTable = (fields: object) => ({ type: 'data_table', caption: 'Numbers', rows: rows(2, 2), ...fields });

const problems = (block: { type: string }): string[] =>
  (block.type === 'table' ? table : dataTable)(block, '').map(({ at, message }) => `${at}: ${message}`);

const refused: { reason: string; block: { type: string }; says: string }[] = [
  { reason: 'no rows', block: aTable({ rows: [] }), says: '/rows: no fewer than 1 items allowed' },
  {
    reason: 'a hundred and one rows',
    block: aTable({ rows: rows(101) }),
    says: '/rows: no more than 100 items allowed',
  },
  { reason: 'a row of nothing', block: aTable({ rows: [[]] }), says: '/rows/0: no fewer than 1 items allowed' },
  {
    reason: 'twenty-one columns',
    block: aTable({ rows: rows(1, 21) }),
    says: '/rows/0: no more than 20 items allowed',
  },
  { reason: 'a bare string', block: aTable({ rows: [['a']] }), says: '/rows/0/0: must provide an object' },
  {
    reason: 'an empty cell',
    block: aTable({ rows: [[cell('')]] }),
    says: '/rows/0/0/text: must be more than 0 characters',
  },
  {
    reason: 'plain_text for raw_text',
    block: aTable({ rows: [[{ type: 'plain_text', text: 'a' }]] }),
    says: '/rows/0/0: unsupported type: plain_text',
  },
  {
    reason: 'a number',
    block: aTable({ rows: [[{ type: 'raw_number', value: 1, text: '1' }]] }),
    says: '/rows/0/0: unsupported type: raw_number',
  },
  {
    reason: 'an empty rich cell',
    block: aTable({ rows: [[{ type: 'rich_text', elements: [] }]] }),
    says: '/rows/0/0/elements: no fewer than 1 items allowed',
  },
  {
    reason: 'a shorter row',
    block: aTable({ rows: [...rows(1, 2), ...rows(1, 1)] }),
    says: '/rows/1: all rows must have the same number of cells',
  },
  {
    reason: 'more than 10,000 characters',
    block: aTable({ rows: rows(5, 1, 'x'.repeat(2001)) }),
    says: '/rows: must be less than 10001 characters over all cells',
  },
  {
    reason: 'another alignment',
    block: aTable({ column_settings: [{ align: 'justify' }] }),
    says: '/column_settings/0/align: failed to match one of: left, center, right',
  },
  {
    reason: 'settings for columns that are not there',
    block: aTable({ column_settings: [null, {}, {}] }),
    says: '/column_settings: no more than 2 items allowed',
  },
  {
    reason: 'a caption on a table',
    block: aTable({ caption: 'Numbers' }),
    says: ': invalid additional property: caption',
  },
  {
    reason: 'a data table without caption',
    block: aDataTable({ caption: undefined }),
    says: ': missing required field: caption',
  },
  {
    reason: 'a data table of a header alone',
    block: aDataTable({ rows: rows(1) }),
    says: '/rows: no fewer than 2 items allowed',
  },
  {
    reason: 'rich text in a header',
    block: aDataTable({ rows: [[rich('a')], [cell('b')]] }),
    says: '/rows/0/0: rich_text is not allowed in the header row',
  },
  {
    reason: 'a page past 100',
    block: aDataTable({ page_size: 101 }),
    says: '/page_size: must be less than or equal to 100',
  },
];

describe('a table that Slack refuses', () => {
  for (const { reason, block, says } of refused) {
    it(`names the place and the rule: ${reason}`, () => assert.deepEqual(problems(block), [says]));
  }
});

describe('a table that Slack takes', () => {
  const taken: { reason: string; block: { type: string } }[] = [
    { reason: 'text and rich text', block: aTable({ rows: [[cell('a'), rich('b')]] }) },
    { reason: 'a blank between two runs of rich text', block: aTable({ rows: [[rich(' ')]] }) },
    { reason: 'a skipped column', block: aTable({ column_settings: [null, { align: 'right', is_wrapped: true }] }) },
    { reason: 'a hundred rows of 10,000 characters', block: aTable({ rows: rows(100, 1, 'x'.repeat(100)) }) },
    {
      reason: 'a header and a hundred rows with numbers',
      block: aDataTable({
        rows: [
          [cell('Monthly')],
          ...Array.from({ length: 100 }, () => [{ type: 'raw_number', value: 1.5, text: '$1.50' }]),
        ],
      }),
    },
  ];
  for (const { reason, block } of taken) it(`passes: ${reason}`, () => assert.deepEqual(problems(block), []));
});
