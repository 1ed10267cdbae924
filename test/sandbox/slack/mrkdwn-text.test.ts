import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { blocksToText, viewToText } from '../../../src/sandbox/slack/mrkdwn-text.ts';
import { mrkdwnToText } from '../../../src/sandbox/slack/text/inline-text.ts';

const names: Record<string, string> = { U1: 'Ada', C1: 'numbers', S1: 'telecom' };
const options = {
  formatDate: (unixSeconds: number) => new Date(unixSeconds * 1000).toISOString().slice(0, 16),
  nameOf: (id: string) => names[id] ?? null,
};
const plain = (text: string) => ({ type: 'plain_text', text });
const button = (text: string) => ({ type: 'button', text: plain(text) });
const input = (element: object, fields: object = {}) => ({ type: 'input', label: plain('City'), element, ...fields });
const option = (text: string) => ({ text: plain(text), value: text });

const read = (block: object): string[] => blocksToText([block], options);

describe('mrkdwn as a person reads it', () => {
  const rows: [reason: string, mrkdwn: string, text: string][] = [
    ['bold, italic and struck marks go', '*bold* _soft_ ~gone~', 'bold soft gone'],
    ['marks around a mention go', '*<@U1>*', '@Ada'],
    ['words with underscores stay', 'hd_voice 2*3*4 a_b_c', 'hd_voice 2*3*4 a_b_c'],
    ['code keeps what is in it', 'type `*_x_*` now', 'type *_x_* now'],
    ['a link shows its words', 'see <https://example.com/a_b_c|the list>', 'see the list'],
    ['a link without words shows its address', '<https://example.com/_a_>', 'https://example.com/_a_'],
    ['an unknown person keeps the id', '<@U9>', '@U9'],
    ['channels and groups are named', '<#C1> <!subteam^S1> <!here>', '#numbers @telecom @here'],
    [
      'a date is formatted for the reader',
      'by <!date^1790000000^{date_short_pretty} {time}|later>',
      'by 2026-09-21T14:13',
    ],
    ['entities are unescaped once', 'A &amp;lt; B &lt;C&gt;', 'A &lt; B <C>'],
  ];
  for (const [reason, mrkdwn, text] of rows) it(reason, () => assert.equal(mrkdwnToText(mrkdwn, options), text));

  it('shows the fallback of a date when nobody formats it', () =>
    assert.equal(mrkdwnToText('<!date^1790000000^{time}|3 December>'), '3 December'));
});

describe('blocks as a person reads them', () => {
  const rows: [reason: string, block: object, lines: string[]][] = [
    ['a header', { type: 'header', text: plain('Order &amp; more') }, ['Order & more']],
    [
      'a section with fields and a button',
      { type: 'section', text: { type: 'mrkdwn', text: 'a\nb' }, fields: [plain('c')], accessory: button('Go') },
      ['a', 'b', 'c', '[Go]'],
    ],
    [
      'a context',
      { type: 'context', elements: [plain('a'), { type: 'image', alt_text: 'flag' }] },
      ['a · (image: flag)'],
    ],
    [
      'buttons and menus',
      {
        type: 'actions',
        elements: [
          button('A'),
          { type: 'overflow', options: [option('B'), option('C')] },
          { type: 'static_select', placeholder: plain('Pick') },
        ],
      },
      ['[A] [⋯ B | C] [Pick ▾]'],
    ],
    [
      'a menu that has a choice',
      { type: 'actions', elements: [{ type: 'static_select', initial_option: option('DE') }] },
      ['[DE ▾]'],
    ],
    [
      'a menu of people',
      { type: 'actions', elements: [{ type: 'users_select', initial_user: 'U1' }, { type: 'users_select' }] },
      ['[Ada ▾] [Choose ▾]'],
    ],
    [
      'a date picker',
      { type: 'actions', elements: [{ type: 'datepicker', initial_date: '2026-12-03' }] },
      ['[2026-12-03 ▾]'],
    ],
    [
      'a blank to fill',
      input({ type: 'plain_text_input' }, { optional: true, hint: plain('Any') }),
      ['City (optional): ____', '  Any'],
    ],
    ['a filled field', input({ type: 'plain_text_input', initial_value: 'Berlin' }), ['City: Berlin']],
    ['a file', input({ type: 'file_input' }), ['City: [Choose a file]']],
    [
      'boxes to tick',
      input({ type: 'checkboxes', options: [option('A'), option('B')], initial_options: [option('B')] }),
      ['City: ☐ A  ☑ B'],
    ],
    ['an image', { type: 'image', title: plain('Map'), alt_text: 'Berlin' }, ['Map', '(image: Berlin)']],
    ['a divider', { type: 'divider' }, ['────────']],
    ['a block of another kind', { type: 'video' }, ['(video)']],
    [
      'a table, aligned',
      {
        type: 'table',
        column_settings: [null, { align: 'right' }],
        rows: [
          ['Number', 'Monthly'],
          ['+49 30 1', '$1'],
        ].map((row) => row.map((text) => ({ type: 'raw_text', text }))),
      },
      ['Number    Monthly', '+49 30 1       $1'],
    ],
    [
      'rich text',
      {
        type: 'rich_text',
        elements: [
          {
            type: 'rich_text_section',
            elements: [
              { type: 'text', text: 'Hi ' },
              { type: 'user', user_id: 'U1' },
            ],
          },
          {
            type: 'rich_text_list',
            style: 'ordered',
            elements: [{ type: 'rich_text_section', elements: [{ type: 'link', url: 'https://a.b' }] }],
          },
          { type: 'rich_text_quote', elements: [{ type: 'text', text: 'a & b' }] },
        ],
      },
      ['Hi @Ada', '1. https://a.b', '> a & b'],
    ],
  ];
  for (const [reason, block, lines] of rows) it(reason, () => assert.deepEqual(read(block), lines));
});

describe('a view as a person reads it', () => {
  it('has its title on top and its buttons below', () => {
    const view = {
      type: 'modal',
      title: plain('Search'),
      submit: plain('Find'),
      close: plain('Back'),
      blocks: [input({ type: 'plain_text_input' })],
    };
    assert.deepEqual(viewToText(view, options), ['Search', 'City: ____', '[Back] [Find]']);
  });
});
