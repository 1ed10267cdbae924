import { z } from 'zod';
import type { Document } from '../telnyx.ts';
import { id, optionalText } from './fields.ts';

const BYTES_IN: Readonly<Record<string, number>> = {
  b: 1,
  byte: 1,
  bytes: 1,
  kb: 1_000,
  kilobytes: 1_000,
  mb: 1_000_000,
  megabytes: 1_000_000,
};

const size = z
  .looseObject({ amount: z.number(), unit: z.string().nullish() })
  .transform(({ amount, unit }) => {
    const factor = BYTES_IN[(unit ?? 'bytes').toLowerCase()];
    return factor === undefined ? null : amount * factor;
  })
  .nullish()
  .catch(null);

export const document: z.ZodType<Document> = z
  .looseObject({
    id,
    filename: optionalText,
    content_type: optionalText,
    size,
    sha256: optionalText,
    status: optionalText,
    av_scan_status: optionalText,
    customer_reference: optionalText,
  })
  .transform((wire) => ({
    id: wire.id,
    filename: wire.filename ?? '',
    contentType: wire.content_type,
    sizeBytes: wire.size ?? null,
    sha256: wire.sha256,
    status: wire.status ?? 'pending',
    scanStatus: wire.av_scan_status,
    reference: wire.customer_reference,
  }));

export const documentLink = z
  .looseObject({ id, document_id: id })
  .transform((wire) => ({ id: wire.id, documentId: wire.document_id }));

export const NEWEST_FIRST = { sort: '-created_at' } as const;

type Upload = { filename: string; content: Uint8Array; reference: string | null };

export const toUploadBody = ({ filename, content, reference }: Upload) => ({
  filename,
  file: Buffer.from(content.buffer, content.byteOffset, content.byteLength).toString('base64'),
  customer_reference: reference ?? undefined,
});
