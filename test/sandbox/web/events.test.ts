import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import type { PageState } from '../../../src/sandbox/web/protocol.ts';
import { openPage, TELECOM_ID } from './open-page.ts';

type Followed = { states: PageState[]; ids: string[]; until(find: (state: PageState) => boolean): Promise<PageState> };

/** What a browser tab receives. */
const follow = async (t: TestContext, url: string): Promise<Followed> => {
  const stop = new AbortController();
  t.after(() => stop.abort());
  const { body, headers } = await fetch(url, { signal: stop.signal });
  assert.match(String(headers.get('content-type')), /^text\/event-stream/);
  assert.ok(body);
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  const states: PageState[] = [];
  const ids: string[] = [];
  let rest = '';
  const readOn = async (): Promise<void> => {
    const { value, done } = await reader.read();
    assert.ok(!done, 'the stream goes on');
    const parts = (rest + value).split('\n\n');
    rest = parts.pop() ?? '';
    for (const part of parts) {
      const data = /^data: (.*)$/m.exec(part)?.[1];
      if (data === undefined) continue;
      states.push(JSON.parse(data) as PageState);
      ids.push(/^id: (.*)$/m.exec(part)?.[1] ?? '');
    }
  };
  return {
    states,
    ids,
    until: async (find) => {
      for (;;) {
        const found = states.find(find);
        if (found !== undefined) return found;
        await readOn();
      }
    },
  };
};

const texts = (state: PageState): string[] => (state.messages[TELECOM_ID] ?? []).map(({ text }) => text);

describe('the stream of states', () => {
  it('brings the whole state at once, and again whenever something changed', async (t) => {
    const page = await openPage(t);
    const tab = await follow(t, `${page.url}/events?person=ada`);
    const first = await tab.until(() => true);
    assert.deepEqual(texts(first), []);
    await page.act('ben', { type: 'say', channel: TELECOM_ID, text: 'Hello', threadTs: null });
    const second = await tab.until((state) => texts(state).includes('Hello'));
    assert.ok(second.seq > first.seq);
    assert.equal(tab.ids.at(-1), String(tab.states.at(-1)?.seq));
  });

  it('agrees in two tabs, and each person has their own', async (t) => {
    const page = await openPage(t);
    const tabs = await Promise.all(['ada', 'ada', 'gus'].map((name) => follow(t, `${page.url}/events?person=${name}`)));
    await page.act('ada', { type: 'command', channel: TELECOM_ID, text: '/numbers help' });
    const [one, two] = await Promise.all(
      tabs.slice(0, 2).map((tab) => tab.until((state) => texts(state).length === 1)),
    );
    assert.deepEqual(one?.messages, two?.messages);
    await page.act('ada', { type: 'say', channel: TELECOM_ID, text: 'Seen?', threadTs: null });
    const guest = await tabs[2]?.until((state) => texts(state).includes('Seen?'));
    assert.deepEqual(guest && texts(guest), ['Seen?'], 'what only Ada sees is not there');
  });

  it('tells a burst of changes together', async (t) => {
    const page = await openPage(t);
    const tab = await follow(t, `${page.url}/events?person=ada`);
    await tab.until(() => true);
    const ben = page.slack.person('ben');
    for (let n = 1; n <= 50; n += 1) await ben.say(`message ${n}`);
    await tab.until((state) => texts(state).includes('message 50'));
    assert.ok(tab.states.length < 25, `${tab.states.length} states for 50 messages`);
  });

  it('shows the latest 300 messages, and what their replies answer', async (t) => {
    const page = await openPage(t);
    const ben = page.slack.person('ben');
    const old = await ben.say('An old question');
    for (let n = 1; n <= 310; n += 1) await ben.say(`message ${n}`);
    await ben.say('A late answer', { threadTs: old.ts });
    const shown = texts(await page.state('ada'));
    assert.equal(shown.length, 301);
    assert.deepEqual([shown[0], shown[1], shown.at(-1)], ['An old question', 'message 12', 'A late answer']);
  });

  it('knows nobody of another name, nor anyone of another organisation', async (t) => {
    const page = await openPage(t);
    for (const name of ['olga', 'numberdesk', 'nobody', '']) {
      assert.equal((await fetch(`${page.url}/events?person=${name}`)).status, 404, name);
    }
  });
});
