import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createLate, loadBehind } from '../src/late.ts';

describe('what is loaded late', () => {
  it('is loaded once, when it is first asked for', async () => {
    let loads = 0;
    const late = createLate(async () => {
      loads += 1;
      return 'a client';
    });
    assert.equal(loads, 0);
    assert.deepEqual(await Promise.all([late(), late()]), ['a client', 'a client']);
    assert.equal(loads, 1);
  });

  it('is tried again after it failed, each time somebody asks', async () => {
    const answers = [() => Promise.reject(new Error('too many open files')), async () => 'a client'];
    const late = createLate(async () => (await answers.shift()?.()) ?? 'loaded twice');
    await assert.rejects(late(), /too many open files/);
    assert.equal(await late(), 'a client');
    assert.equal(await late(), 'a client');
  });

  it('behind the start takes nothing else with it when it fails, and is logged', async () => {
    const failed = new Error('too many open files');
    const [loaded, lines]: [string[], unknown[]] = [[], []];
    const log = { error: (about: unknown) => void lines.push(about) };
    await loadBehind(
      {
        telnyx: () => Promise.reject(failed),
        countries: () => {
          throw failed;
        },
        metrics: () => loaded.push('metrics'),
      },
      log as Parameters<typeof loadBehind>[1],
    );
    assert.deepEqual(loaded, ['metrics']);
    assert.deepEqual(lines, [
      { err: failed, part: 'telnyx' },
      { err: failed, part: 'countries' },
    ]);
  });
});
