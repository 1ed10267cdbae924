import { decodePDFRawStream, PDFArray, PDFDocument, PDFName, type PDFPage, PDFRawStream } from '@cantoo/pdf-lib';
import type { FileFinding } from './look-inside.ts';

/** Text, pictures, lines, areas and shadings as a page's content paints them. What only sets a state paints nothing. */
const PAINTS = /(?:^|[\s\])>])(?:Tj|TJ|'|"|Do|EI|sh|[fFSsBb]\*?)(?=[\s[\]<>()/%]|$)/;

const streamsOf = (page: PDFPage): unknown[] => {
  const contents = page.node.Contents();
  if (!(contents instanceof PDFArray)) return contents === undefined ? [] : [contents];
  return Array.from({ length: contents.size() }, (_, at) => contents.lookup(at));
};

/** What cannot be decoded counts as something. */
const paints = (stream: unknown): boolean => {
  if (!(stream instanceof PDFRawStream)) return true;
  try {
    return PAINTS.test(Buffer.from(decodePDFRawStream(stream).decode()).toString('latin1'));
  } catch {
    return true;
  }
};

/** Annotations are filled-in fields, signatures, stamps. */
const hasSomething = (page: PDFPage): boolean => (page.node.Annots()?.size() ?? 0) > 0 || streamsOf(page).some(paints);

/** The page names a content that the file does not have. */
const isCutOff = (page: PDFPage): boolean =>
  page.node.Contents() === undefined && page.node.get(PDFName.of('Contents')) !== undefined;

const judge = (document: PDFDocument): FileFinding => {
  const pages = document.getPages();
  if (pages.length === 0) return { kind: 'no-pages' };
  if (pages.some(hasSomething)) return { kind: 'fine' };
  return { kind: pages.some(isCutOff) ? 'unreadable' : 'blank' };
};

const OPTIONS = { updateMetadata: false, parseSpeed: Number.POSITIVE_INFINITY };
/** In pdf-lib's words: no empty password opens it, or it takes a certificate. */
const LOCKED = /NEEDS PASSWORD|unknown encryption method/;

/** An encryption that pdf-lib cannot undo is no fault of the file. */
const judgeFailure = async (content: Uint8Array, error: unknown): Promise<FileFinding> => {
  if (error instanceof Error && LOCKED.test(error.message)) return { kind: 'locked' };
  const document = await PDFDocument.load(content, { ...OPTIONS, ignoreEncryption: true }).catch(() => null);
  return { kind: document?.isEncrypted ? 'fine' : 'unreadable' };
};

/**
 * What is wrong with a PDF, as far as that is plain. One that only forbids printing or changes opens without a password,
 * and is fine. A hostile file takes all the time and memory it is given: run it in a worker only (`look-inside.ts`).
 */
export const findInPdf = async (content: Uint8Array): Promise<FileFinding> => {
  try {
    return judge(await PDFDocument.load(content, { ...OPTIONS, password: '' }));
  } catch (error) {
    return judgeFailure(content, error);
  }
};
