import { createChannelPace } from '../../src/flows/channel-pace.ts';
import { createTrackOrders } from '../../src/flows/track-orders.ts';
import { createLog } from '../../src/log.ts';
import { openStore, type Store } from '../../src/store/open-store.ts';
import { createTelnyx } from '../../src/telnyx/create-telnyx.ts';
import { TEST_KEYS } from '../support/test-keys.ts';
import { createCountedBackend } from './counted-writes.ts';
import type { Tick } from './tick-subject.ts';

const nothing = async (): Promise<void> => undefined;

/** As any call over a wire, it gives everybody else a turn. */
const answered = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Takes every message and does nothing with it. */
const threadsToNowhere = () => ({
  postCard: async ({ channelId }: { channelId: string }) => {
    await answered();
    return { channelId, cardTs: '1.1' };
  },
  findPosted: async () => ({ kind: 'absent' }) as never,
  updateCard: answered,
  postUpdate: answered,
  postDigest: answered,
});

const createFlow = (store: Store, { apiUrl, clock }: { apiUrl: string; clock: { now(): number } }) => {
  const log = createLog({ level: 'silent' });
  let tokens = 0;
  const newToken = (): string => {
    tokens += 1;
    return `token${tokens}`;
  };
  return createTrackOrders({
    ...store,
    telnyx: createTelnyx({ apiUrl, apiKey: 'KEY-bench', log, clock }),
    adminAlerts: { raise: async () => ({ toldTo: [], isTold: true }), clear: async () => [] },
    threads: threadsToNowhere(),
    showRequirements: { paperwork: async () => ({ requirements: [], source: 'none' }) as never },
    placeOrder: { settle: nothing },
    checkGroups: async () => 0,
    clock,
    log,
    newToken,
    pace: createChannelPace({ postIntervalMs: 0 }),
    defaultChannel: null,
  });
};

/** Our own tick over a store that follows all that is pending. */
export const createOurTick = async ({ apiUrl, storeUrl }: { apiUrl: string; storeUrl: string }): Promise<Tick> => {
  const { openBackend, take } = createCountedBackend();
  const store = await openStore({ url: storeUrl, encryptionKeys: TEST_KEYS, openBackend });
  let now = Date.now();
  const flow = createFlow(store, { apiUrl, clock: { now: () => now } });
  return async (laterMs) => {
    now += laterMs;
    take();
    const { checked, changed, failed } = await flow.tick();
    if (failed > 0) throw new Error(`${failed} orders could not be read`);
    const writes = take().filter((record) => record.startsWith('open-orders:'));
    return { read: checked, changed, written: new Set(writes).size, writes: writes.length };
  };
};
