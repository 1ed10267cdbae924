import { type AccountWatch, NOTHING_WATCHED } from '../domain/account-watch.ts';
import { followIncidents, type Incident } from '../domain/incident.ts';
import type { Log } from '../log.ts';
import type { TrackedOrders } from '../store/tracked-orders.ts';
import type { AdminAlerts } from './admin-alerts.ts';
import type { Round } from './check-orders.ts';
import { afterRound, findIncidents, hasAnswered, isElsewhere } from './find-incidents.ts';
import type { Spotted } from './spot-changes.ts';

export type WatchAccount = {
  /** Reads what is remembered; before anything else. */
  load(lastTickAt: number | null): Promise<void>;
  /** The list is of an account that has nothing of ours: the key was exchanged for a stranger's. */
  isElsewhere(spotted: Spotted): boolean;
  /** When Telnyx last answered a poll; null before the first. */
  answeredAt(): number | null;
  /** Draws the conclusions of a poll, and tells the admins. Rejects when the store fails. */
  conclude(round: Round): Promise<void>;
};

export type WatchOptions = {
  orders: Pick<TrackedOrders, 'viewOpen'>;
  accountWatch: { read(): Promise<AccountWatch | null>; write(watch: AccountWatch): Promise<void> };
  adminAlerts: AdminAlerts;
  log: Log;
};

/** One that was told about, or over and said: null. */
const tell = async (alerts: AdminAlerts, incident: Incident): Promise<Incident | null> => {
  if (incident.isOver) {
    const toldTo = await alerts.clear(incident);
    return toldTo.length === 0 ? null : { ...incident, toldTo };
  }
  return incident.isTold ? incident : { ...incident, ...(await alerts.raise(incident)) };
};

/** Notices what would make the poll blind or mistaken, remembers it across restarts, and has the admins told once. */
export const createWatchAccount = ({ orders, accountWatch, adminAlerts, log }: WatchOptions): WatchAccount => {
  let watch = NOTHING_WATCHED;
  let isLoaded = false;
  let answeredAt: number | null = null;
  let unansweredSince: number | null = null;

  const noteAnswer = (round: Round): void => {
    if (hasAnswered(round)) answeredAt = round.now;
    const isUnanswered = !hasAnswered(round) && round.failure !== null;
    unansweredSince = isUnanswered ? (unansweredSince ?? round.now) : null;
  };

  const save = async (next: AccountWatch): Promise<void> => {
    if (JSON.stringify(next) === JSON.stringify(watch)) return;
    await accountWatch.write(next);
    watch = next;
  };

  return {
    load: async (lastTickAt) => {
      if (isLoaded) return;
      watch = (await accountWatch.read()) ?? NOTHING_WATCHED;
      answeredAt = watch.answeredAt ?? lastTickAt;
      isLoaded = true;
    },
    isElsewhere: (spotted) => isElsewhere(watch, spotted),
    answeredAt: () => answeredAt,
    conclude: async (round) => {
      noteAnswer(round);
      const next = afterRound(watch, { round, answeredAt, open: await orders.viewOpen() });
      const findings = findIncidents(next, { round, open: await orders.viewOpen(), unansweredSince });
      const incidents = followIncidents(next.incidents, { findings, now: round.now });
      for (const each of incidents)
        if (!watch.incidents.includes(each)) log.warn({ incident: each.kind, isOver: each.isOver }, 'watching Telnyx');
      // Before anybody is told: a crash in between tells again, and forgets nothing.
      await save({ ...next, incidents });
      for (const incident of incidents) {
        const told = await tell(adminAlerts, incident);
        const others = watch.incidents.map((each) => (each === incident ? told : each));
        await save({ ...watch, incidents: others.filter((each) => each !== null) });
      }
    },
  };
};
