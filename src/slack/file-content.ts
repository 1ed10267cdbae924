import { AppError } from '../errors.ts';
import { createLookInside, type FileFinding } from './look-inside.ts';

/** What Telnyx takes, by the name's ending; text formats have no signature to look for. */
const MEDIA_TYPES: Record<string, string> = {
  pdf: 'application/pdf',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  doc: 'application/x-cfb',
  xls: 'application/x-cfb',
  txt: 'text/plain',
  csv: 'text/csv',
  json: 'application/json',
};
const HAS_NO_SIGNATURE = new Set(['txt', 'csv', 'json']);

/** A file is refused with one sentence or two that say why and what to do. */
export const refuseFile = (hint: string): never => {
  throw new AppError('file_refused', 'A file was refused', { details: { hint } });
};

/** The content decides, not the name: a picture renamed to .pdf is refused with what it really is. */
const checkSignature = async (filename: string, content: Uint8Array): Promise<string> => {
  const ending = filename.split('.').at(-1)?.toLowerCase() ?? '';
  const expected = MEDIA_TYPES[ending];
  if (!expected) return refuseFile(`${filename} is not a kind of file that Telnyx takes. Attach a PDF, PNG or JPEG.`);
  if (content.byteLength === 0) return refuseFile(`${filename} is empty. Attach the file again.`);
  // Loaded with the first file: the start need not wait for it.
  const { fileTypeFromBuffer } = await import('file-type');
  const found = await fileTypeFromBuffer(content);
  if (HAS_NO_SIGNATURE.has(ending) && !found) return expected;
  if (found?.mime === expected) return expected;
  return refuseFile(
    found
      ? `${filename} is really a ${found.ext.toUpperCase()} file. Attach it with its right ending, or save it as PDF.`
      : `${filename} cannot be read as ${ending.toUpperCase()}. Open it to see that it works, save it again, then attach it.`,
  );
};

/**
 * Pixels of a picture's shorter side. A page as wide as A4 on 600 pixels has 72 dots an inch: print of 10 points is ten
 * pixels tall, about the least that a reviewer can read; an identity card on 600 pixels has the 280 of a plain scan.
 */
const LEAST_SIDE_PX = 600;

const FAULTS: Record<Exclude<FileFinding['kind'], 'fine' | 'picture'>, string> = {
  locked: 'needs a password to be opened, which Telnyx does not have. Save it without one, then attach it.',
  unreadable: 'cannot be read: it is damaged or cut off. Open it to see that it works, save it again, then attach it.',
  'no-pages': 'has no pages. Save it again with the document in it, then attach it.',
  blank: 'is blank: nothing is on any of its pages. Save it again with the document in it, then attach it.',
};

const faultOf = (finding: FileFinding): string | null => {
  if (finding.kind === 'fine') return null;
  if (finding.kind !== 'picture') return FAULTS[finding.kind];
  const { width, height } = finding;
  if (Math.min(width, height) >= LEAST_SIDE_PX) return null;
  return `is too small to read, ${width} by ${height} pixels. Take the picture again with at least ${LEAST_SIDE_PX} on the shorter side.`;
};

const LOOKED_AT_AS: Partial<Record<string, 'pdf' | 'picture'>> = {
  'application/pdf': 'pdf',
  'image/png': 'picture',
  'image/jpeg': 'picture',
};

/**
 * Answers the media type of a file that a reviewer can read, as far as that can be known. Rejects with
 * `AppError('file_refused')` and a hint for the person: another kind of file than its name says, empty, locked by a
 * password, damaged, blank, too small.
 */
export const createContentCheck = (lookInside = createLookInside()) => {
  return async (filename: string, content: Uint8Array): Promise<string> => {
    const mediaType = await checkSignature(filename, content);
    const as = LOOKED_AT_AS[mediaType];
    const fault = as === undefined ? null : faultOf(await lookInside({ as, content }));
    return fault === null ? mediaType : refuseFile(`${filename} ${fault}`);
  };
};
