import type { ServerResponse } from 'node:http';
import type { TelnyxSimulator } from '../telnyx/start-telnyx-simulator.ts';
import type { Address } from '../telnyx/state.ts';
import type { AddressCard } from './protocol.ts';

/** Pictures cannot act; everything else that people upload is downloaded, never shown as part of this site. */
const SHOWN_INLINE = ['image/png', 'image/jpeg'];

/** A name that is safe in a header; the real one follows as UTF-8. */
const dispositionOf = (filename: string, kind: 'inline' | 'attachment'): string => {
  const plain = filename.replaceAll(/[^\w.-]/g, '_');
  const encoded = encodeURIComponent(filename).replaceAll(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
  return `${kind}; filename="${plain}"; filename*=UTF-8''${encoded}`;
};

const notFound = (response: ServerResponse): void => {
  response.writeHead(404, { 'content-type': 'application/json' }).end('{"error":"not found"}');
};

/** The file behind an answer, for whoever vets it. */
export const sendDocument = ({ desk }: TelnyxSimulator, { id, response }: { id: string; response: ServerResponse }) => {
  const document = desk.document(id);
  if (document === null) return notFound(response);
  const { content, contentType, filename } = document;
  const isShown = SHOWN_INLINE.includes(contentType);
  response.writeHead(200, {
    'content-type': isShown ? contentType : 'application/octet-stream',
    'content-length': content.byteLength,
    'content-disposition': dispositionOf(filename, isShown ? 'inline' : 'attachment'),
    'content-security-policy': "default-src 'none'; sandbox",
    'cache-control': 'no-store',
  });
  response.end(content);
};

const toLines = ({ fields }: Address): string[] => {
  const text = (name: string): string => String(fields[name] ?? '').trim();
  const join = (...names: string[]): string => names.map(text).filter(Boolean).join(' ');
  return [
    join('business_name'),
    join('first_name', 'last_name'),
    join('street_address', 'extended_address'),
    join('neighborhood', 'borough'),
    join('postal_code', 'locality', 'administrative_area'),
    join('country_code'),
  ].filter(Boolean);
};

export const sendAddress = ({ desk }: TelnyxSimulator, { id, response }: { id: string; response: ServerResponse }) => {
  const address = desk.address(id);
  if (address === null) return notFound(response);
  const card: AddressCard = { lines: toLines(address) };
  response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(card));
};
