import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseInline } from '../../../src/sandbox/web/page/blocks/mrkdwn-parse.js';
import { slackDate } from '../../../src/sandbox/web/page/blocks/slack-date.js';

const text = (words: string) => ({ kind: 'text', text: words });

const ROWS: { mrkdwn: string; parsed: unknown[]; why: string }[] = [
  { mrkdwn: '*due* today', parsed: [{ kind: 'bold', children: [text('due')] }, text(' today')], why: 'bold' },
  {
    mrkdwn: '_a_ ~b~',
    parsed: [{ kind: 'italic', children: [text('a')] }, text(' '), { kind: 'strike', children: [text('b')] }],
    why: 'italic, struck out',
  },
  {
    mrkdwn: 'hd_voice, local_calling',
    parsed: [text('hd_voice, local_calling')],
    why: 'marks inside words are letters',
  },
  { mrkdwn: '2 * 3 * 4', parsed: [text('2 * 3 * 4')], why: 'marks alone are signs' },
  { mrkdwn: '`a *b*`', parsed: [{ kind: 'code', text: 'a *b*' }], why: 'code keeps its marks' },
  { mrkdwn: '&lt;b&gt; &amp;amp;', parsed: [text('<b> &amp;')], why: 'entities, undone once' },
  { mrkdwn: '<@U0ADA>', parsed: [{ kind: 'user', id: 'U0ADA', label: '' }], why: 'a mention' },
  { mrkdwn: '<!channel>', parsed: [{ kind: 'broadcast', range: 'channel' }], why: 'a broadcast is shown as one' },
  {
    mrkdwn: '<https://a.example|here>',
    parsed: [{ kind: 'link', url: 'https://a.example', label: [text('here')] }],
    why: 'a link',
  },
  {
    mrkdwn: '<script>',
    parsed: [{ kind: 'link', url: 'script', label: [text('script')] }],
    why: 'no markup: drawing decides whether it may be followed',
  },
];

describe('mrkdwn on the sandbox page', () => {
  for (const { mrkdwn, parsed, why } of ROWS) {
    it(`is taken apart as Slack does: ${why}`, () => assert.deepEqual(parseInline(mrkdwn), parsed));
  }
});

describe('a date on the sandbox page', () => {
  const now = Date.UTC(2026, 8, 7, 8, 0);
  const show = (at: number, timeZone: string) => slackDate('{date_short_pretty} {time}', { at, now, timeZone });

  it('is in the reader’s own time zone, near days in a word', () => {
    assert.equal(show(now, 'Europe/Berlin'), 'today 10:00 AM');
    assert.equal(show(now + 86_400_000, 'America/New_York'), 'tomorrow 4:00 AM');
    assert.equal(show(now + 10 * 86_400_000, 'UTC'), 'Sep 17, 2026 8:00 AM');
  });
});
