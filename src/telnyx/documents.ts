import { AppError } from '../errors.ts';
import type { Client } from './client.ts';
import { readAll, readPages } from './paging.ts';
import { path } from './path.ts';
import type { Telnyx } from './telnyx.ts';
import { document, documentLink, NEWEST_FIRST, toUploadBody } from './wire/documents.ts';
import { list, one, toPageQuery } from './wire/envelope.ts';

/** Telnyx says 20 MB; read as the smaller of both megabytes. */
const MAX_DOCUMENT_BYTES = 20_000_000;
const MAX_FILENAME_LENGTH = 512;

/** A file of some megabytes over a slow line takes longer than a question does. */
const UPLOAD_TIMEOUT_MS = 60_000;

/** The newest 1,000: a list to choose from, not an archive. */
const MAX_LIST_PAGES = 4;

/** The newest 2,000 links. A document that is linked, but longer ago, is taken for one that is not: it is sent again. */
const MAX_LINK_PAGES = 8;

/** Printable, at most 512 characters, without anything that a path could be made of; the extension is kept. */
export const toSafeFilename = (name: string): string => {
  const printable = name
    .normalize('NFC')
    .replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '')
    .replace(/[/\\]/g, '_')
    .trim();
  const extension = /\.[A-Za-z0-9]{1,10}$/.exec(printable)?.[0] ?? '';
  const stem = printable.slice(0, printable.length - extension.length) || 'document';
  const letters = [...new Intl.Segmenter().segment(stem)].map(({ segment }) => segment);
  while (letters.join('').length + extension.length > MAX_FILENAME_LENGTH) letters.pop();
  return `${letters.join('')}${extension}`;
};

const checkSize = (bytes: number) => {
  if (bytes > 0 && bytes <= MAX_DOCUMENT_BYTES) return;
  const hint =
    bytes === 0 ? 'This file is empty. Choose another one.' : 'Telnyx takes files of at most 20 MB. Save it smaller.';
  throw new AppError('file_refused', `document of ${bytes} bytes`, { details: { hint } });
};

export const createDocuments = (client: Client): Telnyx['documents'] => ({
  upload: async ({ filename, content, reference }) => {
    checkSize(content.byteLength);
    return client.post({
      path: path`/documents`,
      body: toUploadBody({ filename: toSafeFilename(filename), content, reference }),
      answer: one(document),
      timeoutMs: UPLOAD_TIMEOUT_MS,
      personal: [filename],
    });
  },

  list: async () => {
    const { items } = await readAll({
      read: (page) =>
        client.get({
          path: path`/documents`,
          query: { ...NEWEST_FIRST, ...toPageQuery(page) },
          answer: list(document),
        }),
      isPagingDocumented: true,
      maxPages: MAX_LIST_PAGES,
    });
    return items;
  },

  get: (documentId) => client.get({ path: path`/documents/${documentId}`, answer: one(document) }),

  // Links can be filtered by what they lead to, not by the document: they are read, newest first, until one fits.
  isLinked: async (documentId) => {
    const pages = readPages({
      read: (page) => client.get({ path: path`/document_links`, query: toPageQuery(page), answer: list(documentLink) }),
      isPagingDocumented: true,
      maxPages: MAX_LINK_PAGES,
    });
    for await (const { items } of pages) if (items.some((link) => link.documentId === documentId)) return true;
    return false;
  },
});
