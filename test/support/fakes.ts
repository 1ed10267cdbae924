import type { Posting } from '../../src/domain/thread.ts';
import { isFollowedOpen, type OwedUpdate, type TrackedOrder } from '../../src/domain/tracked-order.ts';
import { AppError } from '../../src/errors.ts';
import type { Attachments } from '../../src/flows/attachments.ts';
import { createChannelPace } from '../../src/flows/channel-pace.ts';
import type { OrderThreads } from '../../src/flows/order-threads.ts';
import { createLog } from '../../src/log.ts';
import type { TrackedOrders } from '../../src/store/tracked-orders.ts';
import { createFakePlaces } from './fake-places.ts';

/**
 * The life of a process: every call to the outside runs through it, can be made to fail by name, and can be the one
 * at which the process dies, just before or just after it takes effect. A dead process does nothing more.
 */
export const createLife = () => {
  const failures = new Map<string, { error: unknown; isDone: boolean }[]>();
  const calls: string[] = [];
  let stepsLeft = Number.POSITIVE_INFINITY;
  let diesAfter = false;
  let isDead = false;

  const die = (): never => {
    isDead = true;
    throw new Error('the process died');
  };

  return {
    calls,
    count: (name: string): number => calls.filter((call) => call === name).length,
    /** The next call of this name fails; `isDone`: after it took effect, like a timeout after the order was taken. */
    failNext: (name: string, error: unknown, { isDone = false } = {}): void => {
      failures.set(name, [...(failures.get(name) ?? []), { error, isDone }]);
    },
    failAlways: (name: string, error: unknown): void => {
      failures.set(
        name,
        Array.from({ length: 1000 }, () => ({ error, isDone: false })),
      );
    },
    heal: (): void => failures.clear(),
    dieAt: (step: number, when: 'before' | 'after'): void => {
      stepsLeft = step;
      diesAfter = when === 'after';
    },
    isDead: (): boolean => isDead,
    restart: (): void => {
      stepsLeft = Number.POSITIVE_INFINITY;
      isDead = false;
    },
    run: async <Result>(name: string, act: () => Result): Promise<Result> => {
      if (isDead) throw new Error('the process is dead');
      stepsLeft -= 1;
      if (stepsLeft === 0 && !diesAfter) die();
      calls.push(name);
      const failure = failures.get(name)?.shift();
      if (failure && !failure.isDone) throw failure.error;
      const result = act();
      if (stepsLeft === 0) die();
      if (failure) throw failure.error;
      return result;
    },
  };
};
export type Life = ReturnType<typeof createLife>;

export const createFakeClock = (start: number) => {
  let now = start;
  return {
    now: () => now,
    pass: (milliseconds: number): void => {
      now += milliseconds;
    },
  };
};

export const createFakeOrders = (life: Life) => {
  const saved = new Map<string, TrackedOrder>();
  const tails = new Map<string, Promise<unknown>>();
  const all = (): TrackedOrder[] => [...saved.values()].map((order) => structuredClone(order));
  const find = (matches: (order: TrackedOrder) => boolean): TrackedOrder | null => all().find(matches) ?? null;

  const orders: TrackedOrders = {
    create: (order) =>
      life.run('store.create', () => {
        if (saved.has(order.key)) return false;
        saved.set(order.key, structuredClone(order));
        return true;
      }),
    get: (key) => life.run('store.get', () => structuredClone(saved.get(key) ?? null)),
    update: (key, change) =>
      life.run('store.update', () => {
        const order = saved.get(key);
        const changed = order ? change(structuredClone(order)) : null;
        if (changed) saved.set(key, structuredClone(changed));
        return structuredClone(saved.get(key) ?? null);
      }),
    withLock: (key, work) => {
      const turn = (tails.get(key) ?? Promise.resolve()).then(work);
      tails.set(
        key,
        turn.catch(() => undefined),
      );
      return turn;
    },
    findByOrderId: async (orderId) => find((order) => order.orderId === orderId),
    findByPartId: async (partId) => find((order) => order.order?.parts.some(({ id }) => id === partId) ?? false),
    findByThread: async (channelId, cardTs) =>
      find((order) => order.channelId === channelId && order.cardTs === cardTs),
    viewOpen: async () => all().filter(isFollowedOpen),
    listOpen: () => life.run('store.listOpen', () => all().filter(isFollowedOpen)),
    search: async (text) =>
      all().filter(
        ({ orderId, intent }) =>
          orderId?.startsWith(text) || intent.numbers.some(({ phoneNumber }) => phoneNumber === text),
      ),
    listFinishedSince: async (at) => all().filter((order) => !isFollowedOpen(order) && order.lastChangedAt >= at),
    listFinishedDue: async (now) =>
      all().filter((order) => order.orderId !== null && !isFollowedOpen(order) && order.nextCheckAt <= now),
  };
  return { ...orders, all, put: (order: TrackedOrder) => saved.set(order.key, structuredClone(order)) };
};

