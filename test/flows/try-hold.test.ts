import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { aTelnyxError } from '../support/fakes.ts';
import { BERLIN, BERLIN_2, createFlowsWorld } from '../support/flows-world.ts';

describe('holding numbers while a group is made', () => {
  it('holds what can be held when one of them makes Telnyx refuse all', async () => {
    const world = createFlowsWorld();
    world.life.failNext('telnyx.reservations.create', aTelnyxError('telnyx_refused', { status: 422 }));
    world.life.failNext('telnyx.reservations.create', aTelnyxError('telnyx_refused', { status: 422 }));
    const { held, refused, until } = await world.flows.searchNumbers.tryHold([BERLIN, BERLIN_2]);
    assert.deepEqual([held, refused], [[BERLIN_2], [BERLIN]]);
    assert.equal(until, world.clock.now() + 1_800_000);
  });

  it('never stands in the way: while Telnyx does not answer nothing is held', async () => {
    const world = createFlowsWorld();
    world.life.failNext('telnyx.reservations.create', aTelnyxError('telnyx_unreachable'));
    const { held, refused } = await world.flows.searchNumbers.tryHold([BERLIN, BERLIN_2]);
    assert.deepEqual([held, refused], [[], [BERLIN, BERLIN_2]]);
    assert.equal(world.life.count('telnyx.reservations.create'), 1, 'asking for each would only wait as long again');
  });

  it('asks nothing of Telnyx where no number can be held', async () => {
    const world = createFlowsWorld();
    assert.deepEqual(await world.flows.searchNumbers.tryHold([]), { held: [], refused: [], until: null });
    assert.equal(world.life.count('telnyx.reservations.create'), 0);
  });
});
