import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Message } from '../../src/sandbox/slack/shapes.ts';
import { cards, replies, textOf } from '../support/act.ts';
import { oneTold, orderWithPaperwork } from '../support/act-requirements.ts';
import { HOUR_MS, startWorld, WORLDS, type World } from '../support/start-world.ts';
import { temporaryPath } from '../support/temporary-folder.ts';

const MINUTE_MS = 60_000;

/** What the app wrote to Ada, who is an admin, by herself. */
const alerts = (w: World): string[] => {
  const channel = w.slack.workspace.channels.directMessage(w.slack.person('ada').id).id;
  return w.slack.messages(channel).map(textOf);
};

/** Five orders in the channel, followed for an hour. */
const fiveOrders = async (w: World): Promise<{ card: Message; partId: string }[]> => {
  const ordered = [];
  for (const reference of ['One', 'Two', 'Three', 'Four', 'Five'])
    ordered.push(await orderWithPaperwork(w, w.slack.person('ada'), { reference }));
  await w.clock.advance(2 * HOUR_MS);
  return ordered;
};

const said = (w: World): number => cards(w).reduce((sum, card) => sum + replies(w, card).length, 0);

const CASES: { when: string; go: (w: World, partIds: string[]) => () => void; says: RegExp; over: RegExp }[] = [
  {
    when: 'Telnyx refuses the key',
    go: (w) => w.telnyx.faults.on({ kind: 'key-refused' }),
    says: /Telnyx refuses the API key.*What to do: Make a key/s,
    over: /All is well again: Telnyx takes the API key/,
  },
  {
    when: 'the key is of another account',
    go: (w) => w.telnyx.faults.on({ kind: 'other-account' }),
    says: /belongs to another account.*none of the 5 parts.*Nothing was posted about them/s,
    over: /All is well again: the orders followed here are in the account/,
  },
];

describe('when the poll cannot trust what it sees', () => {
  for (const { when, go, says, over } of CASES)
    for (const { name, ...world } of WORLDS.slice(0, 2))
      it(`${when}: the admins hear it once, the threads nothing, ${name}`, async (t) => {
        const w = await startWorld(t, { ...world, storeUrl: `sqlite://${temporaryPath(t)}` });
        const ordered = await fiveOrders(w);
        const before = said(w);
        const mend = go(
          w,
          ordered.map(({ partId }) => partId),
        );
        await w.clock.advance(MINUTE_MS);
        assert.equal(alerts(w).length, 1, alerts(w).join('\n---\n'));
        assert.match(alerts(w)[0] ?? '', says);
        await w.app.stop();
        await w.app.start();
        await w.clock.advance(2 * HOUR_MS);
        assert.equal(alerts(w).length, 1, 'not again, nor after a restart');
        mend();
        for (let minutes = 0; minutes < 6; minutes += 1) await w.clock.advance(MINUTE_MS);
        assert.equal(alerts(w).length, 2, alerts(w).join('\n---\n'));
        assert.match(alerts(w)[1] ?? '', over);
        assert.equal(said(w), before);
      });

  it('a fifth of the orders is found no more: the admins hear it, and the others are followed on', async (t) => {
    const w = await startWorld(t);
    const [lost, other] = await fiveOrders(w);
    assert.ok(lost && other);
    const before = said(w);
    w.telnyx.desk.hidePart({ partId: lost.partId, hidden: true });
    await w.clock.advance(MINUTE_MS);
    assert.equal(alerts(w).length, 1);
    assert.match(alerts(w)[0] ?? '', /does not find 1 of the 5 orders followed here.*Nothing was posted about them/s);
    const told = await oneTold(w, other.card, async () => {
      w.telnyx.desk.comment({ partId: other.partId, body: 'Hello?' });
      await w.clock.advance(6 * MINUTE_MS);
    });
    assert.match(textOf(told), /> Hello\?/);
    w.telnyx.desk.hidePart({ partId: lost.partId, hidden: false });
    for (let minutes = 0; minutes < 10; minutes += 1) await w.clock.advance(MINUTE_MS);
    assert.match(alerts(w)[1] ?? '', /All is well again/);
    assert.equal(said(w), before + 1);
  });

  it('pages of HTML with status 200 are no answer: nothing is said of any order', async (t) => {
    const w = await startWorld(t);
    await fiveOrders(w);
    const before = said(w);
    w.telnyx.faults.on({ kind: 'html' });
    for (let minutes = 0; minutes < 20; minutes += 1) await w.clock.advance(MINUTE_MS);
    assert.equal(said(w), before);
    assert.deepEqual(alerts(w), []);
    await w.clock.advance(HOUR_MS);
    assert.match(alerts(w)[0] ?? '', /Telnyx has not answered for an hour/);
  });
});
