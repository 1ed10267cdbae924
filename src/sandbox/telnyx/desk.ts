import { addComment } from './comments.ts';
import { type DeskPart, toDeskPart } from './desk-overview.ts';
import { addOrderElsewhere, type OrderElsewhere } from './order-elsewhere.ts';
import { SPANS } from './rules.ts';
import { type Simulation, settle } from './simulation.ts';
import type { Address, Answer, OrderedNumber, Part, RequirementGroup, StoredDocument } from './state.ts';
import { approveAnswers, endPart, followAnswers, followNumbers } from './state-machine.ts';

const NUMBER_OPS = 'numberops@telnyx.example';

type PartRef = { partId: string };
/** `numbers` limits an act to some of the part's numbers; `requirementIds` to some of its requirements. */
type Chosen = PartRef & { requirementIds?: string[]; numbers?: string[] };

const findPart = ({ state }: Simulation, partId: string): Part => {
  const part = state.parts.get(partId);
  if (part === undefined) throw new Error(`The desk knows no sub number order ${partId}.`);
  return part;
};

const findGroup = ({ state }: Simulation, groupId: string): RequirementGroup => {
  const group = state.groups.get(groupId);
  if (group === undefined) throw new Error(`The desk knows no requirement group ${groupId}.`);
  return group;
};

const say = (simulation: Simulation, on: { body: string } & (PartRef | { groupId: string })): void => {
  const record =
    'partId' in on
      ? ({ recordType: 'sub_number_order', recordId: findPart(simulation, on.partId).id } as const)
      : ({ recordType: 'requirement_group', recordId: findGroup(simulation, on.groupId).id } as const);
  const createdAt = settle(simulation);
  addComment(simulation, { ...record, body: on.body, commenter: NUMBER_OPS, commenterType: 'admin', createdAt });
};

/** Decisions on the answers of a part that is pending. */
const createDecisions = (simulation: Simulation) => {
  /** Lets `change` work on the chosen numbers, and follows up. */
  const actOn = ({ partId, numbers }: Chosen, change: (number: OrderedNumber, now: number) => void): void => {
    const now = settle(simulation);
    const part = findPart(simulation, partId);
    if (part.status !== 'pending') throw new Error(`The sub number order ${partId} is ${part.status}, not pending.`);
    for (const number of part.numbers) {
      if (numbers === undefined || numbers.includes(number.phoneNumber)) change(number, now);
    }
    followNumbers({ state: simulation.state, part, now });
  };

  const approve = (chosen: Chosen): void => {
    // Actions are done elsewhere by the end user, so they may be approved without a value here.
    const accept = (answer: Answer) =>
      (chosen.requirementIds?.includes(answer.requirementId) ?? true) &&
      (answer.value !== null || answer.fieldType === 'action');
    actOn(chosen, (number, now) => approveAnswers(number, { accept, now }));
  };

  const decline = ({ comment, ...chosen }: Chosen & { requirementIds: string[]; comment: string | null }): void => {
    actOn(chosen, (number, now) => {
      const declined = number.answers.filter((answer) => chosen.requirementIds.includes(answer.requirementId));
      for (const answer of declined) answer.status = 'declined';
      followAnswers(number, now);
      if (declined.length > 0) number.deadlineAt = now + SPANS.nextDeadlineMs;
    });
    if (comment !== null) say(simulation, { partId: chosen.partId, body: comment });
  };

  return {
    /** Answers that have a value: the named ones, or all. */
    approve,
    approveAll: (partId: string): void => approve({ partId }),
    /** With a comment, as Number Ops does (null: without), and a new deadline. Tells nobody else. */
    decline,
    moveDeadline: ({ deadlineAt, ...chosen }: Chosen & { deadlineAt: number | null }): void =>
      actOn(chosen, (number) => {
        number.deadlineAt = deadlineAt;
      }),
  };
};

/** What ends a part without its people. */
const createEndings = (simulation: Simulation) => {
  const end = (partId: string, status: 'failure' | 'cancelled' | 'deleted'): void => {
    const now = settle(simulation);
    endPart(simulation.state, { part: findPart(simulation, partId), status, now });
  };
  return {
    fail: ({ partId }: PartRef): void => end(partId, 'failure'),
    cancelPart: ({ partId }: PartRef): void => end(partId, 'cancelled'),
    /** Deleted from the account; also possible long after success. */
    deletePart: ({ partId }: PartRef): void => end(partId, 'deleted'),
    /** Neither listed nor found while hidden, which says nothing about what became of it. */
    hidePart: ({ partId, hidden }: PartRef & { hidden: boolean }): void => {
      findPart(simulation, partId).hidden = hidden;
    },
  };
};

const createGroupDecisions = (simulation: Simulation) => {
  const decide = (
    groupId: string,
    decision: { status: RequirementGroup['status']; expiresAt?: number | null },
  ): void => {
    Object.assign(findGroup(simulation, groupId), { expiresAt: null, ...decision, updatedAt: settle(simulation) });
  };
  return {
    approveGroup: (groupId: string, { expiresAt = null }: { expiresAt?: number | null } = {}): void =>
      decide(groupId, { status: 'approved', expiresAt }),
    declineGroup: (groupId: string): void => decide(groupId, { status: 'declined' }),
    /** The rules changed: the group can no longer be used. */
    retireGroup: (groupId: string): void => decide(groupId, { status: 'no-longer-eligible' }),
  };
};

/** What people at Number Ops do. Every act needs an id that exists; an act on an unknown one is a mistake and throws. */
export const createDesk = (simulation: Simulation) => ({
  /** Brings the world up to the clock; endpoints and acts do so by themselves. */
  advance: (): void => void settle(simulation),
  /** Parts that are pending, oldest first. */
  pending: (): DeskPart[] => {
    settle(simulation);
    return [...simulation.state.pendingParts].map((part) => toDeskPart(simulation, part));
  },
  /** The latest parts that are no longer pending, oldest first. */
  finished: (most: number): DeskPart[] => {
    settle(simulation);
    const { parts, pendingParts } = simulation.state;
    const ended = [...parts.values()].filter((part) => !pendingParts.has(part));
    return ended.slice(-most).map((part) => toDeskPart(simulation, part));
  },
  /** Any part, whatever became of it. */
  part: (partId: string): DeskPart => {
    settle(simulation);
    return toDeskPart(simulation, findPart(simulation, partId));
  },
  /** Grows with whatever `pending` would show differently. */
  version: (): number => {
    settle(simulation);
    return simulation.state.version;
  },
  /** The file behind an answer. */
  document: (id: string): StoredDocument | null => simulation.state.documents.get(id) ?? null,
  address: (id: string): Address | null => simulation.state.addresses.get(id) ?? null,
  comment: (on: { body: string } & (PartRef | { groupId: string })): void => say(simulation, on),
  /** An order placed in the portal or by another program, of any size. */
  addOrder: (order: OrderElsewhere): { orderId: string; partIds: string[] } =>
    addOrderElsewhere(simulation, { order, now: settle(simulation) }),
  ...createDecisions(simulation),
  ...createEndings(simulation),
  ...createGroupDecisions(simulation),
});

export type Desk = ReturnType<typeof createDesk>;
