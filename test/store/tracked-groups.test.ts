import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { newTrackedGroup, type TrackedGroup } from '../../src/domain/tracked-group.ts';
import { isAppError } from '../../src/errors.ts';
import type { Store } from '../../src/store/open-store.ts';
import { NOW } from '../support/builders.ts';
import { temporaryPath } from '../support/temporary-folder.ts';
import { open, readText, tamper, tamperSealed } from './temporary-store.ts';

const failsWith = (words: RegExp) => (error: unknown) => isAppError(error, 'store_failed') && words.test(error.message);

const aGroup = (id: string, given: Partial<TrackedGroup> = {}): TrackedGroup => ({
  ...newTrackedGroup({ id, now: NOW }),
  ...given,
});

describe('remembered groups', () => {
  it('are there again after a restart, soonest look first', async (t) => {
    const path = temporaryPath(t);
    const first = await open(t, path);
    await first.groups.create(aGroup('late', { nextCheckAt: 2, channelId: 'C1' }));
    await first.groups.create(aGroup('soon', { nextCheckAt: 1 }));
    await first.groups.update('soon', (group) => ({ ...group, cardTs: '1.1' }));
    await first.close();
    const again = await open(t, path);
    assert.deepEqual(
      (await again.groups.list()).map(({ id }) => id),
      ['soon', 'late'],
    );
    assert.equal((await again.groups.get('soon'))?.cardTs, '1.1');
    assert.equal(await again.groups.get('never'), null);
  });

  it('are made once', async (t) => {
    const { groups } = await open(t, ':memory:');
    const made = await Promise.all([groups.create(aGroup('g1')), groups.create(aGroup('g1', { cardTs: 'other' }))]);
    assert.deepEqual(made, [true, false]);
    assert.equal((await groups.get('g1'))?.cardTs, null);
  });

  it('lose no change when two are made at once', async (t) => {
    const { groups } = await open(t, ':memory:');
    await groups.create(aGroup('g1'));
    const more = (group: TrackedGroup) => ({ ...group, nextCheckAt: group.nextCheckAt + 1 });
    await Promise.all(Array.from({ length: 20 }, () => groups.update('g1', more)));
    assert.equal((await groups.get('g1'))?.nextCheckAt, NOW + 20);
  });

  it('are copies: what a caller does to one changes nothing', async (t) => {
    const { groups } = await open(t, ':memory:');
    const mine = aGroup('g1');
    await groups.create(mine);
    mine.uses.push({ orderKey: 'k', partId: 'p', reference: 'r', at: 1 });
    (await groups.get('g1'))?.seenCommentIds.push('c');
    assert.deepEqual(await groups.get('g1'), aGroup('g1'));
  });

  it('let one worker at a time at the same group, and work on after a failure', async (t) => {
    const { groups } = await open(t, ':memory:');
    await groups.create(aGroup('g1'));
    const seen: string[] = [];
    const work = (name: string, fails = false) =>
      groups.withLock('g1', async () => {
        seen.push(`${name} begins`);
        await groups.update('g1', () => null);
        seen.push(`${name} ends`);
        if (fails) throw new Error('no');
      });
    await Promise.allSettled([work('one', true), work('two')]);
    assert.deepEqual(seen, ['one begins', 'one ends', 'two begins', 'two ends']);
  });

  const versions: [version: unknown, words: RegExp][] = [
    [3, /A newer numberdesk wrote the requirement group g1 \(version 3; this one reads 2\)/],
    [0, /is not one that numberdesk wrote/],
    ['2', /is not one that numberdesk wrote/],
  ];
  for (const [version, words] of versions)
    it(`of version ${JSON.stringify(version)} are refused in words`, async (t) => {
      const path = temporaryPath(t);
      const first = await open(t, path);
      await first.groups.create(aGroup('g1', { version: version as 2 }));
      await first.close();
      await assert.rejects(open(t, path), failsWith(words));
    });

  it('of version 1 are read as if they had been written now', async (t) => {
    const path = temporaryPath(t);
    const first = await open(t, path);
    await first.groups.create(aGroup('g1'));
    await first.close();
    tamperSealed(path, (text) =>
      text.replace('"version":2', '"version":1').replace('"moved":null,"posting":null,', ''),
    );
    assert.doesNotMatch(readText(path), /"version":2|"moved"|"posting"/);
    assert.deepEqual(await (await open(t, path)).groups.get('g1'), aGroup('g1'));
  });

  const calls: [name: string, call: (store: Store) => Promise<unknown>][] = [
    ['create', ({ groups }) => groups.create(aGroup('g9'))],
    ['update', ({ groups }) => groups.update('g1', (group) => ({ ...group, cardTs: 'x' }))],
  ];
  for (const [name, call] of calls)
    it(`${name} rejects when nothing can be written, and memory keeps what is on disk`, async (t) => {
      const path = temporaryPath(t);
      const store = await open(t, path);
      await store.groups.create(aGroup('g1'));
      tamper(path, 'DROP TABLE keyv');
      await assert.rejects(call(store), failsWith(/failed at writing groups/));
      assert.deepEqual(await store.groups.list(), [aGroup('g1')]);
      await store.close();
      await assert.rejects(store.groups.list(), failsWith(/closed/));
      await assert.rejects(store.groups.get('g1'), failsWith(/closed/));
    });
});
