import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { command, textOf } from '../support/act.ts';
import { startLiveWorld } from '../support/start-live-world.ts';
import { MAIN, startProcess } from '../support/start-process.ts';

describe('what is loaded behind the start', () => {
  it('that cannot be loaded ends nothing, and is used once it can be', async (t) => {
    const world = await startLiveWorld(t);
    const { env, folder, slack } = world;
    const breakage = `import { registerHooks } from 'node:module';
      let isBroken = true;
      process.on('SIGUSR2', () => { isBroken = false; console.log(JSON.stringify({ msg: 'it can be loaded' })); });
      registerHooks({ load: (url, context, next) => {
        if (isBroken && /create-telnyx[.]ts|[/]meters[.]ts|libphonenumber-js[/]max/.test(url)) throw new Error('too many open files');
        return next(url, context);
      } });`;
    const args = ['--import', `data:text/javascript,${encodeURIComponent(breakage)}`, MAIN];
    const app = startProcess(t, { env, cwd: folder, args });
    const { port } = await app.logged('numberdesk is running');
    slack.setRequestUrl(`http://127.0.0.1:${port}/slack/events`);
    const scrape = async (): Promise<number> => (await fetch(`http://127.0.0.1:${port}/metrics`)).status;
    for (const part of ['telnyx', 'countries', 'metrics'])
      await app.printed(new RegExp(`"part":"${part}".*could not be loaded; it is tried again when it is needed`));
    assert.match(textOf(await command(world, slack.person('ada'), 'help')), /\/numbers search/);
    assert.match(textOf(await command(world, slack.person('ada'), 'search DE local Berlin')), /recorded/);
    assert.equal(await scrape(), 503);
    app.kill('SIGUSR2');
    await app.logged('it can be loaded');
    assert.equal(await scrape(), 200);
    assert.match(textOf(await command(world, slack.person('ada'), 'search DE local Berlin')), /Berlin/);
    app.kill('SIGTERM');
    assert.deepEqual(await app.exit, { code: 0, signal: null }, app.stderr());
  });
});
