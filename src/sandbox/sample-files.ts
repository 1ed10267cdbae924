import { crc32, deflateSync } from 'node:zlib';
import { samplePdf as pageSamplePdf } from './web/page/desk/tour-samples.js';

/** Files that are what their names say, and that a reviewer could read: to try the forms without looking for a document. */

/** One page that bears its title; another title makes another file. */
export const samplePdf = (title: string): Uint8Array => new TextEncoder().encode(pageSamplePdf(title));

const pngChunk = (name: string, data: Uint8Array): Buffer => {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const framed = Buffer.alloc(named.length + 8);
  framed.writeUInt32BE(data.length, 0);
  named.copy(framed, 4);
  framed.writeUInt32BE(crc32(named), named.length + 4);
  return framed;
};

/** A grey picture of so many pixels. */
export const samplePng = ({ width, height }: { width: number; height: number }): Uint8Array => {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // Eight bits of grey for each pixel; a row begins with its filter, none.
  header.set([8, 0, 0, 0, 0], 8);
  const row = Buffer.alloc(width + 1, 0x80).fill(0, 0, 1);
  const pixels = deflateSync(Buffer.concat(Array.from({ length: height }, () => row)));
  const signature = Buffer.from('89504e470d0a1a0a', 'hex');
  return Buffer.concat([
    signature,
    pngChunk('IHDR', header),
    pngChunk('IDAT', pixels),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
};
