import assert from 'node:assert/strict';
import { it } from 'node:test';
import { plain, section } from '../sandbox/slack/tiny-app.ts';
import { START_AT } from '../support/start-world.ts';
import { messages, see, seeGone, thread } from './support/hands.ts';
import { sharedBrowser } from './support/open-browser.ts';
import { TELECOM_ID, visitTinyApp } from './support/visit-tiny-app.ts';

const browser = sharedBrowser();

const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });
const rich = (...elements: object[]) => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements }],
});
const words = (text: string) => rich({ type: 'text', text });
const DUE = `<!date^${START_AT / 1000}^{date_short_pretty} {time}|some day>`;

const BLOCKS = [
  { type: 'header', text: plain('A heading') },
  section(`*bold* <https://telnyx.com|a link> <@U0BEN> <#C0RANDOM> \`code\` ${DUE} :tada:`),
  { type: 'section', fields: [mrkdwn('*Status*\nactive'), mrkdwn('*Cost*\n$1')] },
  { type: 'divider' },
  { type: 'image', image_url: 'https://example.com/map.png', alt_text: 'A map of Berlin' },
  { type: 'context', elements: [mrkdwn('_small print_')] },
  {
    type: 'rich_text',
    elements: [
      { type: 'rich_text_list', style: 'bullet', elements: [words('one').elements[0], words('two').elements[0]] },
      { type: 'rich_text_quote', elements: [{ type: 'text', text: 'said', style: { italic: true } }] },
    ],
  },
  {
    type: 'table',
    rows: [
      [words('Number'), words('City')],
      [words('+49 30 1'), words('Berlin')],
    ],
  },
];

it('each block and each mark of Slack’s texts is drawn as what it is', async (t) => {
  const { page, post } = await visitTinyApp(t, { browser: await browser() });
  await post(BLOCKS);
  const list = messages(page);
  await see(list.getByRole('heading', { name: 'A heading' }));
  for (const [tag, text] of [
    ['b', 'bold'],
    ['code', 'code'],
    ['.mention', '@Ben Okafor'],
    ['time', 'today 10:00 AM'],
    ['.section-field', 'Status'],
    ['.context', 'small print'],
    ['li li', 'two'],
    ['blockquote i', 'said'],
  ] as const)
    assert.equal(await list.locator(tag, { hasText: text }).count(), 1, `${text} as ${tag}`);
  assert.equal(await list.getByRole('link', { name: 'a link' }).getAttribute('href'), 'https://telnyx.com');
  for (const [role, name] of [
    ['img', 'tada'],
    ['img', 'A map of Berlin'],
    ['columnheader', 'City'],
    ['cell', 'Berlin'],
    ['separator', ''],
  ] as const)
    assert.equal(await list.getByRole(role, name === '' ? {} : { name, exact: true }).count(), 1, `${role} ${name}`);
  await list.getByRole('button', { name: '#random' }).click();
  await see(page.getByRole('textbox', { name: 'Message #random' }));
});

it('a message is edited in place, a reply also sent to the channel leads to its thread', async (t) => {
  const { client, page, post } = await visitTinyApp(t, { browser: await browser() });
  const ts = await post([section('Ordered')], 'Ordered');
  const list = messages(page);
  await see(list.getByText('Ordered'));
  await client.chat.update({ channel: TELECOM_ID, ts, text: 'Active', blocks: [section('Active')] });
  await seeGone(list.getByText('Ordered'));
  await see(list.getByText('Active'));
  assert.equal(await list.getByRole('listitem').filter({ hasText: 'numberdesk' }).count(), 1);

  await client.chat.postMessage({ channel: TELECOM_ID, thread_ts: ts, text: 'Only in the thread' });
  await client.chat.postMessage({ channel: TELECOM_ID, thread_ts: ts, text: 'For everybody', reply_broadcast: true });
  const reply = list.getByRole('listitem').filter({ hasText: 'For everybody' });
  await see(reply.getByText('replied to'));
  assert.equal(await list.getByText('Only in the thread').count(), 0);
  await reply.getByRole('button', { name: 'a thread' }).click();
  for (const text of ['Active', 'Only in the thread', 'For everybody']) await see(thread(page).getByText(text));

  await client.chat.postEphemeral({ channel: TELECOM_ID, user: 'U0ADA', text: 'Just so you know' });
  await see(list.getByRole('listitem').filter({ hasText: 'Only visible to you' }).getByText('Just so you know'));
});

it('a link to a message opens its thread, in a channel that the reader has', async (t) => {
  const { client, page, post } = await visitTinyApp(t, { browser: await browser() });
  const ts = await post([section('Ordered')], 'Ordered');
  await client.chat.postMessage({ channel: TELECOM_ID, thread_ts: ts, text: 'Only in the thread' });
  const address = (channel: string): string => `https://acme.slack.com/archives/${channel}/p${ts.replace('.', '')}`;
  await post([section(`<${address(TELECOM_ID)}|the order> <${address('C0NOWHERE')}|another>`)]);
  const list = messages(page);
  assert.equal(await list.getByRole('link', { name: 'another' }).getAttribute('href'), address('C0NOWHERE'));
  await list.getByRole('button', { name: 'the order' }).click();
  await see(thread(page).getByText('Only in the thread'));
});
