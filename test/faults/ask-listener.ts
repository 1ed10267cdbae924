import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';

export type Answer = { status: number; headers: Record<string, string | string[] | undefined>; body: Buffer };

export type Question = { method: string; path: string; headers: IncomingMessage['headers']; body: Buffer };

/**
 * Asks what listens in this process without a wire, which costs as much as all the rest of an exchange. It is given
 * what the simulators use of a request and of a response. Rejects when it ends the connection.
 */
export const askListener = (listener: RequestListener, { method, path: url, headers, body }: Question) =>
  new Promise<Answer>((resolve, reject) => {
    const socket = { destroy: () => reject(new Error('the connection ended')) };
    const request = Object.assign(Readable.from(body.byteLength === 0 ? [] : [body]), { method, url, headers, socket });
    const head = { status: 0, headers: {} };
    const response = {
      writeHead: (status: number, given: Answer['headers']) => Object.assign(head, { status, headers: given }),
      end: (content: string | Uint8Array) => resolve({ ...head, body: Buffer.from(content) }),
    };
    listener(request as unknown as IncomingMessage, response as unknown as ServerResponse & { req: IncomingMessage });
  });
