import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Message } from '../../../src/sandbox/slack/shapes.ts';
import { FAULTS, type PageState } from '../../../src/sandbox/web/protocol.ts';
import { DAY_MS, HOUR_MS, START_AT } from '../../support/start-world.ts';
import { openPage, orderInPage, type Page, submitOrderInPage, TELECOM_ID } from './open-page.ts';

const wordsIn = (state: PageState): string => JSON.stringify(state.messages[TELECOM_ID]);
const repliesIn = (state: PageState): Message[] =>
  (state.messages[TELECOM_ID] ?? []).filter(({ ts, thread_ts }) => thread_ts !== undefined && thread_ts !== ts);

const statusesOf = ({ desk }: PageState): string[] => desk.map(({ status }) => status);

/** An order that Number Ops has all answers of. */
const addAnswered = (page: Page) =>
  page.telnyx.desk.addOrder({ parts: [{ country: 'DE', numberType: 'local', paperwork: 'under-review' }] })
    .partIds[0] ?? '';

describe('the Number Ops desk in the page', () => {
  it('writes a comment and declines, and the thread hears of both without waiting for a poll', async (t) => {
    const page = await openPage(t);
    await orderInPage(page);
    const [part] = (await page.state()).desk;
    const partId = String(part?.partId);
    await page.desk({ type: 'comment', partId, body: 'We begin tomorrow.' });
    await page.until('ada', (state) => wordsIn(state).includes('We begin tomorrow.'));
    const requirementId = String(part?.requirements[0]?.requirementId);
    await page.desk({ type: 'decline', partId, requirementId, comment: 'Too blurred to read.' });
    await page.until('ada', (state) => wordsIn(state).includes('Too blurred to read.'));
    const { channels } = await page.state('ada');
    assert.ok(channels.find(({ id }) => id === TELECOM_ID)?.mentioned, 'the owner is called');
  });

  it('approves one answer after the other until the part is active', async (t) => {
    const page = await openPage(t);
    const partId = addAnswered(page);
    const [first, ...others] = (await page.state()).desk[0]?.requirements ?? [];
    await page.desk({ type: 'approve', partId, requirementId: String(first?.requirementId), comment: 'Fine.' });
    const [part] = (await page.state()).desk;
    assert.deepEqual(
      part?.requirements.map(({ status }) => status),
      ['approved', ...others.map(() => 'pending-approval')],
    );
    assert.equal(part?.comments.at(-1)?.body, 'Fine.');
    await page.desk({ type: 'approve-all', partId });
    assert.deepEqual(statusesOf(await page.state()), ['success']);
    const late = await page.tryDesk({ type: 'approve-all', partId });
    assert.deepEqual(late, {
      ok: false,
      error: 'That part is no longer pending: nothing can be decided about it any more.',
    });
    const unknown = await page.tryDesk({ type: 'comment', partId: 'nothing', body: 'Hello' });
    assert.deepEqual(unknown, { ok: false, error: 'That order is no longer there.' });
  });

  it('adds an order made elsewhere, and says which it does not sell', async (t) => {
    const page = await openPage(t);
    await page.desk({ type: 'add-order', country: 'DE', numberType: 'local', count: 3, reference: 'Portal' });
    const [part] = (await page.state()).desk;
    assert.deepEqual([part?.reference, part?.phoneNumbers.length], ['Portal', 3]);
    await page.desk({ type: 'add-order', country: 'DE', numberType: 'local', count: 500, reference: 'Large' });
    const many = (await page.state()).desk.find(({ reference }) => reference === 'Large');
    assert.equal(many?.phoneNumbers.length, 500, 'as many as the desk offers to add');
    const answer = await page.tryDesk({
      type: 'add-order',
      country: 'AQ',
      numberType: 'local',
      count: 1,
      reference: '',
    });
    assert.deepEqual(answer, { ok: false, error: 'The sandbox sells no AQ local numbers.' });
  });

  it('moves time on: reminders on the way, the cancellation at the deadline', async (t) => {
    const page = await openPage(t);
    await orderInPage(page);
    const [part] = (await page.state()).desk;
    const partId = String(part?.partId);
    await page.desk({ type: 'move-deadline', partId, deadlineAt: START_AT + 5 * DAY_MS });
    await page.desk({ type: 'advance', ms: HOUR_MS });
    const { clock } = await page.state();
    assert.ok(clock.now >= START_AT + HOUR_MS && clock.now < START_AT + HOUR_MS + 60_000);
    assert.equal(clock.nextDeadlineAt, START_AT + 5 * DAY_MS);
    const before = repliesIn(await page.state()).length;
    await page.desk({ type: 'advance-to-deadline' });
    const after = await page.until('ada', (state) => state.desk[0]?.status === 'cancelled' && state);
    assert.ok(repliesIn(after).length >= before + 4, 'reminders 72, 24 and 4 hours before, then the end');
    assert.match(wordsIn(after), /cancelled/i);
    assert.equal(after.clock.nextDeadlineAt, null);
    assert.deepEqual(await page.tryDesk({ type: 'advance-to-deadline' }), {
      ok: false,
      error: 'No order has a deadline that lies ahead.',
    });
  });

  it('takes two pushes of the clock one after the other', async (t) => {
    const page = await openPage(t);
    await Promise.all([page.desk({ type: 'advance', ms: HOUR_MS }), page.desk({ type: 'advance', ms: HOUR_MS })]);
    assert.equal((await page.state()).clock.now, START_AT + 2 * HOUR_MS);
    await page.desk({ type: 'speed', speed: 60 });
    assert.equal((await page.state()).clock.speed, 60);
    assert.ok(!(await page.tryDesk({ type: 'speed', speed: -1 })).ok, 'time does not run backwards');
    assert.ok(!(await page.tryDesk({ type: 'advance', ms: 1e15 })).ok);
  });

  it('switches every fault on and off, and says what it shows', async (t) => {
    const page = await openPage(t);
    for (const name of FAULTS) {
      await page.desk({ type: 'fault', name, on: true });
      await page.desk({ type: 'fault', name, on: true });
      const { faults } = await page.state();
      assert.deepEqual(
        faults.filter(({ isOn }) => isOn).map((fault) => fault.name),
        [name],
      );
      assert.ok(faults.every(({ shows }) => /^[A-Z].{30,}\.$/.test(shows)));
      await page.desk({ type: 'fault', name, on: false });
    }
    assert.deepEqual([page.telnyx.faults.list(), page.slack.faults.list()], [[], []]);
  });

  it('sells a number from under an order, once', async (t) => {
    const page = await openPage(t);
    await page.desk({ type: 'fault', name: 'telnyx-number-gone', on: true });
    await submitOrderInPage(page);
    await page.until('ada', ({ views }) => /no longer|gone|taken|sold/i.test(JSON.stringify(views)));
    assert.ok(
      (await page.state()).faults.every(({ isOn }) => !isOn),
      'the next order is not hit',
    );
    assert.deepEqual((await page.state()).desk, []);
  });

  it('orders once although the answer of Telnyx is lost', async (t) => {
    const page = await openPage(t);
    await page.desk({ type: 'fault', name: 'telnyx-timeout-after-order', on: true });
    await submitOrderInPage(page);
    await page.until('ada', ({ messages }) =>
      /Telnyx did not answer in time/.test(JSON.stringify(messages[TELECOM_ID])),
    );
    assert.ok((await page.state()).faults.every(({ isOn }) => !isOn));
    await page.desk({ type: 'advance', ms: HOUR_MS });
    await page.until('ada', ({ messages }) => (messages[TELECOM_ID] ?? []).some((one) => one.reply_count));
    assert.equal((await page.state()).desk.length, 1);
  });

  it('logs the calls between app, Slack and Telnyx once each, repeated polls on one line', async (t) => {
    const page = await openPage(t);
    await orderInPage(page);
    const { calls } = await page.state();
    const shown = calls.map(({ route, method, path, status }) => `${route} ${method} ${path} ${status}`);
    assert.ok(shown.includes('slack-app command /numbers search DE local Berlin 200'), shown.join('\n'));
    assert.ok(shown.includes('app-telnyx GET /available_phone_numbers 200'));
    assert.ok(shown.includes('app-slack POST response_url 200'));
    assert.ok(shown.includes('slack-app view_submission order:submit 200'));
    assert.ok(shown.includes('app-telnyx POST /number_orders 200'));
    assert.ok(shown.includes('app-slack POST /api/chat.postMessage 200'));
    assert.equal(new Set(calls.map(({ id }) => id)).size, calls.length, 'ids are unique');
    await page.desk({ type: 'advance', ms: 2 * HOUR_MS });
    await page.tick();
    const lines = (await page.state()).calls.length;
    for (let n = 0; n < 3; n += 1) await page.tick();
    const after = (await page.state()).calls;
    assert.equal(after.length, lines, 'a poll that reads the same adds no line');
    const poll = after.findLast(({ path }) => path === '/sub_number_orders');
    assert.deepEqual([poll?.method, Number(poll?.times) >= 3], ['GET', true]);
  });
});
