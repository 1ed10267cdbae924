import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { cards, placeOrder } from '../support/act.ts';
import { killed, PATIENCE, twoPolls } from '../support/crash.ts';
import { type LiveWorld, startLiveWorld } from '../support/start-live-world.ts';
import { MAIN, startProcess } from '../support/start-process.ts';

const storePath = ({ folder }: LiveWorld): string => join(folder, 'data/store.sqlite');

/** What a process says that cannot start. */
const refusal = async (t: TestContext, world: LiveWorld, { command }: { command?: string[] } = {}): Promise<string> => {
  const app = startProcess(t, { env: world.env, cwd: world.folder, ...(command ? { command } : {}) });
  assert.deepEqual(await app.exit, { code: 1, signal: null }, app.stdout());
  assert.equal(app.stderr().trimEnd().split('\n').length, 1, app.stderr());
  return app.stderr();
};

describe('two processes and one store', { concurrency: 2 }, () => {
  it('the second does not start and says what to do; the first goes on', async (t) => {
    const world = await startLiveWorld(t);
    const app = await world.startApp();
    assert.match(
      await refusal(t, world),
      /^numberdesk cannot start: Another numberdesk runs on the database .*store\.sqlite: stop that one first/,
    );
    await placeOrder(world, world.slack.person('ada'));
    app.kill('SIGTERM');
    assert.deepEqual(await app.exit, { code: 0, signal: null }, app.stderr());
    await world.startApp();
    await twoPolls(world);
    assert.equal(cards(world).length, 1);
  });

  it('a killed one leaves nothing behind that would keep the next from starting', async (t) => {
    const world = await startLiveWorld(t);
    for (let n = 0; n < 3; n += 1) await killed(await world.startApp());
    const app = await world.startApp();
    await placeOrder(world, world.slack.person('ada'));
    await killed(app);
    await world.startApp();
    await twoPolls(world);
    await world.slack.waitFor(() => cards(world).length === 1, PATIENCE);
  });
});

describe('a store that is not safe', { concurrency: 2 }, () => {
  it('stops the process when it is damaged, in one sentence', async (t) => {
    const world = await startLiveWorld(t);
    mkdirSync(join(world.folder, 'data'));
    writeFileSync(storePath(world), 'This was a database once. '.repeat(400));
    assert.match(
      await refusal(t, world),
      /^numberdesk cannot start: The database .*store\.sqlite cannot be opened, .*damaged.*put a backup in its place/,
    );
  });

  it('stops the process when its disk takes no more', async (t) => {
    const world = await startLiveWorld(t);
    // A limit on the size of files: it holds for root too.
    const command = ['sh', '-c', `ulimit -f 8; exec "$@"`, 'sh', process.execPath, MAIN];
    assert.match(
      await refusal(t, world, { command }),
      /^numberdesk cannot start: The database .*store\.sqlite cannot be written: see whether its disk is full/,
    );
  });
});

describe('npm run backup', { concurrency: 2 }, () => {
  const backUp = (t: TestContext, world: LiveWorld, to: string[] = []) =>
    startProcess(t, { env: world.env, cwd: world.folder, args: [MAIN, 'backup', ...to] });

  it('copies the store while the app runs, and the app goes on from the copy', async (t) => {
    const world = await startLiveWorld(t);
    const app = await world.startApp();
    await placeOrder(world, world.slack.person('ada'));
    const copy = join(world.folder, 'copy.sqlite');
    const backup = backUp(t, world, [copy]);
    assert.deepEqual(await backup.exit, { code: 0, signal: null }, backup.stderr());
    assert.match(backup.stdout(), /^The store is copied to .*copy\.sqlite \(\d+ bytes\) and the copy is sound\./);
    assert.equal((await fetch(`${app.url}/readyz`)).status, 200);
    await killed(app);
    await world.startApp({ STORE_URL: `sqlite://${copy}` });
    await twoPolls(world);
    assert.equal(cards(world).length, 1, 'the order is known there');
  });

  it('fails in one sentence with exit code 1, and overwrites nothing', async (t) => {
    const world = await startLiveWorld(t);
    const missing = backUp(t, world);
    assert.deepEqual(await missing.exit, { code: 1, signal: null });
    assert.match(missing.stderr(), /^No backup was made: There is no database .*store\.sqlite: set STORE_URL.*\n$/);
    mkdirSync(join(world.folder, 'data'));
    for (const file of [storePath(world), join(world.folder, 'mine.txt')]) writeFileSync(file, '');
    const taken = backUp(t, world, ['mine.txt']);
    assert.deepEqual(await taken.exit, { code: 1, signal: null });
    assert.match(taken.stderr(), /^No backup was made: mine\.txt is there already and is not overwritten/);
  });
});

describe('npm run audit', { concurrency: 2 }, () => {
  it('fails in one sentence with exit code 1 where there is no store, or another key', async (t) => {
    const world = await startLiveWorld(t);
    const audit = (env: Record<string, string> = {}) =>
      startProcess(t, { env: { ...world.env, ...env }, cwd: world.folder, args: [MAIN, 'audit'] });
    const missing = audit();
    assert.deepEqual(await missing.exit, { code: 1, signal: null });
    assert.equal(missing.stdout(), '');
    assert.match(
      missing.stderr(),
      /^The audit was not exported: There is no database .*store\.sqlite: set STORE_URL.*\n$/,
    );
    await killed(await world.startApp());
    const sealed = audit({ ENCRYPTION_KEY: Buffer.alloc(32, 9).toString('base64') });
    assert.deepEqual(await sealed.exit, { code: 1, signal: null });
    assert.match(
      sealed.stderr(),
      /^The audit was not exported: .* was sealed with another ENCRYPTION_KEY: set that one.*\n$/,
    );
  });
});
