import type { IncomingMessage } from 'node:http';

/** Byte for byte; null when the sender goes on beyond the limit or breaks off. */
export const readBody = async (request: IncomingMessage, limitBytes: number): Promise<Buffer | null> => {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    // Destroyed with the loop, the request would take its answer along.
    for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      size += chunk.byteLength;
      if (size > limitBytes) return null;
      chunks.push(chunk);
    }
  } catch {
    return null;
  }
  return Buffer.concat(chunks);
};
