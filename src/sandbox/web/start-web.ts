import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AppError } from '../../errors.ts';
import type { ManualClock } from '../clock.ts';
import type { SlackSimulator } from '../slack/start-slack-simulator.ts';
import type { TelnyxSimulator } from '../telnyx/start-telnyx-simulator.ts';
import { type AnswerParts, answerRequest } from './answer-request.ts';
import { createCallLines } from './call-lines.ts';
import { createChanges } from './changes.ts';
import { createDeskActs } from './desk-acts.ts';
import { createEventStreams } from './event-streams.ts';
import { createFaultSwitches } from './fault-switches.ts';
import { createPageFiles } from './page-files.ts';
import { createPageState } from './page-state.ts';
import { createPersonActs } from './person-acts.ts';
import { createReadMarks } from './read-marks.ts';

export type WebOptions = {
  slack: SlackSimulator;
  telnyx: TelnyxSimulator;
  clock: ManualClock;
  /** 0: any free port. */
  port: number;
  host?: '127.0.0.1';
  /** One poll of the app. */
  tick: () => Promise<void>;
  /** How far people had read when the sandbox was last stopped; filled on. */
  readUntil?: Map<string, number>;
};

export type Web = { url: string; stop(): Promise<void> };

const listen = (server: Server, { host, port }: { host: string; port: number }): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', (cause) => {
      const reason = `The sandbox cannot use port ${port} of ${host} (${cause.message}): set another PORT, such as PORT=${port + 1}`;
      reject(new AppError('invalid_input', reason, { cause }));
    });
    server.listen({ host, port }, () => resolve((server.address() as AddressInfo).port));
  });

const createServerOf = (parts: AnswerParts): Server =>
  createServer((request, response) => {
    // A path such as `//` is no URL by itself; as text behind a host every path is one.
    const url = new URL(`http://localhost${request.url ?? '/'}`);
    answerRequest(parts, { request, response, url }).catch((error: unknown) => {
      const message = error instanceof Error ? error.message : String(error);
      if (!response.headersSent) response.writeHead(500, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ ok: false, error: `A bug of the sandbox: ${message}` }));
    });
  });

/**
 * Serves the page of the sandbox on this machine only, and carries out what people do there.
 * Rejects with `AppError('invalid_input')` when the port is taken.
 */
export const startWeb = async (options: WebOptions): Promise<Web> => {
  const { slack, telnyx, clock, tick, host = '127.0.0.1' } = options;
  const changes = createChanges({ slack, telnyx });
  const lines = createCallLines({ slack, telnyx });
  const faults = createFaultSwitches({ slack, telnyx });
  const marks = createReadMarks(slack.workspace, options.readUntil);
  const toState = createPageState({ slack, telnyx, clock, marks, lines, faults });
  const streams = createEventStreams({ changes, toState });
  let port = 0;
  const server = createServerOf({
    slack,
    telnyx,
    changes,
    toState,
    streams,
    files: createPageFiles(),
    personActs: createPersonActs({ slack, marks }),
    deskActs: createDeskActs({ telnyx, clock, faults, tick }),
    port: () => port,
  });
  const stopParts = (): void => {
    streams.stop();
    lines.stop();
    changes.stop();
  };
  try {
    port = await listen(server, { host, port: options.port });
  } catch (error) {
    stopParts();
    throw error;
  }
  return {
    url: `http://localhost:${port}`,
    stop: async () => {
      stopParts();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
};
