import assert from 'node:assert/strict';
import { it } from 'node:test';
import { createManualClock, STEP_MS } from '../../../src/sandbox/clock.ts';

it('the sandbox clock stands still until it is moved', async () => {
  const clock = createManualClock(1000);
  await clock.advance(500);
  assert.equal(clock.now(), 1500);
  await clock.set(1200);
  assert.equal(clock.now(), 1500, 'it never goes back');
});

it('the sandbox clock crosses large spans in steps of an hour and waits for its listeners after each', async () => {
  const clock = createManualClock(0);
  const heard: number[] = [];
  const stop = clock.onStep(async (now) => {
    await Promise.resolve();
    heard.push(now);
  });
  await clock.advance(2.5 * STEP_MS);
  assert.deepEqual(heard, [STEP_MS, 2 * STEP_MS, 2.5 * STEP_MS]);
  stop();
  await clock.advance(STEP_MS);
  assert.equal(heard.length, 3);
});

it('the sandbox clock runs by itself at its speed', () => {
  let real = 0;
  const clock = createManualClock(100, { speed: 2, realNow: () => real });
  real = 10;
  assert.equal(clock.now(), 120);
  clock.setSpeed(0);
  real = 1000;
  assert.equal(clock.now(), 120);
});
