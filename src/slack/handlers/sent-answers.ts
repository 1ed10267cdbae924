import type { FormTarget, SubmitOutcome } from '../../domain/requirement-form.ts';
import type { HandlerDeps } from '../handler.ts';
import type { Surface } from '../surface.ts';
import { groupSavedModal, sentModal } from '../views/sent-modal.ts';

type Sent = {
  surface: Surface;
  target: FormTarget;
  outcome: Extract<SubmitOutcome, { kind: 'sent' | 'nothing' }>;
};

/** What became of the answers, and what can be done with them next. */
export const showSent = async (deps: HandlerDeps, { surface, target, outcome }: Sent): Promise<void> => {
  if (target.kind === 'group') return surface.showModal(groupSavedModal({ target, outcome }));
  // Telnyx is not asked again: were it silent now, what was sent would look as if it had failed.
  const { requirementTypes } = await deps.flows.findOrders.get(target.orderKey);
  const from = { ...target, requirementIds: outcome.kind === 'sent' ? outcome.sent : [] };
  const others = (await deps.flows.spreadAnswers.candidates(from)).length;
  return surface.showModal(sentModal({ outcome, context: target, requirementTypes, others }));
};
