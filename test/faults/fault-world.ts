import { generateKeyPairSync, sign } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { createLog } from '../../src/log.ts';
import { createManualClock } from '../../src/sandbox/clock.ts';
import { startSlackSimulator } from '../../src/sandbox/slack/start-slack-simulator.ts';
import { startTelnyxSimulator } from '../../src/sandbox/telnyx/start-telnyx-simulator.ts';
import { ALL_SCOPES, REQUIRED_SCOPES } from '../support/manifest-scopes.ts';
import { HOUR_MS, START_AT } from '../support/world-time.ts';
import { createFaultBook } from './fault-book.ts';
import { type Passed, startFaultProxy } from './fault-proxy.ts';
import { API_KEY, createLives, type Lives } from './lives.ts';
import type { Plan } from './plan.ts';
import { createPromises } from './promises.ts';
import { createTraffic } from './traffic.ts';

const { publicKey, privateKey } = generateKeyPairSync('ed25519');
const WEBHOOK_KEY = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('base64');

/** A kill leaves what was written, so that no disk is tried here: where there is one in memory, it saves its time. */
const FOLDER = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

/** Slack's patience is not tried here: a trigger lives as long as nobody's clock moves. */
const PATIENT = { now: () => START_AT };

const sendWebhook = async (lives: Lives, { id, orderId }: { id: string; orderId: string }): Promise<void> => {
  const event = {
    id,
    event_type: 'number_order.complete',
    record_type: 'event',
    payload: { id: orderId },
  };
  const body = JSON.stringify({ data: event });
  const timestamp = Math.floor(Date.now() / 1000);
  const signature = sign(null, Buffer.from(`${timestamp}|${body}`), privateKey).toString('base64');
  const headers = {
    'telnyx-timestamp': String(timestamp),
    'telnyx-signature-ed25519': signature,
  };
  await fetch(`${lives.inboundUrl()}/telnyx/webhooks`, {
    method: 'POST',
    body,
    headers,
  }).catch(() => undefined);
};

/** The whole app in this process between both simulators, with the plan's faults on every wire. */
export const startFaultWorld = async (plan: Plan) => {
  const folder = mkdtempSync(join(FOLDER, 'numberdesk-faults-'));
  const clock = createManualClock(START_AT);
  const logLines: string[] = [];
  const passed: Passed[] = [];
  const book = createFaultBook(plan.rules);
  const botScopes = plan.history ? ALL_SCOPES : REQUIRED_SCOPES;
  const telnyx = await startTelnyxSimulator({
    clock,
    apiKey: API_KEY,
    extras: plan.extras,
  });
  const slack = await startSlackSimulator({
    clock,
    patience: PATIENT,
    eventRetryDelaysMs: [0],
    botScopes,
  });
  const log = createLog({
    level: 'debug',
    destination: { write: (line) => void logLines.push(line) },
  });
  const promises = createPromises();
  const given = {
    folder,
    slack,
    book,
    clock,
    log,
    promises,
    webhookKey: WEBHOOK_KEY,
  };
  const lives: Lives = createLives({ ...given, proxy: () => proxy });
  const traffic = createTraffic();
  const proxy = await startFaultProxy({
    book,
    upstream: {
      telnyx: () => telnyx.listener,
      slack: () => slack.listener,
      inbound: lives.url,
    },
    isAlive: lives.isAlive,
    kill: lives.kill,
    onPassed: (one) => void passed.push(one),
    traffic,
  });
  slack.feed.subscribe((event) => {
    if (event.type !== 'delivery') return;
    if (event.delivery.state === 'sent') traffic.begin();
    else traffic.end();
  });

  /** Nothing is on any wire, and the app has done all that it began. */
  const quiet = async (): Promise<void> => {
    do {
      await traffic.idle();
      await lives.settled();
      await turn();
    } while (!traffic.isIdle());
    await proxy.reopen();
  };
  const tick = async (): Promise<void> => {
    await lives.tick();
    await quiet();
  };
  const pass = async (ms: number): Promise<void> => {
    for (let left = ms; left > 0; left -= HOUR_MS) {
      await clock.advance(Math.min(left, HOUR_MS));
      await tick();
    }
  };
  return {
    plan,
    slack,
    telnyx,
    clock,
    book,
    lives,
    passed,
    promises,
    logLines,
    quiet,
    tick,
    pass,
    webhook: (event: { id: string; orderId: string }) => sendWebhook(lives, event),
    stop: async (): Promise<void> => {
      await lives.stop();
      await lives.bury();
      await proxy.stop();
      await slack.stop();
      await telnyx.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

export type FaultWorld = Awaited<ReturnType<typeof startFaultWorld>>;
