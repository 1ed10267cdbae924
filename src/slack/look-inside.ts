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

/** A PDF of ten megabytes takes one or two seconds on a slow machine. */
const LOOK_TIMEOUT_MS = 8_000;
const WATCH_MS = 50;
const MOST_MEMORY_BYTES = 256 * 1024 * 1024;

const isOutOfMemory = (error: Error): boolean => 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';

const startWorker = (looked: Looked): Worker =>
  new Worker(new URL('./look-inside-worker.ts', import.meta.url), {
    workerData: looked,
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY_BYTES / 1024 / 1024 },
    // The libraries warn on the console of what they meet in a file.
    stdout: true,
    stderr: true,
  });

/** Calls back once it took too long or too much. Buffers are outside a worker's own limit, so the process is measured. */
const watch = ({ timeoutMs, end }: { timeoutMs: number; end: () => void }): NodeJS.Timeout => {
  const startedAt = performance.now();
  const usedAtStart = process.memoryUsage.rss();
  return setInterval(() => {
    const isLate = performance.now() - startedAt > timeoutMs;
    if (isLate || process.memoryUsage.rss() - usedAtStart > MOST_MEMORY_BYTES) end();
  }, WATCH_MS);
};

/**
 * Looks into a file in a worker of its own, so that the libraries are loaded only when they are needed, and a hostile file
 * (one of five megabytes kept pdf-lib busy for 26 s) holds nobody up. What takes more than `timeoutMs` or 256 MB to read is
 * `fine`: nothing is known against it, and it only goes on to Telnyx. Rejects when the worker itself fails.
 */
export const lookInside = async (looked: Looked, timeoutMs = LOOK_TIMEOUT_MS): Promise<FileFinding> => {
  const { promise, resolve, reject } = Promise.withResolvers<FileFinding>();
  const giveUp = (): void => resolve({ kind: 'fine' });
  const watching = watch({ timeoutMs, end: giveUp });
  const worker = startWorker(looked);
  worker.once('message', resolve);
  worker.once('error', (error: Error) => (isOutOfMemory(error) ? giveUp() : reject(error)));
  try {
    return await promise;
  } finally {
    clearInterval(watching);
    await worker.terminate();
  }
};
