import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { escapeLine, plainLine, quote, section } from '../../../src/slack/views/blocks.ts';

type Row = { text: string; becomes: string; why: string };

const shown = (text: string): string =>
  text.replace(/[^\x20-\x7E]/gu, (each) => `U+${each.codePointAt(0)?.toString(16)}`);

describe('foreign words among ours, in mrkdwn', () => {
  const ROWS: Row[] = [
    { text: '<!channel>', becomes: '&lt;!channel&gt;', why: 'calls nobody' },
    { text: '<!here> <!everyone>', becomes: '&lt;!here&gt; &lt;!everyone&gt;', why: 'calls nobody' },
    { text: '<!subteam^S1|@team>', becomes: '&lt;!subteam^S1|@team&gt;', why: 'calls no user group' },
    { text: '<@U123>', becomes: '&lt;@U123&gt;', why: 'calls no person' },
    { text: '<#C123|general>', becomes: '&lt;#C123|general&gt;', why: 'names no channel' },
    {
      text: '<https://evil.example|portal.telnyx.com>',
      becomes: '&lt;https://evil.example|portal.telnyx.com&gt;',
      why: 'a link cannot show another address',
    },
    { text: '<!date^0^now|x>', becomes: '&lt;!date^0^now|x&gt;', why: 'is no date' },
    { text: 'Ada & Co', becomes: 'Ada &amp; Co', why: 'an ampersand stays one' },
    { text: '&lt;!channel&gt;', becomes: '&amp;lt;!channel&amp;gt;', why: 'what is escaped already is not unescaped' },
    { text: '*approved*', becomes: '∗approved∗', why: 'cannot be set in bold' },
    { text: '_x_ ~y~', becomes: '＿x＿ ∼y∼', why: 'cannot strike out what we say behind it' },
    { text: '`a` ```b', becomes: 'ˋaˋ ˋˋˋb', why: 'cannot turn what we say behind it into code' },
    { text: 'berlin_office_1 2*3', becomes: 'berlin_office_1 2*3', why: 'between letters nothing is formatting' },
    { text: 'a\r\n> b\n\nc', becomes: 'a &gt; b c', why: 'begins no line of its own, and no quotation' },
    { text: 'gnp.\u202Efdp', becomes: 'gnp.fdp', why: 'no override: it would turn the ending round' },
    { text: '\u202A\u202B\u202C\u202D\u2066\u2067\u2068\u2069x', becomes: 'x', why: 'no other mark of direction' },
    { text: '\u200E\u200F\u061Cx', becomes: 'x', why: 'nor its single-letter forms' },
    { text: 'Ber\u200B\u200C\u200D\u2060\uFEFFlin', becomes: 'Berlin', why: 'nothing of no width' },
    { text: 'Ber\u00AD\u034F\u3164\u115Flin', becomes: 'Berlin', why: 'no soft hyphen, joiner or filler' },
    { text: 'a\u0000\u0007\u001B[31mb\u007F\u0085', becomes: 'a[31mb', why: 'no control characters' },
    { text: 'a\u2028b\u2029c', becomes: 'abc', why: 'no other separators of lines' },
    { text: '\u{E0041}\u{E007F}\uE000x', becomes: 'x', why: 'no tags, nothing of private use' },
    { text: 'x\uD800', becomes: 'x\uFFFD', why: 'no half of a character' },
    { text: '❤\uFE0F 葛\u{E0100}飾', becomes: '❤\uFE0F 葛\u{E0100}飾', why: 'emoji and variants of kanji stay' },
    { text: 'Zoë Ångström 李 عمر', becomes: 'Zoë Ångström 李 عمر', why: 'names of all scripts stay' },
  ];
  for (const { text, becomes, why } of ROWS)
    it(`${shown(text)}: ${why}`, () => assert.equal(escapeLine(text), becomes));

  it('a bare @channel, #general or address stays words: Slack is told to make nothing of it', () => {
    assert.deepEqual(section(escapeLine('@channel https://evil.example')).text, {
      type: 'mrkdwn',
      text: '@channel https://evil.example',
      verbatim: true,
    });
  });
});

describe('foreign words in plain text', () => {
  const ROWS: Row[] = [
    { text: '<!channel> <@U1> <#C1>', becomes: '‹!channel> ‹@U1> ‹#C1>', why: 'calls nobody, in older clients either' },
    { text: 'a < b & c', becomes: 'a < b & c', why: 'is not escaped: it would be read as it stands' },
    { text: 'a\n\tb\r\nc', becomes: 'a b c', why: 'stays on one line' },
    { text: 'invoice\u202Efdp.exe', becomes: 'invoicefdp.exe', why: 'shows its true ending' },
    { text: '\u200B\u2069', becomes: '', why: 'nothing that can be seen is nothing' },
  ];
  for (const { text, becomes, why } of ROWS)
    it(`${shown(text)}: ${why}`, () => assert.equal(plainLine(text, 75), becomes));
});

describe('a comment that is quoted', () => {
  const ROWS: Row[] = [
    { text: 'one\ntwo', becomes: '> one\n> two', why: 'each line is marked as the reviewer’s' },
    { text: 'one\r\n\r\ntwo', becomes: '> one\n> \n> two', why: 'however the lines end' },
    { text: 'one\u2028two\u0085three', becomes: '> onetwothree', why: 'no line can slip out of the quotation' },
    {
      text: '<!channel> <https://a.example|b>',
      becomes: '> &lt;!channel&gt; &lt;https://a.example|b&gt;',
      why: 'calls nobody',
    },
  ];
  for (const { text, becomes, why } of ROWS) it(`${shown(text)}: ${why}`, () => assert.equal(quote(text), becomes));
});
