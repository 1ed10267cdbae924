import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import type { FormDraft, FormTarget } from '../../src/domain/requirement-form.ts';
import { openStore } from '../../src/store/open-store.ts';
import { DAY_MS, NOW } from '../support/builders.ts';
import { createQuietLog } from '../support/fakes.ts';
import { aFormDraft, GROUP, PART } from '../support/form-builders.ts';
import { temporaryPath } from '../support/temporary-folder.ts';
import { TEST_KEYS } from '../support/test-keys.ts';
import { open, tamper } from './temporary-store.ts';

const OTHER_KEY = Buffer.alloc(32, 9).toString('base64');
const MINE = { personId: 'U1', target: PART };
const SECRET = 'Jane Doe, passport C01X00T47';
const typed = (value: string, given: Partial<FormDraft> = {}): FormDraft =>
  aFormDraft({ answers: { name: { kind: 'text', value } }, title: value, ...given });

const openWith = async (t: TestContext, path: string, encryptionKeys: string[]) => {
  const { log, lines } = createQuietLog();
  const store = await openStore({ url: `sqlite://${path}`, encryptionKeys, log });
  t.after(() => store.close());
  return { ...store, lines };
};

/** Every byte of the database's files: the log that it writes ahead too. */
const bytesOf = (path: string): string =>
  readdirSync(dirname(path))
    .map((name) => readFileSync(join(dirname(path), name), 'latin1'))
    .join('\n');

