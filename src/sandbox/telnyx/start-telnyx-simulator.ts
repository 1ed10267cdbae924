import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Clock } from '../clock.ts';
import { createDesk, type Desk } from './desk.ts';
import { createCallLog, type Exchange, type LoggedCall } from './exchange.ts';
import { createFaults, type Faults } from './faults.ts';
import { createListener } from './listener.ts';
import { createSimulation, type KeptTelnyx } from './simulation.ts';

export type TelnyxSimulatorOptions = {
  clock: Clock;
  /** The only key that is accepted. */
  apiKey: string;
  /** 0: any free port. */
  port?: number;
  host?: string;
  /** The newer parameters and fields; true unless said. */
  extras?: boolean;
  /** Requirement groups as `{ data }`; bare unless said. */
  envelopedGroups?: boolean;
  /** Told of every question with its answer, before the answer leaves. */
  onExchange?: (exchange: Exchange) => void;
  /** What `keep` gave of an earlier one: it goes on from there. */
  kept?: KeptTelnyx | undefined;
};

export type TelnyxSimulator = {
  /** Ends in `/v2`. */
  url: string;
  /** What answers on its port, for whoever asks from within this process. */
  listener: RequestListener;
  desk: Desk;
  faults: Faults;
  /** The last calls, oldest first. */
  calls: readonly LoggedCall[];
  /** @returns stops listening */
  onCall(listener: (call: LoggedCall) => void): () => void;
  /** All that it holds, not copied: serialise it before anything else happens. */
  keep(): KeptTelnyx;
  stop(): Promise<void>;
};

/** A Telnyx in memory, on its own port. What it holds is gone when it stops, unless it was kept. */
export const startTelnyxSimulator = async (options: TelnyxSimulatorOptions): Promise<TelnyxSimulator> => {
  const { clock, apiKey, port = 0, host = '127.0.0.1', extras = true, envelopedGroups = false } = options;
  const simulation = createSimulation({ clock, extras, envelopedGroups, kept: options.kept });
  const faults = createFaults(simulation);
  const log = createCallLog();
  const onExchange = options.onExchange ?? (() => undefined);
  const listener = createListener({ simulation, faults, log, apiKey, onExchange });
  const server = createServer(listener);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const { port: actualPort } = server.address() as AddressInfo;
  return {
    url: `http://${host}:${actualPort}/v2`,
    listener,
    desk: createDesk(simulation),
    faults,
    calls: log.calls,
    onCall: log.onAdd,
    keep: () => ({ state: simulation.state, idCounts: simulation.ids.counts }),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
