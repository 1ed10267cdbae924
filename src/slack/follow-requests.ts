import type { Log } from '../log.ts';
import { onJourney } from '../log.ts';

/** How long Slack waited for the answer to a request of this kind. */
export type SlackAck = { kind: string; ms: number };

type Ack<Given extends unknown[]> = (...given: Given) => Promise<void>;
type Request<Given extends unknown[]> = {
  route: { kind: string; id: string };
  ack: Ack<Given>;
  /** `reference` is the id of the journey: what a person is told, and what each line of the log has. */
  run(given: { ack: Ack<Given>; reference: string }): Promise<void>;
};

export type Requests = {
  /** Runs what a request of Slack asks for as one journey, and counts it as work until it is done. */
  follow<Given extends unknown[]>(request: Request<Given>): Promise<void>;
  /** Resolves when nothing is at work any more. */
  settled(): Promise<void>;
};

type Options = { log: Log; newReference: () => string; onAck?: ((ack: SlackAck) => void) | undefined };

const since = (startedAt: number): number => Math.round(performance.now() - startedAt);

export const createRequests = ({ log, newReference, onAck }: Options): Requests => {
  const atWork = new Set<Promise<void>>();

  const runTimed = async <Given extends unknown[]>({ route, ack, run }: Request<Given>, reference: string) => {
    const startedAt = performance.now();
    let ackMs: number | null = null;
    const timedAck: Ack<Given> = async (...given) => {
      await ack(...given);
      if (ackMs !== null) return;
      ackMs = since(startedAt);
      onAck?.({ kind: route.kind, ms: ackMs });
    };
    await run({ ack: timedAck, reference });
    log.debug({ route: `${route.kind} ${route.id}`, ackMs, ms: since(startedAt) }, 'slack request');
  };

  return {
    follow: (request) => {
      const reference = newReference();
      const work = onJourney({ id: reference, from: 'slack' }, () => runTimed(request, reference));
      atWork.add(work);
      return work.finally(() => atWork.delete(work));
    },
    settled: async () => {
      while (atWork.size > 0) await Promise.allSettled([...atWork]);
    },
  };
};
