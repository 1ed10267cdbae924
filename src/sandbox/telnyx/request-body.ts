import type { IncomingMessage } from 'node:http';
import { refuse } from './errors.ts';
import type { Upload } from './route.ts';

export type RequestBody = { json: Record<string, unknown>; upload: Upload | null };

const EMPTY: RequestBody = { json: {}, upload: null };

const readBytes = async (request: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
};

/** Node's own parser of multipart bodies; the part named `file` is the document. */
const parseUpload = async (bytes: Buffer, contentType: string): Promise<Upload> => {
  const form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': contentType } }).formData();
  const file = form.get('file');
  const reference = form.get('customer_reference');
  if (file === null || typeof file === 'string')
    throw refuse('missing', { detail: 'file is missing.', pointer: '/file' });
  return {
    filename: file.name,
    content: new Uint8Array(await file.arrayBuffer()),
    reference: typeof reference === 'string' ? reference : null,
  };
};

const parseObject = (text: string): Record<string, unknown> => {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {
    // Answered below, like any other body that is not an object.
  }
  throw refuse('badRequest', 'The body is not a JSON object.');
};

export const readRequestBody = async (request: IncomingMessage): Promise<RequestBody> => {
  const bytes = await readBytes(request);
  if (bytes.byteLength === 0) return EMPTY;
  const contentType = request.headers['content-type'] ?? '';
  if (contentType.startsWith('multipart/form-data')) return { json: {}, upload: await parseUpload(bytes, contentType) };
  return { json: parseObject(bytes.toString('utf8')), upload: null };
};
