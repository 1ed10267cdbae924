import { takeValue } from './answers.ts';
import { addComment } from './comments.ts';
import { createGroupDesk, findGroup } from './desk-groups.ts';
import { type DeskPart, toDeskPart } from './desk-overview.ts';
import { linkOf } from './external-requirements.ts';
import { addOrderElsewhere, type OrderElsewhere } from './order-elsewhere.ts';
import { SPANS } from './rules.ts';
import { type Simulation, settle } from './simulation.ts';
import type { Address, Answer, OrderedNumber, Part, StoredDocument } from './state.ts';
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

const say = (simulation: Simulation, on: { body: string } & (PartRef | { groupId: string })): void => {
  const record =
    'partId' in on
      ? ({ recordType: 'sub_number_order', recordId: findPart(simulation, on.partId).id } as const)
      : ({ recordType: 'requirement_group', recordId: findGroup(simulation, on.groupId).id } as const);
  const createdAt = settle(simulation);
  addComment(simulation, { ...record, body: on.body, commenter: NUMBER_OPS, commenterType: 'admin', createdAt });
};

/** Lets `change` work on the chosen numbers of a part that is pending, and follows up. */
const actOn = (
  simulation: Simulation,
  { partId, numbers, change }: Chosen & { change: (number: OrderedNumber, now: number) => void },
): void => {
  const now = settle(simulation);
  const part = findPart(simulation, partId);
  if (part.status !== 'pending') throw new Error(`The sub number order ${partId} is ${part.status}, not pending.`);
  for (const number of part.numbers) {
    if (numbers === undefined || numbers.includes(number.phoneNumber)) change(number, now);
  }
  followNumbers({ state: simulation.state, part, now });
};

/** Decisions on the answers of a part. */
const createDecisions = (simulation: Simulation) => {
  const approve = (chosen: Chosen): void => {
    // Actions are done elsewhere by the end user, so they may be approved without a value here.
    const accept = (answer: Answer) =>
      (chosen.requirementIds?.includes(answer.requirementId) ?? true) &&
      (answer.value !== null || answer.fieldType === 'action');
    actOn(simulation, { ...chosen, change: (number, now) => approveAnswers(number, { accept, now }) });
  };

  const decline = ({ comment, ...chosen }: Chosen & { requirementIds: string[]; comment: string | null }): void => {
    const change = (number: OrderedNumber, now: number): void => {
      const declined = number.answers.filter((answer) => chosen.requirementIds.includes(answer.requirementId));
      for (const answer of declined) answer.status = 'declined';
      followAnswers(number, now);
      if (declined.length > 0) number.deadlineAt = now + SPANS.nextDeadlineMs;
    };
    actOn(simulation, { ...chosen, change });
    if (comment !== null) say(simulation, { partId: chosen.partId, body: comment });
  };

  return {
    /** Answers that have a value: the named ones, or all. */
    approve,
    approveAll: (partId: string): void => approve({ partId }),
    /** With a comment, as Number Ops does (null: without), and a new deadline. Tells nobody else. */
    decline,
    moveDeadline: ({ deadlineAt, ...chosen }: Chosen & { deadlineAt: number | null }): void =>
      actOn(simulation, {
        ...chosen,
        change: (number) => {
          number.deadlineAt = deadlineAt;
        },
      }),
  };
};

/** What the end user does behind the link that was made for them. */
const createEndUser = (simulation: Simulation) => ({
  /**
   * Nothing documents how a part shows that an action was done. Choice: as any other answer. The requirement of every number gets
   * a value (the id of the check, which names nobody), waits for approval, and is decided at the desk.
   */
  doAction: ({ partId, requirementId }: PartRef & { requirementId: string }): void => {
    const part = findPart(simulation, partId);
    if (linkOf(simulation.state, { part, requirementId }) === undefined)
      throw new Error('The end user has no link yet: it is made in Slack, from the form of the requirements.');
    const value = simulation.ids.uuid('end_user_check');
    const change = (number: OrderedNumber, now: number): void => {
      for (const answer of number.answers) if (answer.requirementId === requirementId) takeValue(answer, value);
      followAnswers(number, now);
    };
    actOn(simulation, { partId, change });
  },
});

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
  ...createEndUser(simulation),
  ...createGroupDesk(simulation, { comment: (on) => say(simulation, on) }),
});

export type Desk = ReturnType<typeof createDesk>;
