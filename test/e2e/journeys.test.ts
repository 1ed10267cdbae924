import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { placeOrder } from '../support/act.ts';
import { startWorld, type World } from '../support/start-world.ts';

type Line = { msg: string; journey?: string; route?: string; method?: string; path?: string; level: number };

const linesOf = (world: World): Line[] => world.logLines.map((line) => JSON.parse(line) as Line);

/** Ids of the journeys with such a line, each once. */
const journeysWith = (world: World, isIt: (line: Line) => boolean): string[] => [
  ...new Set(
    linesOf(world)
      .filter(isIt)
      .map(({ journey }) => journey ?? 'none'),
  ),
];

const startSearched = async (t: TestContext, transport: 'http' | 'socket') => {
  const world = await startWorld(t, { transport });
  const ada = world.slack.person('ada');
  await ada.command('/numbers search DE local limit:2');
  await world.slack.waitFor(() => linesOf(world).some(({ route }) => route === 'command /numbers'));
  return world;
};

describe('the log of a command', () => {
  for (const transport of ['http', 'socket'] as const)
    it(`has one id from the request of Slack to the calls to Telnyx and to Slack (${transport})`, async (t) => {
      const world = await startSearched(t, transport);
      const [id, ...others] = journeysWith(world, ({ msg }) => msg === 'slack request');
      assert.match(id ?? '', /^[2-9a-z]{8}$/);
      assert.deepEqual(others, []);
      const ofIt = linesOf(world).filter(({ journey }) => journey === id);
      assert.ok(ofIt.some(({ msg, path }) => msg === 'telnyx call' && path === '/available_phone_numbers'));
      assert.ok(ofIt.some(({ msg, method }) => msg === 'slack call' && method === 'users.info'));
      assert.ok(ofIt.some(({ msg, method }) => msg === 'slack call' && method === 'response_url'));
    });

  it('differs from the next one, and from a poll’s', async (t) => {
    const world = await startSearched(t, 'http');
    await placeOrder(world, world.slack.person('ada'));
    await world.tick();
    const ofRequests = journeysWith(world, ({ msg }) => msg === 'slack request');
    assert.ok(ofRequests.length > 2 && !ofRequests.includes('none'));
    const ofPoll = journeysWith(world, ({ msg, path }) => msg === 'telnyx call' && path === '/sub_number_orders');
    assert.deepEqual(
      ofPoll.filter((id) => ofRequests.includes(id)),
      [],
    );
    assert.ok(ofPoll.length > 0 && !ofPoll.includes('none'));
  });
});
