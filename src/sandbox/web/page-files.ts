import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const FOLDER = join(import.meta.dirname, 'page');

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** Preact, its hooks and htm in one module, as the package ships it. */
const VENDOR = { path: '/vendor/preact.js', module: 'htm/preact/standalone' };

type PageFile = { file: string; type: string };

const listFiles = (): Map<string, PageFile> => {
  const names = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' });
  const files = names.flatMap((name): [string, PageFile][] => {
    const type = TYPES[extname(name)];
    return type === undefined ? [] : [[`/${name.replaceAll('\\', '/')}`, { file: join(FOLDER, name), type }]];
  });
  return new Map(files);
};

export type PageFiles = {
  has(path: string): boolean;
  send(path: string, exchange: { request: IncomingMessage; response: ServerResponse }): Promise<void>;
};

/**
 * What the browser may load: a list made once, so that no path of a request ever reaches the file system. Browsers ask
 * each time (`no-cache`) and get 304 while nothing changed.
 */
export const createPageFiles = (): PageFiles => {
  const files = listFiles();
  const index = files.get('/index.html');
  if (index !== undefined) files.set('/', index);
  files.set(VENDOR.path, { file: fileURLToPath(import.meta.resolve(VENDOR.module)), type: String(TYPES['.js']) });
  return {
    has: (path) => files.has(path),
    send: async (path, { request, response }) => {
      const found = files.get(path);
      const content = found === undefined ? null : await readFile(found.file).catch(() => null);
      if (found === undefined || content === null) {
        response.writeHead(404).end();
        return;
      }
      const etag = `"${createHash('sha256').update(content).digest('base64url').slice(0, 22)}"`;
      const headers = { 'cache-control': 'no-cache', etag };
      if (request.headers['if-none-match'] === etag) {
        response.writeHead(304, headers).end();
        return;
      }
      response.writeHead(200, { ...headers, 'content-type': found.type, 'content-length': content.byteLength });
      response.end(request.method === 'HEAD' ? undefined : content);
    },
  };
};
