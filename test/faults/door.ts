import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server whose port can be closed, so that the kernel refuses whoever knocks, and opened again. */
export const openDoor = async (listener: RequestListener) => {
  const server = createServer(listener);
  const listen = (port: number): Promise<void> =>
    new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', () => {
        server.off('error', reject);
        resolve();
      });
    });
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  await listen(0);
  const { port } = server.address() as AddressInfo;
  let closing: Promise<void> | null = null;
  return {
    url: `http://127.0.0.1:${port}`,
    /** Ends what is open, too: call it once the last answer has left. */
    close: (): void => {
      closing ??= close();
    },
    open: async (): Promise<void> => {
      if (closing === null) return;
      await closing;
      closing = null;
      await listen(port);
    },
    stop: (): Promise<void> => closing ?? close(),
  };
};
