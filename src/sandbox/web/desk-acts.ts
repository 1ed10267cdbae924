import type { ManualClock } from '../clock.ts';
import { refusalOf } from '../telnyx/errors.ts';
import type { TelnyxSimulator } from '../telnyx/start-telnyx-simulator.ts';
import type { FaultSwitches } from './fault-switches.ts';
import { nextDeadlineOf } from './page-state.ts';
import type { ActAnswer, DeskAct } from './protocol.ts';

type Doing = { telnyx: TelnyxSimulator; clock: ManualClock; faults: FaultSwitches };

type Acts = {
  [Type in DeskAct['type']]: (doing: Doing, act: Extract<DeskAct, { type: Type }>) => void | Promise<void>;
};

/** A second past the deadline: at the very instant one may still argue. */
const PAST_MS = 1_000;

const ACTS: Acts = {
  approve: ({ telnyx: { desk } }, { partId, requirementId, comment }) => {
    desk.approve({ partId, requirementIds: [requirementId] });
    if (comment !== null) desk.comment({ partId, body: comment });
  },
  decline: ({ telnyx: { desk } }, { partId, requirementId, comment }) =>
    desk.decline({ partId, requirementIds: [requirementId], comment }),
  'approve-all': ({ telnyx: { desk } }, { partId }) => desk.approveAll(partId),
  comment: ({ telnyx: { desk } }, { partId, body }) => desk.comment({ partId, body }),
  'move-deadline': ({ telnyx: { desk } }, { partId, deadlineAt }) => desk.moveDeadline({ partId, deadlineAt }),
  'do-action': ({ telnyx: { desk } }, { partId, requirementId }) => desk.doAction({ partId, requirementId }),
  'approve-group': ({ telnyx: { desk } }, { groupId }) => desk.approveGroup(groupId),
  'decline-group': ({ telnyx: { desk } }, { groupId, requirementIds, comment }) =>
    desk.declineGroup(groupId, { comment, ...(requirementIds.length > 0 ? { requirementIds } : {}) }),
  'comment-group': ({ telnyx: { desk } }, { groupId, body }) => desk.comment({ groupId, body }),
  'expire-value': ({ telnyx: { desk } }, { groupId, requirementId, expiresAt }) =>
    desk.expireValue({ groupId, requirementId, expiresAt }),
  'add-order': ({ telnyx: { desk } }, { country, numberType, count, reference }) => {
    desk.addOrder({ reference: reference.trim() || null, parts: [{ country, numberType, count }] });
  },
  advance: ({ clock }, { ms }) => clock.advance(ms),
  'advance-to-deadline': async ({ telnyx, clock }) => {
    const deadlineAt = nextDeadlineOf(telnyx.desk.pending(), clock.now());
    if (deadlineAt === null) throw new Error('No order has a deadline that lies ahead.');
    await clock.set(deadlineAt + PAST_MS);
  },
  speed: ({ clock }, { speed }) => clock.setSpeed(speed),
  fault: ({ faults }, { name, on }) => faults.set(name, on),
};

const act = <Type extends DeskAct['type']>(doing: Doing, given: Extract<DeskAct, { type: Type }>) =>
  ACTS[given.type as Type](doing, given);

const toWords = (error: unknown): string => {
  const message = error instanceof Error ? error.message : String(error);
  if (/^The desk knows no requirement group/.test(message)) return 'That group is no longer there.';
  if (/^The desk knows no/.test(message)) return 'That order is no longer there.';
  if (/is \w+, not pending\.$/.test(message))
    return 'That part is no longer pending: nothing can be decided about it any more.';
  return refusalOf(error)?.detail ?? message;
};

/**
 * What the people at Number Ops do, and what only a sandbox can: move time and break things. The clock moves in steps
 * with a poll after each, one act after the other; a decision is followed by a poll, so that the thread hears of it soon.
 * @param tick one poll of the app
 */
export const createDeskActs = ({ tick, ...doing }: Doing & { tick: () => Promise<void> }) => {
  let moving: Promise<unknown> = Promise.resolve();
  const run = async (given: DeskAct): Promise<ActAnswer> => {
    try {
      await act(doing, given);
      return { ok: true };
    } catch (error) {
      return { ok: false, error: toWords(error) };
    }
  };
  return (given: DeskAct): Promise<ActAnswer> => {
    if (given.type === 'advance' || given.type === 'advance-to-deadline') {
      const answer = moving.then(() => run(given));
      moving = answer;
      return answer;
    }
    return run(given).finally(() => void tick().catch(() => undefined));
  };
};

export type DeskActs = ReturnType<typeof createDeskActs>;
