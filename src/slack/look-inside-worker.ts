import { parentPort, workerData } from 'node:worker_threads';
import type { FileFinding, Looked } from './look-inside.ts';

/** The worker of `look-inside.ts`, which starts it for one file: like `main.ts` it is an entry, and works when it is loaded. */

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

parentPort?.postMessage(await find(workerData as Looked));
