import { PDFDocument, type SecurityOptions } from '@cantoo/pdf-lib';

/** Files that are what their names say, and yet nobody at Telnyx could review. */

/** With an owner's password alone everybody can open it; a user's is needed to. */
export const lockedPdf = async (passwords: Pick<SecurityOptions, 'userPassword' | 'ownerPassword'>) => {
  const document = await PDFDocument.create();
  document.addPage().drawText('A secret');
  document.encrypt(passwords);
  return document.save();
};

/** Pages without anything, or what each is given as its content. */
export const drawnPdf = async (...pages: (string | null)[]) => {
  const document = await PDFDocument.create();
  for (const content of pages) {
    const page = document.addPage();
    if (content !== null) page.node.addContentStream(document.context.register(document.context.flateStream(content)));
  }
  return document.save({ addDefaultPage: false });
};

/** Keeps a parser busy for long: an array in an array, a million times. */
export const hostilePdf = (): Uint8Array => new TextEncoder().encode(`%PDF-1.4\n1 0 obj ${'['.repeat(5_000_000)}\n`);
