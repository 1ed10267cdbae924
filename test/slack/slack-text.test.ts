import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { toTypedText } from '../../src/slack/slack-text.ts';

const ROWS: { from: string; typed: string; why: string }[] = [
  { from: 'search DE city:"A &amp; B"', typed: 'search DE city:"A & B"', why: 'entities' },
  { from: '&amp;lt;b&amp;gt;', typed: '&lt;b&gt;', why: 'undone once, not twice' },
  {
    from: 'order <tel:+493012345678|+49 30 12345678>',
    typed: 'order +49 30 12345678',
    why: 'a number that Slack made a link',
  },
  { from: 'see <https://example.com/a>', typed: 'see https://example.com/a', why: 'a bare link' },
  { from: 'ask <@U0ADA> in <#C1|telecom>', typed: 'ask @U0ADA in telecom', why: 'mentions' },
  { from: '<!channel> hello', typed: '@channel hello', why: 'never a live broadcast' },
];

describe('text that Slack hands over', () => {
  for (const { from, typed, why } of ROWS) {
    it(`reads as it was typed: ${why}`, () => assert.equal(toTypedText(from), typed));
  }
});
