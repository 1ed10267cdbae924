import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkBlock, type Surface } from '../../../src/sandbox/slack/check/check-block.ts';
import { checkMessage, MESSAGE_BLOCK_CHARACTERS } from '../../../src/sandbox/slack/check/check-message.ts';
import { checkView } from '../../../src/sandbox/slack/check/check-view.ts';

const text = (size: number) => 'x'.repeat(size);
const plain = (size: number) => ({ type: 'plain_text', text: text(size) });
const items = <Item>(count: number, make: (at: number) => Item) => Array.from({ length: count }, (_, at) => make(at));
const options = (count: number) => items(count, (at) => ({ text: plain(1), value: `v${at}` }));
const section = (fields: object = {}) => ({ type: 'section', text: plain(1), ...fields });
const acting = (element: object) => ({ type: 'actions', elements: [element] });
const asking = (element: object, fields: object = {}) => ({ type: 'input', label: plain(1), element, ...fields });
const button = (fields: object) => acting({ type: 'button', text: plain(1), ...fields });
const confirming = (fields: object) =>
  button({ confirm: { title: plain(1), text: plain(1), confirm: plain(1), deny: plain(1), ...fields } });
const selecting = (fields: object) => acting({ type: 'static_select', options: options(2), ...fields });
const richly = (element: object) => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements: [element] }],
});
const tabled = (rows: number, columns = 1) => ({
  type: 'table',
  rows: items(rows, () => items(columns, () => ({ type: 'raw_text', text: 'a' }))),
});

/** Each row holds for every size up to `most` and for none beyond. */
const limits: { what: string; most: number; block: (size: number) => object; surface?: Surface }[] = [
  { what: 'block_id', most: 255, block: (size) => section({ block_id: text(size) }) },
  { what: 'action_id', most: 255, block: (size) => button({ action_id: text(size) }) },
  { what: 'section text', most: 3000, block: (size) => section({ text: plain(size) }) },
  { what: 'section fields', most: 10, block: (size) => ({ type: 'section', fields: items(size, () => plain(1)) }) },
  { what: 'field text', most: 2000, block: (size) => ({ type: 'section', fields: [plain(size)] }) },
  { what: 'header text', most: 150, block: (size) => ({ type: 'header', text: plain(size) }) },
  { what: 'context elements', most: 10, block: (size) => ({ type: 'context', elements: items(size, () => plain(1)) }) },
  { what: 'context text', most: 3000, block: (size) => ({ type: 'context', elements: [plain(size)] }) },
  {
    what: 'actions',
    most: 25,
    block: (size) => ({ type: 'actions', elements: items(size, () => ({ type: 'users_select' })) }),
  },
  {
    what: 'image alt text',
    most: 2000,
    block: (size) => ({ type: 'image', image_url: 'https://a.b', alt_text: text(size) }),
  },
  {
    what: 'image title',
    most: 2000,
    block: (size) => ({ type: 'image', image_url: 'https://a.b', alt_text: 'a', title: plain(size) }),
  },
  {
    what: 'input label',
    most: 2000,
    surface: 'modal',
    block: (size) => asking({ type: 'datepicker' }, { label: plain(size) }),
  },
  {
    what: 'input hint',
    most: 2000,
    surface: 'modal',
    block: (size) => asking({ type: 'datepicker' }, { hint: plain(size) }),
  },
  { what: 'placeholder', most: 150, block: (size) => selecting({ placeholder: plain(size) }) },
  { what: 'button text', most: 75, block: (size) => button({ text: plain(size) }) },
  { what: 'button value', most: 2000, block: (size) => button({ value: text(size) }) },
  { what: 'button link', most: 3000, block: (size) => button({ url: text(size) }) },
  { what: 'confirm title', most: 100, block: (size) => confirming({ title: plain(size) }) },
  { what: 'confirm text', most: 300, block: (size) => confirming({ text: plain(size) }) },
  { what: 'confirm button', most: 30, block: (size) => confirming({ confirm: plain(size) }) },
  { what: 'confirm way back', most: 30, block: (size) => confirming({ deny: plain(size) }) },
  { what: 'select options', most: 100, block: (size) => selecting({ options: options(size) }) },
  { what: 'option text', most: 75, block: (size) => selecting({ options: [{ text: plain(size), value: 'v' }] }) },
  { what: 'option value', most: 75, block: (size) => selecting({ options: [{ text: plain(1), value: text(size) }] }) },
  {
    what: 'option description',
    most: 75,
    block: (size) => selecting({ options: [{ text: plain(1), value: 'v', description: plain(size) }] }),
  },
  {
    what: 'option groups',
    most: 100,
    block: (size) =>
      acting({
        type: 'static_select',
        option_groups: items(size, (at) => ({ label: plain(1), options: [{ text: plain(1), value: `${at}` }] })),
      }),
  },
  { what: 'overflow options', most: 5, block: (size) => acting({ type: 'overflow', options: options(size) }) },
  {
    what: 'overflow link',
    most: 3000,
    block: (size) => acting({ type: 'overflow', options: [{ text: plain(1), value: 'v', url: text(size) }] }),
  },
  { what: 'checkboxes', most: 10, block: (size) => acting({ type: 'checkboxes', options: options(size) }) },
  { what: 'radio buttons', most: 10, block: (size) => acting({ type: 'radio_buttons', options: options(size) }) },
  {
    what: 'ticked boxes',
    most: 10,
    block: (size) => acting({ type: 'checkboxes', options: options(10), initial_options: options(size) }),
  },
  {
    what: 'typed text',
    most: 3000,
    surface: 'modal',
    block: (size) => asking({ type: 'plain_text_input', initial_value: text(size) }),
  },
  {
    what: 'typed e-mail',
    most: 3000,
    surface: 'modal',
    block: (size) => asking({ type: 'email_text_input', initial_value: text(size) }),
  },
  {
    what: 'least length',
    most: 3000,
    surface: 'modal',
    block: (size) => asking({ type: 'plain_text_input', min_length: size }),
  },
  { what: 'files', most: 10, surface: 'modal', block: (size) => asking({ type: 'file_input', max_files: size }) },
  {
    what: 'lines shown',
    most: 100,
    surface: 'modal',
    block: (size) => asking({ type: 'rich_text_input', max_lines: size }),
  },
  { what: 'run of rich text', most: 3000, block: (size) => richly({ type: 'text', text: text(size) }) },
  { what: 'rich link', most: 3000, block: (size) => richly({ type: 'link', url: text(size) }) },
  { what: 'table rows', most: 100, block: (size) => tabled(size) },
  { what: 'table columns', most: 20, block: (size) => tabled(1, size) },
  {
    what: 'table cell',
    most: 3000,
    block: (size) => ({ type: 'table', rows: [[{ type: 'raw_text', text: text(size) }]] }),
  },
  { what: 'markdown', most: 12_000, block: (size) => ({ type: 'markdown', text: text(size) }) },
  { what: 'alert', most: 3000, surface: 'modal', block: (size) => ({ type: 'alert', text: plain(size) }) },
];

