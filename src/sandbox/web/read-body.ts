import type { IncomingMessage } from 'node:http';

/** `bytes` is what came over the wire; `refused` carries the HTTP status to answer with. */
export type ReadBody = { kind: 'json'; value: unknown; bytes: number } | { kind: 'refused'; status: number };

const read = async (request: IncomingMessage, limit: number): Promise<Buffer | null> => {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.byteLength;
    if (bytes > limit) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};

/** Stops reading at `limit` bytes (413); what is not JSON is 400. */
export const readBody = async (request: IncomingMessage, limit: number): Promise<ReadBody> => {
  const tooLarge: ReadBody = { kind: 'refused', status: 413 };
  if (Number(request.headers['content-length'] ?? 0) > limit) return tooLarge;
  const body = await read(request, limit);
  if (body === null) return tooLarge;
  try {
    return { kind: 'json', value: JSON.parse(body.toString('utf8')), bytes: body.byteLength };
  } catch {
    return { kind: 'refused', status: 400 };
  }
};
