import { createHash } from 'node:crypto';
import { extname } from 'node:path';
import { notFound, refuse } from './errors.ts';
import { PAGE } from './query.ts';
import { type Call, data, paged, param, type Reply, type Route, type Upload } from './route.ts';
import { MAX_DOCUMENT_BYTES } from './rules.ts';
import { toDocument } from './shapes.ts';
import type { StoredDocument } from './state.ts';

const MIME: Record<string, string> = {
  '.pdf': 'application/pdf',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.csv': 'text/csv',
  '.txt': 'text/plain',
  '.json': 'application/json',
  '.doc': 'application/msword',
  '.docx': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  '.xls': 'application/vnd.ms-excel',
  '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};
const FILTERS = [
  'filter[filename][contains]',
  'filter[customer_reference][eq]',
  'filter[customer_reference][in]',
  'filter[created_at][gt]',
  'filter[created_at][lt]',
  'sort',
];

const readBase64 = ({ file, filename, customer_reference: reference }: Record<string, unknown>): Upload => {
  if (typeof file !== 'string' || file === '')
    throw refuse('missing', { detail: 'file is missing.', pointer: '/file' });
  if (!/^[A-Za-z0-9+/\s]+={0,2}\s*$/.test(file)) throw refuse('unprocessable', 'file is not base64.');
  return {
    filename: typeof filename === 'string' ? filename : 'document.pdf',
    content: Buffer.from(file, 'base64'),
    reference: typeof reference === 'string' ? reference : null,
  };
};

const checkUpload = ({ filename, content }: Upload): void => {
  if (content.byteLength > MAX_DOCUMENT_BYTES) throw refuse('unprocessable', 'The file is larger than 20 MB.');
  if (filename.length > 512) throw refuse('unprocessable', 'The file name is longer than 512 characters.');
  if (MIME[extname(filename).toLowerCase()] === undefined)
    throw refuse('unprocessable', 'This kind of file is not taken.');
};

const create = ({ simulation, body, upload, now }: Call): Reply => {
  const given = upload ?? readBase64(body);
  checkUpload(given);
  const document: StoredDocument = {
    id: simulation.ids.uuid('document'),
    filename: given.filename.replaceAll(' ', ''),
    content: given.content,
    contentType: MIME[extname(given.filename).toLowerCase()] ?? 'application/octet-stream',
    sha256: createHash('sha256').update(given.content).digest('hex'),
    reference: given.reference,
    createdAt: now,
    unlinkedSince: now,
  };
  simulation.state.documents.set(document.id, document);
  return data(toDocument(document, now));
};

const list = (call: Call): Reply => {
  const { query, simulation, now } = call;
  const name = query.text('filter[filename][contains]') ?? '';
  const reference = query.text('filter[customer_reference][eq]');
  const documents = [...simulation.state.documents.values()]
    .filter((document) => document.filename.includes(name) && (reference === null || document.reference === reference))
    .reverse();
  return paged(call, { items: documents, toWire: (document) => toDocument(document, now) });
};

const findDocument = (call: Call): StoredDocument => {
  const document = call.simulation.state.documents.get(param(call, 'id'));
  if (document === undefined) throw notFound();
  return document;
};

const remove = (call: Call): Reply => {
  const document = findDocument(call);
  if (document.unlinkedSince === null) throw refuse('unprocessable', 'The document is linked and cannot be deleted.');
  call.simulation.state.documents.delete(document.id);
  return data(toDocument(document, call.now));
};

const download = (call: Call): Reply => {
  const { content, contentType } = findDocument(call);
  return { status: 200, body: content, headers: { 'content-type': contentType } };
};

export const documentRoutes: Route[] = [
  { method: 'POST', path: '/documents', query: ['content-type'], handle: create },
  { method: 'GET', path: '/documents', query: [...FILTERS, ...PAGE], handle: list },
  { method: 'GET', path: '/documents/{id}', handle: (call) => data(toDocument(findDocument(call), call.now)) },
  { method: 'DELETE', path: '/documents/{id}', handle: remove },
  { method: 'GET', path: '/documents/{id}/download', handle: download },
];
