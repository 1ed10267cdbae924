import { DRAFT_KEPT_MS, hasContent, withFreshFiles, withoutSeen, withPage } from '../domain/form-draft.ts';
import { findPart, missingRequirementIds } from '../domain/order.ts';
import type { FormDraft, SubmitOutcome } from '../domain/requirement-form.ts';
import type { FormDrafts } from '../store/form-drafts.ts';
import type { TrackedOrders } from '../store/tracked-orders.ts';
import type { Telnyx } from '../telnyx/telnyx.ts';
import { createActOnPart } from './act-on-part.ts';
import { addAddress } from './add-address.ts';
import type { Attachments } from './attachments.ts';
import { checkAtOnce } from './check-given.ts';
import type { FormOf, FulfilRequirements } from './flows.ts';
import { createFollowOrder, type FollowOptions } from './follow-order.ts';
import { createFormSessions, type FormSessions } from './form-sessions.ts';
import { openGroupForm } from './group-form.ts';
import { type OpenedForm, openPartForm } from './part-form.ts';
import { createReadStanding } from './part-standing.ts';
import { noteFilling, showFilling } from './show-filling.ts';
import { submitGroup } from './submit-group.ts';
import { type PartOutcome, submitPart } from './submit-part.ts';
import type { Wallet } from './wallet.ts';

type Options = FollowOptions & {
  telnyx: Pick<Telnyx, 'addresses' | 'documents' | 'requirementGroups' | 'orderNumbers' | 'subOrders'>;
  attachments: Attachments;
  drafts: FormDrafts;
  wallet: Wallet;
};

/**
 * Telnyx erases the deadline when all answers are in, and knows whether anything is still declined: what was read
 * after sending counts.
 */
const withReread = async (
  orders: TrackedOrders,
  { on: { target }, outcome }: { on: FormOf; outcome: SubmitOutcome },
): Promise<SubmitOutcome> => {
  if (outcome.kind !== 'sent' || target.kind !== 'part') return outcome;
  const order = (await orders.get(target.orderKey))?.order;
  const part = order ? findPart(order, target.partId) : null;
  if (!part) return outcome;
  const open = missingRequirementIds(part);
  return { ...outcome, missing: outcome.missing.filter((id) => open.includes(id)), deadlineAt: part.deadlineAt };
};

/** A colleague's answers stay in the place of all that is in it: nothing of it will ever be sent. */
const isGivenUp = ({ answers, dates, decided }: FormDraft): boolean => {
  const keys = [...Object.keys(answers), ...Object.keys(dates)];
  return keys.length > 0 && keys.every((key) => decided[key] === 'theirs');
};

/** Reading and sending, whichever kind of thing the form is about. */
const createTargets = (options: Options) => {
  const follow = createFollowOrder(options);
  const actOnPart = createActOnPart({ ...options, follow });
  const parts = { ...options, readStanding: createReadStanding({ ...options, follow }) };
  return {
    follow,
    read: ({ target, personId }: FormOf, draft: FormDraft): Promise<OpenedForm> =>
      target.kind === 'part'
        ? openPartForm(parts, { target, draft, personId })
        : openGroupForm(options, { target, draft }),
    submit: ({ target, personId }: FormOf, draft: FormDraft): Promise<PartOutcome> =>
      target.kind === 'part'
        ? actOnPart({ ...target, act: (acted) => submitPart(parts, { ...acted, draft, personId }) })
        : submitGroup(options, { groupId: target.groupId, draft }),
  };
};

type Typing = Pick<FulfilRequirements, 'put' | 'chooseNumbers' | 'decide' | 'check' | 'typed' | 'save'>;

/** What a person puts into the form, kept with their draft. */
const createTyping = (sessions: FormSessions, clock: Options['clock']): Typing => ({
  put: sessions.put,
  // What stood in the form of other numbers says nothing about these.
  chooseNumbers: async (on, numberIds) =>
    void (await sessions.save(on, (draft) => ({ ...withoutSeen(draft), numberIds, page: 0 }))),
  // What asked for it stands in the place of the form: picked files need blocks that are not taken for emptied ones.
  decide: async (on, decided) =>
    void (await sessions.save(on, (draft) =>
      withFreshFiles({ ...draft, decided: { ...draft.decided, ...decided } }, Object.keys(draft.answers)),
    )),
  check: async (on, { keys, answers, dates }) => {
    const form = sessions.form(on);
    const fields = [...(form?.fields ?? []), ...(form?.aside ?? [])].filter(({ key }) => keys.includes(key));
    return checkAtOnce({ fields, answers, dates, now: clock.now() });
  },
  typed: sessions.typed,
  save: async (on, page) =>
    void (await sessions.save(on, (draft) => ({ ...withPage(draft, page), typedAt: clock.now() }))),
});

/** The paperwork of a part or a group: what the form asks, what is half filled, what is wrong, sending it. */
export const createFulfilRequirements = (options: Options): FulfilRequirements => {
  const { orders, drafts, clock, wallet, log } = options;
  const { follow, read, submit } = createTargets(options);
  const sessions = createFormSessions({ drafts, clock, read });
  const closed = async (on: FormOf): Promise<void> => {
    const filling = hasContent(await sessions.draft(on))
      ? { personId: on.personId, since: clock.now(), open: false }
      : null;
    if (filling === null) await sessions.end(on);
    await noteFilling(orders, { ...on, filling });
  };

  return {
    open: async (on) => {
      // What was decided belongs to the sitting, what was typed outlives it.
      const opened = await sessions.reopen(on, withoutSeen);
      const filling = { personId: on.personId, since: clock.now(), open: true };
      const asksSomething = opened.form.fields.length + opened.form.aside.length > 0;
      if (asksSomething) await noteFilling(orders, { ...on, filling });
      return opened;
    },
    announce: (target) => showFilling({ follow, log }, target),
    reopen: sessions.reopen,
    turn: sessions.turn,
    askAside: sessions.askAside,
    withProblems: sessions.withProblems,
    formOf: sessions.form,
    currentForm: sessions.current,
    ...createTyping(sessions, clock),
    submit: async (on) => {
      const draft = await sessions.draft(on);
      const { outcome, doubtful } = await submit(on, draft);
      const isOver =
        outcome.kind === 'sent' ? outcome.failure === null : outcome.kind === 'nothing' && isGivenUp(draft);
      if (isOver) await sessions.end(on);
      // Its form is gone from the screen as well.
      if (outcome.kind === 'nothing') await closed(on);
      if (doubtful.length > 0)
        await sessions.save(on, (draft) => ({ ...draft, warned: [...new Set([...draft.warned, ...doubtful])] }));
      return withReread(orders, { on, outcome });
    },
    closed,
    draftsOf: async (personId) => {
      const kept = await drafts.listOf(personId);
      return kept.filter((draft) => hasContent(draft) && clock.now() - draft.savedAt < DRAFT_KEPT_MS);
    },
    addAddress: async ({ address }) => {
      const added = await addAddress(options, address);
      if (added.kind === 'created') wallet.forget();
      return added;
    },
  };
};
