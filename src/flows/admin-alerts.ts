import type { Incident } from '../domain/incident.ts';

/** How those who look after numberdesk are reached; Slack implements it. Whom it could not reach now is left for later. */
export type AdminAlerts = {
  /** Says what happened and what to do, once to each. Gives who is told by now, and whether that is everybody. */
  raise(incident: Incident): Promise<{ toldTo: string[]; isTold: boolean }>;
  /** Says that it is over to those who were told. Gives who still has to hear it. */
  clear(incident: Incident): Promise<string[]>;
};
