import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

/** What was found in a file's content; sizes in pixels. */
export type FileFinding =
  | { kind: 'fine' }
  | { kind: 'locked' }
  | { kind: 'unreadable' }
  | { kind: 'no-pages' }
  | { kind: 'blank' }
  | { kind: 'picture'; width: number; height: number };

export type Looked = { as: 'pdf' | 'picture'; content: Uint8Array };

export type LookInside = (looked: Looked) => Promise<FileFinding>;

/** A PDF of ten megabytes takes one or two seconds on a slow machine. */
const LOOK_TIMEOUT_MS = 8_000;
/** The files of one form come one after the other: only the first waits until the libraries are loaded. */
const KEEP_MS = 10_000;
const WATCH_MS = 50;
const MOST_MEMORY_BYTES = 256 * 1024 * 1024;
const NOTHING_KNOWN: FileFinding = { kind: 'fine' };

const startWorker = (): Worker => {
  const worker = new Worker(new URL('./look-inside-worker.ts', import.meta.url), {
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY_BYTES / 1024 / 1024 },
    // The libraries warn on the console of what they meet in a file.
    stdout: true,
    stderr: true,
  });
  // What goes wrong is told to whoever waits for an answer; an error without a listener would end the process.
  worker.on('error', () => {});
  return worker;
};

/** Settles once it took too long or too much. Buffers are outside a worker's own limit, so the process is measured. */
const untilTooMuch = async (timeoutMs: number, signal: AbortSignal): Promise<void> => {
  const startedAt = performance.now();
  const usedAtStart = process.memoryUsage.rss();
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setInterval(() => {
    const isLate = performance.now() - startedAt > timeoutMs;
    if (isLate || process.memoryUsage.rss() - usedAtStart > MOST_MEMORY_BYTES) resolve();
  }, WATCH_MS);
  signal.addEventListener('abort', () => {
    clearInterval(timer);
    resolve();
  });
  return promise;
};

const isOutOfMemory = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';

/** Null when the worker was too slow or took too much, and is of no use any more. */
const ask = async (worker: Worker, { looked, timeoutMs }: { looked: Looked; timeoutMs: number }) => {
  const asking = new AbortController();
  try {
    const answer = once(worker, 'message', { signal: asking.signal }).then(([found]) => found as FileFinding);
    worker.postMessage(looked);
    return await Promise.race([answer, untilTooMuch(timeoutMs, asking.signal).then(() => null)]);
  } catch (error) {
    if (isOutOfMemory(error)) return null;
    throw error;
  } finally {
    asking.abort();
  }
};

/** One worker that is kept for a while, and ends by itself or with the process. */
const createSpareWorker = (keepMs: number) => {
  let spare: { worker: Worker; timer: NodeJS.Timeout } | null = null;
  return {
    take(): Worker {
      const worker = spare?.worker ?? startWorker();
      clearTimeout(spare?.timer);
      spare = null;
      worker.ref();
      return worker;
    },
    async giveBack(worker: Worker): Promise<void> {
      if (spare !== null) {
        await worker.terminate();
        return;
      }
      worker.unref();
      const end = (): void => {
        spare = null;
        void worker.terminate();
      };
      spare = { worker, timer: setTimeout(end, keepMs).unref() };
    },
  };
};

/**
 * Looks into files in a worker, so that the libraries are loaded only when they are needed, and a hostile file (one of
 * five megabytes kept pdf-lib busy for 26 s) holds nobody up. What takes more than `timeoutMs` or 256 MB to read is `fine`:
 * nothing is known against it, and it only goes on to Telnyx. Rejects when the worker itself fails.
 */
export const createLookInside = ({ timeoutMs = LOOK_TIMEOUT_MS, keepMs = KEEP_MS } = {}): LookInside => {
  const spare = createSpareWorker(keepMs);
  return async (looked) => {
    const worker = spare.take();
    const found = await ask(worker, { looked, timeoutMs }).catch(async (error: unknown) => {
      await worker.terminate();
      throw error;
    });
    await (found === null ? worker.terminate() : spare.giveBack(worker));
    return found ?? NOTHING_KNOWN;
  };
};