describe('the limit of a block', () => {
  for (const { what, most, block, surface = 'message' } of limits) {
    it(`${what}: from 1 to ${most}`, () => {
      const findings = (size: number) => checkBlock(block(size), { at: '', surface });
      assert.deepEqual(findings(1), []);
      assert.deepEqual(findings(most), []);
      assert.equal(findings(most + 1).length, 1);
    });
  }
});

describe('the limit of the whole', () => {
  const dividers = (count: number) => items(count, () => ({ type: 'divider' }));
  it('is 50 blocks in a message', () => assert.equal(checkMessage({ text: 'a', blocks: dividers(50) }), null));

  it(`is ${MESSAGE_BLOCK_CHARACTERS} characters over the blocks of a message`, () => {
    const filled = (rest: number) => [
      ...items(4, () => section({ text: plain(3000) })),
      section({ text: plain(rest) }),
    ];
    assert.equal(checkMessage({ text: 'a', blocks: filled(MESSAGE_BLOCK_CHARACTERS - 12_000) }), null);
    const problem = checkMessage({ text: 'a', blocks: filled(MESSAGE_BLOCK_CHARACTERS - 11_999) });
    assert.equal(problem?.error, 'msg_blocks_too_long');
  });

  it('is 100 blocks in a modal and on Home', () => {
    assert.equal(checkView({ type: 'modal', title: plain(24), blocks: dividers(100) }), null);
    assert.equal(checkView({ type: 'home', blocks: dividers(100) }), null);
    assert.equal(checkView({ type: 'home', blocks: dividers(101) })?.error, 'invalid_arguments');
  });
});