describe('a half-filled form', () => {
  it('is there after a restart, for its person', async (t) => {
    const path = temporaryPath(t);
    const first = await open(t, path);
    await first.drafts.update(MINE, () => typed(SECRET));
    await first.close();
    const { drafts } = await open(t, path);
    assert.deepEqual(await drafts.get(MINE), typed(SECRET));
    assert.deepEqual(await drafts.listOf('U1'), [typed(SECRET)]);
  });

  it('cannot be read in the file', async (t) => {
    const path = temporaryPath(t);
    const store = await open(t, path);
    await store.drafts.update(MINE, () => typed(SECRET));
    assert.doesNotMatch(bytesOf(path), /Jane|C01X00T47/);
    await store.close();
    assert.doesNotMatch(bytesOf(path), /Jane|C01X00T47/);
    assert.match(bytesOf(path), /form-drafts/, 'it is these files');
  });

  it('is not given to another person, nor for another part or group', async (t) => {
    const { drafts } = await open(t, ':memory:');
    await drafts.update(MINE, () => typed('mine'));
    const others: FormTarget[] = [GROUP, { ...PART, partId: 'part-2' }, { ...PART, orderKey: 'token2' }];
    for (const target of others) assert.equal(await drafts.get({ personId: 'U1', target }), null);
    for (const personId of ['U2', 'U', 'U11']) {
      assert.equal(await drafts.get({ personId, target: PART }), null);
      assert.deepEqual(await drafts.listOf(personId), []);
    }
  });

  it('that was moved to another person’s place in the file is not given to them', async (t) => {
    const path = temporaryPath(t);
    const first = await open(t, path);
    await first.drafts.update(MINE, () => typed(SECRET));
    await first.close();
    tamper(path, `UPDATE keyv SET key = replace(key, 'U1:', 'U2:')`);
    const { drafts, lines } = await openWith(t, path, [...TEST_KEYS]);
    assert.equal(await drafts.get({ ...MINE, personId: 'U2' }), null);
    assert.match(lines.join(), /cannot be read any more/);
  });

  it('is changed by one hand at a time, in the order in which it was typed', async (t) => {
    const { drafts } = await open(t, ':memory:');
    const letters = [...'numberdesk'];
    await Promise.all(letters.map((letter) => drafts.update(MINE, (known) => typed(`${known?.title ?? ''}${letter}`))));
    assert.equal((await drafts.get(MINE))?.title, 'numberdesk');
  });

  it('stays as it is when there is nothing to change', async (t) => {
    const { drafts } = await open(t, ':memory:');
    assert.equal(await drafts.update(MINE, () => null), null);
    await drafts.update(MINE, () => typed('one'));
    assert.deepEqual(await drafts.update(MINE, () => null), typed('one'));
  });

  it('is gone once it was removed, and so is one that was never there', async (t) => {
    const { drafts } = await open(t, ':memory:');
    await drafts.update(MINE, () => typed('one'));
    for (const _ of [1, 2]) await drafts.remove(MINE);
    assert.deepEqual([await drafts.get(MINE), await drafts.listOf('U1')], [null, []]);
  });

  it('is listed with the others of its person, the newest first', async (t) => {
    const { drafts } = await open(t, ':memory:');
    await drafts.update({ personId: 'U1', target: GROUP }, () => typed('old', { target: GROUP, savedAt: NOW - 1 }));
    await drafts.update(MINE, () => typed('new'));
    assert.deepEqual(
      (await drafts.listOf('U1')).map(({ title }) => title),
      ['new', 'old'],
    );
  });

  it('is removed when it was last typed into too long ago, also after a restart', async (t) => {
    const path = temporaryPath(t);
    const first = await open(t, path);
    await first.drafts.update(MINE, () => typed('old', { savedAt: NOW - DAY_MS }));
    await first.drafts.update({ personId: 'U2', target: PART }, () => typed('new'));
    await first.close();
    const { drafts } = await open(t, path);
    await drafts.removeOlder(NOW - DAY_MS);
    assert.equal((await drafts.get(MINE))?.title, 'old', 'exactly that old');
    await drafts.removeOlder(NOW);
    assert.equal(await drafts.get(MINE), null);
    assert.equal((await drafts.get({ personId: 'U2', target: PART }))?.title, 'new');
  });

  it('that is saved again while old ones are removed stays', async (t) => {
    const { drafts } = await open(t, ':memory:');
    await drafts.update(MINE, () => typed('old', { savedAt: NOW }));
    let removing: Promise<void> | null = null;
    await drafts.update(MINE, () => {
      removing = drafts.removeOlder(NOW + 1);
      return typed('again', { savedAt: NOW + 1 });
    });
    await removing;
    assert.equal((await drafts.get(MINE))?.title, 'again');
  });

  it('of another key is given up with a word in the log, and can be begun anew', async (t) => {
    const path = temporaryPath(t);
    const first = await open(t, path);
    await first.drafts.update(MINE, () => typed(SECRET));
    await first.close();
    // What else is in the store was sealed with the key that is given.
    tamper(path, "DELETE FROM keyv WHERE key = 'sealed-with'");
    const { drafts, lines } = await openWith(t, path, [OTHER_KEY]);
    assert.deepEqual([await drafts.get(MINE), await drafts.listOf('U1')], [null, []]);
    assert.match(lines.join(), /"level":40.*half-filled form cannot be read any more/);
    assert.doesNotMatch(lines.join(), /Jane|C01X/);
    await drafts.update(MINE, (known) => typed(known === null ? 'anew' : 'known'));
    assert.equal((await drafts.get(MINE))?.title, 'anew');
  });

  it('of the former key is there while the key is being replaced', async (t) => {
    const path = temporaryPath(t);
    const first = await open(t, path);
    await first.drafts.update(MINE, () => typed(SECRET));
    await first.close();
    const { drafts } = await openWith(t, path, [OTHER_KEY, ...TEST_KEYS]);
    assert.deepEqual(await drafts.get(MINE), typed(SECRET));
  });

  it('fails as the store fails: it is not taken for nothing typed', async (t) => {
    const path = temporaryPath(t);
    const store = await open(t, path);
    await store.drafts.update(MINE, () => typed('one'));
    tamper(path, 'DROP TABLE keyv');
    await assert.rejects(store.drafts.get(MINE), { code: 'store_failed' });
    await assert.rejects(
      store.drafts.update(MINE, () => typed('two')),
      { code: 'store_failed' },
    );
    await assert.rejects(store.drafts.remove(MINE), { code: 'store_failed' });
    await store.close();
    await assert.rejects(store.drafts.get(MINE), { code: 'store_failed' });
  });
});
