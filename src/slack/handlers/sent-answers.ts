import type { SubmitOutcome } from '../../domain/requirement-form.ts';
import type { FormOf } from '../../flows/flows.ts';
import type { HandlerDeps } from '../handler.ts';
import type { Surface } from '../surface.ts';
import { groupSavedModal, sentModal } from '../views/sent-modal.ts';
import { afterWrite } from './after-write.ts';
import { refreshOrderForm } from './refresh-order-form.ts';

type Sent = {
  surface: Surface;
  on: FormOf;
  outcome: Extract<SubmitOutcome, { kind: 'sent' | 'nothing' }>;
  rootViewId: string | null;
};

/** A group that was filled in: its channel hears of it, and an order form below may be able to use it now. */
const showGroupSaved = async (
  deps: HandlerDeps,
  { surface, outcome, rootViewId, ...given }: Omit<Sent, 'on'> & { groupId: string; personId: string },
): Promise<void> => {
  const { groupId } = given;
  const { noteFilled, openPartsUsing } = deps.flows.groups;
  const note = async (): Promise<unknown> =>
    outcome.kind === 'sent' ? noteFilled({ ...given, requirementIds: outcome.sent }) : null;
  const count = async (): Promise<number> => (outcome.kind === 'sent' ? (await openPartsUsing(groupId)).length : 0);
  await afterWrite(deps, { what: 'note the filled group', work: note, otherwise: null });
  const parts = await afterWrite(deps, { what: 'count the open parts of a group', work: count, otherwise: 0 });
  await surface.showModal(groupSavedModal({ target: { kind: 'group', groupId }, outcome, parts }));
  await refreshOrderForm(deps, { surface, viewId: rootViewId ?? '', groupId });
};

/** What became of the answers, and what can be done with them next. */
export const showSent = async (deps: HandlerDeps, { on, ...sent }: Sent): Promise<void> => {
  const { target, personId } = on;
  if (target.kind === 'group') return showGroupSaved(deps, { ...sent, groupId: target.groupId, personId });
  const { surface, outcome } = sent;
  // Telnyx is not asked again: were it silent now, what was sent would look as if it had failed.
  const from = { ...target, requirementIds: outcome.kind === 'sent' ? outcome.sent : [] };
  const read = async (): Promise<Pick<Parameters<typeof sentModal>[0], 'requirementTypes' | 'others'>> => ({
    requirementTypes: (await deps.flows.findOrders.get(target.orderKey)).requirementTypes,
    others: (await deps.flows.spreadAnswers.candidates(from)).length,
  });
  const known = await afterWrite(deps, { what: 'look where the answers fit too', work: read, otherwise: {} });
  return surface.showModal(sentModal({ outcome, context: target, ...known }));
};
