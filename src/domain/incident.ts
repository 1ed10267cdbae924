/**
 * What makes the poll blind, and needs somebody who looks after numberdesk: `key-refused`: Telnyx refuses the API key ·
 * `other-account`: the key is one of another account · `orders-lost`: Telnyx finds many orders no more · `list-short`: its list
 * of pending parts lacks many that are pending · `silent`: it has not answered for an hour.
 */
export type IncidentKind = 'key-refused' | 'other-account' | 'orders-lost' | 'list-short' | 'silent';

export type Incident = {
  kind: IncidentKind;
  since: number;
  /** How many orders or parts are missing, of how many that are followed. Both 0 where nothing is counted. */
  missing: number;
  of: number;
  /** Slack ids of the channels and people that were told. */
  toldTo: string[];
  /** Everybody who is to know was told. */
  isTold: boolean;
  /** Since when there is no sign of it any more. */
  fineSince: number | null;
  /** It ended, and those who were told still have to hear that. */
  isOver: boolean;
};

/** `unknown`: nothing was seen that would tell. */
export type Finding = { is: 'present' | 'absent' | 'unknown'; missing?: number; of?: number };
export type Findings = Record<IncidentKind, Finding>;

/** What comes and goes within minutes is one incident. */
const FINE_FOR_MS = 3 * 60_000;

/** A fifth at once is no longer the course of things. */
export const isMany = (missing: number, of: number): boolean => missing > 0 && missing * 5 >= of;

const begin = (kind: IncidentKind, { finding, now }: { finding: Finding; now: number }): Incident => ({
  kind,
  since: now,
  missing: finding.missing ?? 0,
  of: finding.of ?? 0,
  toldTo: [],
  isTold: false,
  fineSince: null,
  isOver: false,
});

const goOn = (incident: Incident, { finding, now }: { finding: Finding; now: number }): Incident | null => {
  if (incident.isOver || finding.is === 'unknown') return incident;
  if (finding.is === 'present') return incident.fineSince === null ? incident : { ...incident, fineSince: null };
  const fineSince = incident.fineSince ?? now;
  if (now - fineSince < FINE_FOR_MS) return { ...incident, fineSince };
  // Who never heard of it need not hear that it is over.
  return incident.toldTo.length > 0 ? { ...incident, fineSince, isOver: true } : null;
};

/** The incidents after a poll. What stays as it is stays the same object. */
export const followIncidents = (
  incidents: readonly Incident[],
  { findings, now }: { findings: Findings; now: number },
): Incident[] => {
  const kept = incidents.flatMap((incident) => goOn(incident, { finding: findings[incident.kind], now }) ?? []);
  const isOpen = (kind: IncidentKind): boolean => kept.some((each) => each.kind === kind && !each.isOver);
  const begun = (Object.entries(findings) as [IncidentKind, Finding][])
    .filter(([kind, { is }]) => is === 'present' && !isOpen(kind))
    .map(([kind, finding]) => begin(kind, { finding, now }));
  return [...kept, ...begun];
};