export type Posted =
  | { kind: 'card'; order: TrackedOrder; cardTs: string; mayRepeat: boolean }
  | { kind: 'card-update'; order: TrackedOrder }
  | { kind: 'update'; order: TrackedOrder; update: OwedUpdate; mayRepeat: boolean }
  | { kind: 'digest'; channelId: string; keys: string[]; id: string };

const isPostOf = (message: Posted, { order, posting }: { order: TrackedOrder; posting: Posting }): boolean => {
  if (message.kind === 'digest') return posting.kind === 'digest' && message.id === posting.id;
  if (message.kind !== posting.kind || message.order.key !== order.key) return false;
  return message.kind !== 'update' || message.update.id === posting.id;
};

export const createFakeThreads = (life: Life) => {
  const posted: Posted[] = [];
  const places = createFakePlaces();
  let count = 0;
  const post = (name: string, { message, at }: { message: Posted; at: Parameters<typeof places.check>[0] }) =>
    life.run(name, () => {
      places.check(at);
      posted.push(structuredClone(message));
    });
  const threads: OrderThreads = {
    postCard: async (order, { mayRepeat }) => {
      count += 1;
      const place = { channelId: places.channelOf(order.channelId), cardTs: `17.${count}` };
      const message = { kind: 'card', order, cardTs: place.cardTs, mayRepeat } as const;
      await post('slack.postCard', { message, at: { channelId: order.channelId } });
      return place;
    },
    updateCard: (order) => post('slack.updateCard', { message: { kind: 'card-update', order }, at: order }),
    postUpdate: (order, { mayRepeat, ...update }) =>
      post('slack.postUpdate', { message: { kind: 'update', order, update, mayRepeat }, at: order }),
    findPosted: (order, posting) =>
      life.run('slack.findPosted', () =>
        places.find(posted, {
          posting,
          isIt: (message) => isPostOf(message, { order, posting }),
          tsOf: (message) => (message.kind === 'card' ? message.cardTs : ''),
        }),
      ),
    postDigest: ({ id, channelId, items }) => {
      const message = { kind: 'digest', id, channelId, keys: items.map(({ order }) => order.key) } as const;
      return post('slack.postDigest', { message: { ...message, keys: [...message.keys] }, at: { channelId } });
    },
  };
  return {
    ...threads,
    posted,
    places,
    cards: () => posted.filter((message) => message.kind === 'card'),
    updates: () => posted.filter((message) => message.kind === 'update'),
    /** Kinds of what was told, one list for each message. */
    told: (): string[][] =>
      posted.flatMap((message) => (message.kind === 'update' ? [message.update.changes.map(({ kind }) => kind)] : [])),
  };
};

/** Time that passes only when it is waited for; `waits` holds what was. */
export const createFakePace = (postIntervalMs = 1000) => {
  const waits: number[] = [];
  let now = 0;
  const pace = createChannelPace({
    postIntervalMs,
    elapsed: () => now,
    wait: async (milliseconds) => {
      waits.push(milliseconds);
      now += milliseconds;
    },
  });
  return { pace, waits };
};

export const createFakeAttachments = (life: Life, refusals: Record<string, string> = {}): Attachments => ({
  read: (fileId) =>
    life.run('slack.readFile', () => {
      const hint = refusals[fileId];
      if (hint !== undefined) throw new AppError('file_refused', 'refused', { details: { hint } });
      const content = new Uint8Array([37, 80, 68, 70]);
      const filename = fileId.includes('.') ? fileId : `${fileId}.pdf`;
      return { filename, mediaType: 'application/pdf', content, sha256: `sha-${fileId}` };
    }),
});

export const createFakeHeartbeat = () => {
  let at: number | null = null;
  return {
    read: async () => at,
    write: async (now: number): Promise<void> => {
      at = now;
    },
  };
};

export const createQuietLog = () => {
  const lines: string[] = [];
  return { log: createLog({ level: 'trace', destination: { write: (line) => lines.push(line) } }), lines };
};

export const createCountingTokens = (): (() => string) => {
  let count = 0;
  return () => {
    count += 1;
    return `id${count}`;
  };
};

export const aTelnyxError = (code: AppError['code'], given: { status?: number; detail?: string } = {}): AppError =>
  new AppError(code, `Telnyx: ${code}`, {
    details: {
      telnyx: {
        method: 'POST',
        path: '/number_orders',
        status: given.status ?? null,
        code: null,
        title: null,
        detail: given.detail ?? null,
      },
    },
  });
