import { addComment } from './comments.ts';
import { type DeskPart, toDeskPart } from './desk-overview.ts';
import { addOrderElsewhere, type OrderElsewhere } from './order-elsewhere.ts';
import { SPANS } from './rules.ts';
import { type Simulation, settle } from './simulation.ts';
import type { Answer, OrderedNumber, Part, RequirementGroup } from './state.ts';
import { approveAnswers, endPart, followAnswers, followNumbers } from './state-machine.ts';

const NUMBER_OPS = 'numberops@telnyx.example';

type PartRef = { partId: string };
/** `numbers` limits an act to some of the part's numbers; `requirementIds` to some of its requirements. */
type Chosen = PartRef & { requirementIds?: string[]; numbers?: string[] };

/** What people at Number Ops do. Every act needs an id that exists; an act on an unknown one is a mistake and throws. */
export const createDesk = (simulation: Simulation) => {
  const { state } = simulation;

  const findPart = (partId: string): Part => {
    const part = state.parts.get(partId);
    if (part === undefined) throw new Error(`The desk knows no sub number order ${partId}.`);
    return part;
  };
  const findGroup = (groupId: string): RequirementGroup => {
    const group = state.groups.get(groupId);
    if (group === undefined) throw new Error(`The desk knows no requirement group ${groupId}.`);
    return group;
  };

  /** Settles, lets `change` work on the chosen numbers of a part that is pending, and follows up. */
  const actOn = ({ partId, numbers }: Chosen, change: (number: OrderedNumber, now: number) => void): Part => {
    const now = settle(simulation);
    const part = findPart(partId);
    if (part.status !== 'pending') throw new Error(`The sub number order ${partId} is ${part.status}, not pending.`);
    for (const number of part.numbers) {
      if (numbers === undefined || numbers.includes(number.phoneNumber)) change(number, now);
    }
    followNumbers({ state, part, now });
    return part;
  };

  const say = (partId: string, body: string): void => {
    const comment = { recordType: 'sub_number_order', recordId: partId, body } as const;
    addComment(simulation, { ...comment, commenter: NUMBER_OPS, commenterType: 'admin' }, simulation.clock.now());
  };

  const approve = (chosen: Chosen): void => {
    // Actions are done elsewhere by the end user, so they may be approved without a value here.
    const accept = (answer: Answer) =>
      (chosen.requirementIds?.includes(answer.requirementId) ?? true) &&
      (answer.value !== null || answer.fieldType === 'action');
    actOn(chosen, (number, now) => approveAnswers(number, now, accept));
  };

  const decline = ({ comment, ...chosen }: Chosen & { requirementIds: string[]; comment: string | null }): void => {
    actOn(chosen, (number, now) => {
      const declined = number.answers.filter((answer) => chosen.requirementIds.includes(answer.requirementId));
      for (const answer of declined) answer.status = 'declined';
      followAnswers(number, now);
      if (declined.length > 0) number.deadlineAt = now + SPANS.nextDeadlineMs;
    });
    if (comment !== null) say(chosen.partId, comment);
  };

  const decideGroup = (groupId: string, status: RequirementGroup['status'], expiresAt: number | null): void => {
    Object.assign(findGroup(groupId), { status, expiresAt, updatedAt: settle(simulation) });
  };

  return {
    /** Brings the world up to the clock; endpoints and acts do so by themselves. */
    advance: (): void => void settle(simulation),
    /** Parts that are pending, oldest first. */
    pending: (): DeskPart[] => {
      settle(simulation);
      return [...state.pendingParts].map((part) => toDeskPart(simulation, part));
    },
    /** Any part, whatever became of it. */
    part: (partId: string): DeskPart => {
      settle(simulation);
      return toDeskPart(simulation, findPart(partId));
    },
    /** Answers that have a value: the named ones, or all. */
    approve,
    approveAll: (partId: string): void => approve({ partId }),
    /** With a comment, as Number Ops does (null: without), and a new deadline. Tells nobody else. */
    decline,
    comment: ({ body, ...on }: { body: string } & (PartRef | { groupId: string })): void => {
      const now = settle(simulation);
      if ('partId' in on) {
        say(findPart(on.partId).id, body);
        return;
      }
      const record = { recordType: 'requirement_group', recordId: findGroup(on.groupId).id } as const;
      addComment(simulation, { ...record, body, commenter: NUMBER_OPS, commenterType: 'admin' }, now);
    },
    moveDeadline: ({ deadlineAt, ...chosen }: Chosen & { deadlineAt: number | null }): void =>
      void actOn(chosen, (number) => {
        number.deadlineAt = deadlineAt;
      }),
    fail: ({ partId }: PartRef): void =>
      endPart(state, { part: findPart(partId), status: 'failure', now: settle(simulation) }),
    cancelPart: ({ partId }: PartRef): void =>
      endPart(state, { part: findPart(partId), status: 'cancelled', now: settle(simulation) }),
    /** Deleted from the account; also possible long after success. */
    deletePart: ({ partId }: PartRef): void =>
      endPart(state, { part: findPart(partId), status: 'deleted', now: settle(simulation) }),
    /** Neither listed nor found while hidden, which says nothing about what became of it. */
    hidePart: ({ partId, hidden }: PartRef & { hidden: boolean }): void => {
      findPart(partId).hidden = hidden;
    },
    approveGroup: (groupId: string, { expiresAt = null }: { expiresAt?: number | null } = {}): void =>
      decideGroup(groupId, 'approved', expiresAt),
    declineGroup: (groupId: string): void => decideGroup(groupId, 'declined', null),
    retireGroup: (groupId: string): void => decideGroup(groupId, 'no-longer-eligible', null),
    /** An order placed in the portal or by another program, of any size. */
    addOrder: (order: OrderElsewhere): { orderId: string; partIds: string[] } =>
      addOrderElsewhere(simulation, { order, now: settle(simulation) }),
  };
};

export type Desk = ReturnType<typeof createDesk>;
