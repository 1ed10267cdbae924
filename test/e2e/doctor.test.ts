import assert from 'node:assert/strict';
import { generateKeyPairSync, sign } from 'node:crypto';
import { describe, it } from 'node:test';
import { command, placeOrder, textOf } from '../support/act.ts';
import { startLiveWorld } from '../support/start-live-world.ts';
import { startWorld, WORLDS, type World } from '../support/start-world.ts';

const ask = async (world: Pick<World, 'slack' | 'telnyx'>): Promise<string> => {
  const ada = world.slack.person('ada');
  const answer = await command(world, ada, '/numbers doctor');
  assert.equal(answer.visible_to, ada.id, 'to nobody else');
  return textOf(answer);
};

for (const { name, ...kind } of WORLDS)
  describe(`/numbers doctor, ${name}`, () => {
    it('says that everything is connected, to whoever may order, and to them alone', async (t) => {
      const world = await startWorld(t, kind);
      await placeOrder(world, world.slack.person('ada'));
      await world.tick();
      const words = await ask(world);
      assert.match(words, /Everything is connected/);
      assert.match(words, kind.transport === 'http' ? /by HTTP, with all scopes/ : /by Socket Mode, with all scopes/);
      assert.match(words, /can post in the one that it uses/);
    });
  });

describe('/numbers doctor', () => {
  it('names what is wrong at Telnyx, and goes on with the rest', async (t) => {
    const world = await startWorld(t);
    await world.tick();
    world.telnyx.faults.on({ kind: 'key-refused' });
    const words = await ask(world);
    assert.match(words, /1 thing needs somebody/);
    assert.match(words, /check TELNYX_API_KEY/);
    assert.match(words, /with all scopes/);
  });

  it('names the scopes that the installed app lacks', async (t) => {
    const scopes = ['commands', 'chat:write', 'users:read', 'channels:read', 'groups:read'];
    const world = await startWorld(t, { slack: { botScopes: scopes } });
    await world.tick();
    assert.match(await ask(world), /without files:read|without `files:read`/);
  });

  it('says when a webhook came last, across a restart', async (t) => {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    const key = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('base64');
    const world = await startLiveWorld(t);
    const app = await world.startApp({ TELNYX_PUBLIC_KEY: key });
    assert.match(await ask(world), /The key is set, but none has come yet/);
    const body = JSON.stringify({ data: { id: 'e1', event_type: 'number_order.complete', payload: { id: 'o1' } } });
    const timestamp = String(Math.floor(Date.now() / 1000));
    const signature = sign(null, Buffer.from(`${timestamp}|${body}`), privateKey).toString('base64');
    const headers = { 'telnyx-timestamp': timestamp, 'telnyx-signature-ed25519': signature };
    assert.equal((await fetch(`${app.url}/telnyx/webhooks`, { method: 'POST', body, headers })).status, 200);
    app.kill('SIGTERM');
    assert.equal((await app.exit).code, 0);
    await world.startApp({ TELNYX_PUBLIC_KEY: key });
    assert.match(await ask(world), /The last one came/);
  });
});
