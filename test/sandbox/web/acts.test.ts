import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findPlaced, openPage, orderInPage, TELECOM_ID } from './open-page.ts';

const ALERTS_ID = 'C0NUMBERSALERTS';

describe('the workspace in the page', () => {
  it('shows who one can be, the channels and what the app offers', async (t) => {
    const page = await openPage(t);
    const state = await page.state('ben');
    assert.deepEqual(
      state.people.map(({ name, role }) => [name, role]),
      [
        ['ada', 'admin'],
        ['ben', 'member'],
        ['gus', 'guest'],
      ],
    );
    assert.equal(state.me.name, 'ben');
    assert.deepEqual(
      state.channels.map(({ name, kind, hasApp }) => `${kind} ${name} ${hasApp}`),
      [
        'channel telecom true',
        'channel numbers-alerts true',
        'channel random false',
        'channel old true',
        'im numberdesk true',
      ],
    );
    assert.ok(state.commands.some(({ word, example }) => word === '/numbers search' && example.includes('Berlin')));
    const guest = await page.state('gus');
    assert.ok(!guest.channels.some(({ id }) => id === ALERTS_ID), 'a guest sees only the own channels');
  });

  it('carries a person from the command to the order card', async (t) => {
    const page = await openPage(t);
    await orderInPage(page);
    const { messages, desk, views, clock } = await page.state('ben');
    const card = (messages[TELECOM_ID] ?? []).find((message) => message.reply_count);
    assert.match(JSON.stringify(card?.blocks), /DE local/);
    assert.equal(desk.length, 1);
    assert.equal(clock.nextDeadlineAt, desk[0]?.deadlineAt);
    assert.deepEqual(views, [], "nobody sees another's modals");
    assert.ok(!(messages[TELECOM_ID] ?? []).some(({ visible_to }) => visible_to), 'nor what was meant for them alone');
  });

  it('keeps what is chosen, on the server', async (t) => {
    const page = await openPage(t);
    await page.act('ada', { type: 'command', channel: TELECOM_ID, text: '/numbers search' });
    const city = await page.until('ada', ({ views }) =>
      views[0]?.blocks.find((one) => JSON.stringify(one).includes('City')),
    );
    const actionId = String((city.element as { action_id: string }).action_id);
    await page.act('ada', {
      type: 'choose',
      place: { kind: 'view' },
      blockId: city.block_id,
      actionId,
      value: 'Berlin',
    });
    const [view] = (await page.state('ada')).views;
    assert.equal(view?.state.values[city.block_id]?.[actionId]?.value, 'Berlin', 'a reload finds it');
  });

  it('says in friendly words what Slack would not let one do', async (t) => {
    const page = await openPage(t);
    const gone = {
      place: { kind: 'message', channel: TELECOM_ID, ts: '1.000001' },
      blockId: 'b',
      actionId: 'a',
    } as const;
    const impossible: [Parameters<typeof page.tryAct>[1], RegExp][] = [
      [{ type: 'submit' }, /^Ada has no modal open\.$/],
      [{ type: 'click', ...gone, option: null }, /changed in the meantime/],
      [{ type: 'say', channel: 'C0OLD', text: 'hello', threadTs: null }, /is archived\.$/],
      [{ type: 'say', channel: 'C0NOWHERE', text: 'hello', threadTs: null }, /is not in C0NOWHERE\.$/],
    ];
    for (const [act, words] of impossible) {
      const answer = await page.tryAct('ada', act);
      assert.ok(!answer.ok, act.type);
      assert.match(answer.error, words);
      assert.doesNotMatch(answer.error, /impossible in Slack/);
    }
  });

  it("shows Slack's own notice, not an error, when the app does not answer", async (t) => {
    const page = await openPage(t);
    page.slack.setRequestUrl(null);
    assert.deepEqual(await page.tryAct('ada', { type: 'command', channel: TELECOM_ID, text: '/numbers help' }), {
      ok: true,
    });
    const { notices } = await page.state('ada');
    assert.match(String(notices[0]?.text), /\/numbers failed with the error "dispatch_failed"/);
    assert.deepEqual((await page.state('ben')).notices, []);
  });

  it('counts what each person has not read, and marks what names them', async (t) => {
    const page = await openPage(t);
    const markOf = async (person: string) => {
      const { channels } = await page.state(person);
      const { unread, mentioned } = channels.find(({ id }) => id === TELECOM_ID) ?? {};
      return [unread, mentioned];
    };
    const say = (text: string, threadTs: string | null = null) =>
      page.act('ada', { type: 'say', channel: TELECOM_ID, text, threadTs });
    await say('Good morning');
    assert.deepEqual(await markOf('ben'), [1, false]);
    assert.deepEqual(await markOf('ada'), [0, false], 'one has read what one wrote');
    await say('@ben, could you order a number?');
    assert.deepEqual(await markOf('ben'), [2, true]);
    assert.deepEqual(await markOf('gus'), [2, false]);
    await page.act('ben', { type: 'read', channel: TELECOM_ID });
    assert.deepEqual(await markOf('ben'), [0, false]);
    const asked = (await page.state('ben')).messages[TELECOM_ID]?.at(-1);
    await say('It is urgent', asked?.ts);
    assert.deepEqual(await markOf('ben'), [1, false], 'a reply in a thread that names him');
    assert.deepEqual(await markOf('gus'), [2, false], 'not in one that does not');
  });

  it('takes a file, and gives the reviewer the document without letting it act', async (t) => {
    const page = await openPage(t);
    const { fileId } = await page.act('ada', {
      type: 'upload',
      name: 'a.png',
      content: Buffer.from('x').toString('base64'),
    });
    assert.equal(page.slack.workspace.files.find(String(fileId))?.file.name, 'a.png');
    const kept = async (filename: string) => {
      const response = await fetch(`${page.telnyx.url}/documents`, {
        method: 'POST',
        headers: { authorization: 'Bearer KEY-simulated-telnyx', 'content-type': 'application/json' },
        body: JSON.stringify({ file: Buffer.from('<script>alert(1)</script>').toString('base64'), filename }),
      });
      const { data } = (await response.json()) as { data: { id: string } };
      return fetch(`${page.url}/documents/${data.id}`);
    };
    const picture = (await kept('pass"port.png')).headers;
    assert.equal(picture.get('content-type'), 'image/png');
    assert.match(String(picture.get('content-disposition')), /^inline; filename="pass_port\.png"/);
    assert.match(String(picture.get('content-security-policy')), /sandbox/);
    const text = await kept('notes.txt');
    assert.equal(text.headers.get('content-type'), 'application/octet-stream');
    assert.match(String(text.headers.get('content-disposition')), /^attachment/);
    assert.equal(await text.text(), '<script>alert(1)</script>');
    assert.equal((await fetch(`${page.url}/documents/nothing`)).status, 404);
    assert.equal((await fetch(`${page.url}/addresses/nothing`)).status, 404);
  });

  it('opens Home, invites the app and runs the shortcut of a message', async (t) => {
    const page = await openPage(t);
    await page.act('ada', { type: 'open-home' });
    assert.equal((await page.until('ada', ({ home }) => home)).type, 'home');
    await page.act('ada', { type: 'invite-app', channel: 'C0RANDOM' });
    assert.ok((await page.state('ada')).channels.find(({ id }) => id === 'C0RANDOM')?.hasApp);
    await page.act('ada', { type: 'say', channel: TELECOM_ID, text: 'The bill is on its way', threadTs: null });
    const [said] = (await page.state('ada')).messages[TELECOM_ID] ?? [];
    const { shortcuts } = await page.state('ada');
    const callbackId = String(shortcuts[0]?.callbackId);
    await page.act('ada', { type: 'shortcut', callbackId, channel: TELECOM_ID, ts: String(said?.ts) });
    assert.ok(await page.until('ada', ({ views }) => views.length > 0), 'the app answers it');
    assert.equal(findPlaced(await page.state('ada'), 'nothing:such'), null);
  });
});
