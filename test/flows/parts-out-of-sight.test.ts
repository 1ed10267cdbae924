import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DAY_MS, MINUTE_MS } from '../support/builders.ts';
import { createFlowsWorld } from '../support/flows-world.ts';

describe('the poll', () => {
  it('reads a part that the list leaves out, though it shows another one of the order', async () => {
    const world = createFlowsWorld();
    const { partId } = await world.ordered();
    const other = { ...structuredClone(world.partOf(partId)), id: 'left-out', numbers: [] };
    world.state.parts.push(other);
    await world.later();
    world.state.unlisted.add(other.id);
    // Something happens to the one that is listed, so the order is due at every poll for an hour.
    world.decide(partId, { 'req-id': 'declined' }, 'requirement-info-exception');
    await world.later();
    await world.later();
    world.threads.posted.length = 0;
    other.status = 'cancelled';
    await world.later();
    assert.deepEqual(world.threads.told(), [['part-cancelled']]);
  });

  it('asks for an order that Telnyx does not find every five minutes, due as its reminder may be', async () => {
    const world = createFlowsWorld();
    await world.ordered();
    world.state.orders.length = 0;
    world.state.parts.length = 0;
    await world.later(9 * DAY_MS);
    const reports = [await world.later(), await world.later(), await world.later()];
    assert.deepEqual(
      reports.map(({ failed }) => failed),
      [0, 0, 0],
    );
    assert.equal((await world.later(5 * MINUTE_MS)).failed, 1);
  });
});
