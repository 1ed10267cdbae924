import { parentPort } from 'node:worker_threads';
import type { FileFinding, Looked } from './look-inside.ts';

/** The worker of `look-inside.ts`: like `main.ts` it is an entry, and begins when it is loaded. One file at a time. */

const findInPicture = async (content: Uint8Array): Promise<FileFinding> => {
  const { imageSize } = await import('image-size');
  try {
    const { width, height } = imageSize(content);
    return { kind: 'picture', width, height };
  } catch {
    return { kind: 'unreadable' };
  }
};

const find = async ({ as, content }: Looked): Promise<FileFinding> => {
  if (as === 'picture') return findInPicture(content);
  const { findInPdf } = await import('./pdf-finding.ts');
  return findInPdf(content);
};

parentPort?.on('message', (looked: Looked) => {
  // What fails here is a bug: unhandled, it ends the worker, and whoever waits is told.
  void find(looked).then((found) => parentPort?.postMessage(found));
});
