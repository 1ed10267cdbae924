import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { cardNow, replies, textOf } from '../support/act.ts';
import {
  callsOf,
  isBroadcast,
  oneTold,
  orderAnswered,
  orderWithPaperwork,
  toldBy,
} from '../support/act-requirements.ts';
import { DAY_MS, HOUR_MS, startWorld, WORLDS } from '../support/start-world.ts';
import { temporaryPath } from '../support/temporary-folder.ts';

describe('after the app was down', () => {
  for (const { name, ...world } of WORLDS)
    it(`only the most urgent reminder that was missed is sent, and says why it is late, ${name}`, async (t) => {
      const w = await startWorld(t, { ...world, storeUrl: `sqlite://${temporaryPath(t)}` });
      const ada = w.slack.person('ada');
      const { card, partId } = await orderWithPaperwork(w, ada);
      await oneTold(w, card, () => w.telnyx.desk.moveDeadline({ partId, deadlineAt: w.clock.now() + 100 * HOUR_MS }));
      await w.app.stop();
      await w.clock.advance(97 * HOUR_MS);
      await w.app.start();
      const reminder = await oneTold(w, card, () => undefined);
      assert.match(textOf(reminder), /3 hours left for the DE local part/);
      assert.match(textOf(reminder), /I was down from 7 September 2026 at 08:00 UTC to 11 September 2026 at 09:00 UTC/);
      assert.equal(callsOf(reminder, ada), 1);
      assert.equal(isBroadcast(reminder), true);
      await ada.click({ text: 'Provide details', in: reminder });
      await w.slack.waitFor(() => ada.view()?.callback_id === 'requirements:submit', { what: 'the form' });
    });

  it('what happened meanwhile is told in one message', async (t) => {
    const w = await startWorld(t, { storeUrl: `sqlite://${temporaryPath(t)}` });
    const ada = w.slack.person('ada');
    const { card, part, partId } = await orderAnswered(w, ada);
    await w.tick();
    await w.app.stop();
    w.telnyx.desk.decline({ partId, requirementIds: [part.requirements[0]?.requirementId ?? ''], comment: 'Who?' });
    await w.clock.advance(5 * HOUR_MS);
    w.telnyx.desk.comment({ partId, body: 'Please answer.' });
    await w.clock.advance(DAY_MS);
    await w.app.start();
    const told = await oneTold(w, card, () => undefined);
    assert.match(textOf(told), /declined Contact information.*> Who\?.*> Please answer\..*I was down from/s);
    assert.match(textOf(cardNow(w, card)), /1 declined/);
    assert.deepEqual(await toldBy(w, card, () => w.clock.advance(HOUR_MS)), []);
  });

  it('what was owed when Slack did not answer is said once it does', async (t) => {
    const w = await startWorld(t, { storeUrl: `sqlite://${temporaryPath(t)}` });
    const ada = w.slack.person('ada');
    const { card, partId } = await orderWithPaperwork(w, ada);
    w.slack.faults.fail({ method: 'chat.postMessage', error: 'internal_error', times: 20 });
    assert.deepEqual(await toldBy(w, card, () => w.telnyx.desk.comment({ partId, body: 'Hello?' })), []);
    await w.app.stop();
    w.slack.faults.clear();
    await w.app.start();
    const told = await oneTold(w, card, () => undefined);
    assert.match(textOf(told), /> Hello\?/);
    assert.equal(replies(w, card).length, 2);
  });
});
