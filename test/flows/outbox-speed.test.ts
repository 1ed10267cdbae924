import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deliverAllOwed, LIMIT_MS } from '../support/strict-slack.ts';

const CHANNELS = 50;
const EACH = 20;

describe('a thousand owed messages in fifty channels', () => {
  it('take no more than a tenth longer than one a second in each channel, and never two within a second', async () => {
    const { tookMs, posted, refusals, orders } = await deliverAllOwed({ channels: CHANNELS, each: EACH });
    assert.deepEqual(posted, Array(CHANNELS).fill(EACH));
    assert.deepEqual(refusals, []);
    assert.ok(tookMs <= EACH * LIMIT_MS * 1.1, `${tookMs} ms`);
    assert.ok(orders.every(({ owed, cardIsStale }) => owed.length === 0 && !cardIsStale));
  });
});
