import type { AuditAct, AuditEntry } from '../domain/audit-entry.ts';
import type { PlaceOutcome } from '../domain/order-offer.ts';
import type { TrackedOrder } from '../domain/tracked-order.ts';
import { isAppError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { AuditLog } from '../store/audit-log.ts';
import type { TrackedGroups } from '../store/tracked-groups.ts';
import type { TrackedOrders } from '../store/tracked-orders.ts';
import type {
  AppliedGroup,
  Converse,
  Flows,
  FormOf,
  FulfilRequirements,
  GroupAct,
  Groups,
  PartAct,
  PlaceOrder,
  SaveAsGroup,
  SpreadAnswers,
  WatchOrder,
} from './flows.ts';
import { repeatedKey } from './place-request.ts';

/** What is known of an act; the rest of its entry is looked up. */
type Act = Partial<AuditEntry> & Pick<AuditEntry, 'act' | 'personId'>;

type Note = (acts: readonly Act[]) => Promise<void>;

type What<Given, Result> = {
  act: (given: Given) => Act;
  /** What came of it, to be added for each thing that was done; by default it was done, and there is no more to say. */
  done?: (result: Result) => Partial<Act>[];
};

/** The same call, noted once it did something. */
type Noted = <Given, Result>(
  call: (given: Given) => Promise<Result>,
  what: What<Given, Result>,
) => (given: Given) => Promise<Result>;

type Desk = {
  auditLog: Pick<AuditLog, 'append'>;
  orders: Pick<TrackedOrders, 'get'>;
  groups: Pick<TrackedGroups, 'get'>;
  clock: { now(): number };
  log: Log;
};

type Noting = Desk & { note: Note; noted: Noted };

/** Nobody knows whether it was done: that it was tried is what can be said. */
const UNANSWERED = 'no answer from Telnyx: it may have arrived';

const counted = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;

const toEntry = async ({ orders, groups, clock }: Desk, act: Act): Promise<AuditEntry> => {
  const order = act.orderKey ? await orders.get(act.orderKey) : null;
  const group = order === null && act.groupId ? await groups.get(act.groupId) : null;
  return {
    at: clock.now(),
    orderKey: null,
    orderId: order?.orderId ?? null,
    reference: order?.intent.reference ?? group?.group?.reference ?? null,
    partId: null,
    groupId: null,
    detail: null,
    ...act,
  };
};

/** What was done was done: that it cannot be noted must not look as if it had failed, or it would be done again. */
const createNote =
  (desk: Desk): Note =>
  async (acts) => {
    try {
      await desk.auditLog.append(await Promise.all(acts.map((act) => toEntry(desk, act))));
    } catch (error) {
      for (const { act, orderKey, groupId } of acts)
        desk.log.error({ act, orderKey, groupId, err: error }, 'an act is missing in the audit');
    }
  };

const createNoted =
  (note: Note): Noted =>
  (call, { act, done = () => [{}] }) =>
  async (given) => {
    try {
      const result = await call(given);
      await note(done(result).map((more) => ({ ...act(given), ...more })));
      return result;
    } catch (error) {
      if (isAppError(error, 'telnyx_unclear')) await note([{ ...act(given), detail: UNANSWERED }]);
      throw error;
    }
  };

const onPart =
  (act: AuditAct) =>
  ({ orderKey, partId, personId }: PartAct): Act => ({ act, orderKey, partId, personId });

const onGroup =
  (act: AuditAct) =>
  ({ groupId, personId }: GroupAct): Act => ({ act, groupId, personId });

/** A comment that arrives a second time, by a double press or after a lost answer, was sent once. */
const ifNew = (isNew: boolean): Partial<Act>[] => (isNew ? [{}] : []);

const toOrdered = ({ key, intent: { numbers } }: TrackedOrder, more = ''): Partial<Act>[] => [
  { orderKey: key, detail: `${counted(numbers.length, 'number')}${more}` },
];

const ordered = (outcome: PlaceOutcome): Partial<Act>[] => {
  if (outcome.kind === 'placed') return toOrdered(outcome.order);
  return outcome.kind === 'unclear' ? toOrdered(outcome.order, `, ${UNANSWERED}`) : [];
};

const notePlacing = ({ note, noted, orders }: Noting, placeOrder: PlaceOrder): PlaceOrder => ({
  ...placeOrder,
  place: async (request) => {
    // A token may end by chance like that of an order that is placed again.
    const earlier = repeatedKey(request.token);
    const act = earlier !== null && (await orders.get(earlier)) !== null ? 'placed-again' : 'ordered';
    return noted(placeOrder.place, { act: ({ personId }) => ({ act, personId }), done: ordered })(request);
  },
  placeAgain: (request) =>
    noted(placeOrder.placeAgain, {
      act: ({ personId }) => ({ act: 'placed-again', personId }),
      // The first one is still looked for: nothing was placed again.
      done: (outcome) => (outcome.kind === 'unclear' && outcome.order.key === request.key ? [] : ordered(outcome)),
    })(request),
  settle: async (key, personId) => {
    const before = await orders.get(key);
    await placeOrder.settle(key, personId);
    const hasEnded = before?.state !== 'refused' && (await orders.get(key))?.state === 'refused';
    if (personId !== undefined && hasEnded) await note([{ act: 'said-not-placed', personId, orderKey: key }]);
  },
});

const noteTalk = ({ note, noted, orders }: Noting, converse: Converse): Converse => ({
  ...converse,
  reply: noted(converse.reply, { act: onPart('comment-sent'), done: ifNew }),
  askForTime: noted(converse.askForTime, { act: onPart('time-asked'), done: ifNew }),
  cancelPart: noted(converse.cancelPart, { act: onPart('part-cancelled') }),
  take: async (given) => {
    const { orderKey, personId } = given;
    const before = await orders.get(orderKey);
    await converse.take(given);
    if (before?.ownerId !== personId) await note([{ act: 'taken-over', orderKey, personId }]);
  },
});

const onForm = ({ target, personId }: FormOf): Act =>
  target.kind === 'part'
    ? onPart('answers-sent')({ ...target, personId })
    : onGroup('answers-sent')({ ...target, personId });

const noteForms = ({ noted }: Noting, fulfil: FulfilRequirements): FulfilRequirements => ({
  ...fulfil,
  submit: noted(fulfil.submit, {
    act: onForm,
    done: (outcome) => (outcome.kind === 'sent' ? [{ detail: counted(outcome.sent.length, 'answer') }] : []),
  }),
  addAddress: noted(fulfil.addAddress, {
    act: ({ personId }) => ({ act: 'address-created', personId }),
    done: (added) => (added.kind === 'created' ? [{ detail: `address ${added.address.id}` }] : []),
  }),
});

const noteSpreading = ({ noted }: Noting, spread: SpreadAnswers): SpreadAnswers => ({
  ...spread,
  apply: noted(spread.apply, {
    act: ({ personId }) => ({ act: 'answers-sent', personId }),
    done: (results) =>
      results.flatMap(({ orderKey, partId, arrived }) => {
        const detail = arrived === null ? UNANSWERED : `${counted(arrived, 'answer')}, those of another part`;
        return arrived === 0 ? [] : [{ orderKey, partId, detail }];
      }),
  }),
});

const applied = ({ applied, failed }: AppliedGroup): Partial<Act>[] => [
  ...applied,
  ...failed.flatMap(({ error, ...part }) => (error.code === 'telnyx_unclear' ? [{ ...part, detail: UNANSWERED }] : [])),
];

const noteGroups = ({ noted }: Noting, groups: Groups): Groups => ({
  ...groups,
  create: noted(groups.create, {
    act: ({ personId, reference }) => ({ act: 'group-created', personId, reference }),
    done: ({ group }) => [{ groupId: group.id }],
  }),
  rename: noted(groups.rename, {
    act: (given) => ({ ...onGroup('group-renamed')(given), reference: given.reference.trim() }),
  }),
  submit: noted(groups.submit, {
    act: onGroup('group-submitted'),
    done: ({ reference }) => [{ reference }],
  }),
  remove: noted(groups.remove, { act: onGroup('group-deleted') }),
  keep: noted(groups.keep, { act: onGroup('group-kept') }),
  applyToPart: noted(groups.applyToPart, {
    act: ({ orderKey, partId, ...given }) => ({ ...onGroup('group-applied')(given), orderKey, partId }),
  }),
  applyToParts: noted(groups.applyToParts, { act: onGroup('group-applied'), done: applied }),
  comment: noted(groups.comment, { act: onGroup('comment-sent'), done: ({ isNew }) => ifNew(isNew) }),
});

const noteSaving = ({ noted }: Noting, saveAsGroup: SaveAsGroup): SaveAsGroup =>
  noted(saveAsGroup, {
    act: ({ personId, reference }) => ({ act: 'group-created', personId, reference }),
    done: ({ groupId, answered, failure }) => [
      { groupId, detail: failure === null ? counted(answered, 'answer') : 'without the answers, which failed' },
    ],
  });

const noteWatching = ({ noted }: Noting, watchOrder: WatchOrder): WatchOrder =>
  noted(watchOrder, {
    act: ({ personId }) => ({ act: 'watched', personId }),
    done: (outcome) => (outcome.kind === 'watched' ? [{ orderKey: outcome.order.key }] : []),
  });

/** The flows for people, each of whose acts is noted after it was done. What polls and webhooks do is nobody's act. */
export const noteActs = (flows: Flows, desk: Desk): Flows => {
  const note = createNote(desk);
  const noting: Noting = { ...desk, note, noted: createNoted(note) };
  return {
    ...flows,
    placeOrder: notePlacing(noting, flows.placeOrder),
    watchOrder: noteWatching(noting, flows.watchOrder),
    fulfilRequirements: noteForms(noting, flows.fulfilRequirements),
    spreadAnswers: noteSpreading(noting, flows.spreadAnswers),
    endUserLinks: {
      ...flows.endUserLinks,
      make: noting.noted(flows.endUserLinks.make, { act: onPart('link-made') }),
    },
    saveAsGroup: noteSaving(noting, flows.saveAsGroup),
    groups: noteGroups(noting, flows.groups),
    converse: noteTalk(noting, flows.converse),
  };
};
