import type { FormTarget } from '../../domain/requirement-form.ts';
import { isAppError } from '../../errors.ts';
import type { FormOf, OpenForm } from '../../flows/flows.ts';
import type { ActionHandler, ClosingHandler, HandlerDeps, ViewHandler } from '../handler.ts';
import { type FormContext, formContext, formTarget, partRef } from '../ids.ts';
import type { Surface } from '../surface.ts';
import { decisionsModal, readDecisions } from '../views/decisions-modal.ts';
import { type FormState, toFieldErrors } from '../views/form-inputs.ts';
import { loadingModal } from '../views/notice-modal.ts';
import { readPageAnswers } from '../views/read-answers.ts';
import { requirementsModal } from '../views/requirements-modal.ts';
import { savingForm } from '../views/submitted-form.ts';
import { dateText } from '../views/words.ts';
import { clickedValue } from './clicked-value.ts';
import { showSent } from './sent-answers.ts';

type Clicked = Parameters<ActionHandler>[0]['body'];

/** The form that was clicked or typed into, and whose it is. */
export const clickedForm = ({ view, user }: Clicked): FormContext & FormOf => ({
  ...formContext.decode(view?.private_metadata),
  personId: user.id,
});

const pageOf = ({ view }: Clicked) => readPageAnswers((view?.state ?? { values: {} }) as FormState);

/** Keeps what the page holds, whatever is done next. */
export const keepPage = async (deps: HandlerDeps, body: Clicked): Promise<FormContext & FormOf> => {
  const on = clickedForm(body);
  await deps.flows.fulfilRequirements.save(on, pageOf(body));
  return on;
};

/** Shows a page in the form that is on the screen, or below the one that is. */
export const showForm = (
  surface: Surface,
  { viewId, opened }: { viewId: string | null | undefined; opened: OpenForm },
): Promise<void> => surface.showModalById(viewId ?? '', requirementsModal(opened));

export const requirementsOpen =
  (deps: HandlerDeps): ActionHandler =>
  async ({ action, surface }) => {
    const target = formTarget.decode(clickedValue(action));
    await surface.openInPlace(loadingModal(target.kind === 'part' ? 'Provide details' : 'Requirement group'));
    const opened = await deps.flows.fulfilRequirements.open({ target, personId: surface.userId });
    await surface.showModal(requirementsModal(opened));
    await deps.flows.fulfilRequirements.announce(target);
  };

/** Typing, choosing, picking a date: nothing to show, all to keep. */
export const requirementsTyped =
  (deps: HandlerDeps): ActionHandler =>
  async ({ action, body }) => {
    const typedAt = Number((action as { action_ts?: string }).action_ts ?? 0) * 1000;
    await deps.flows.fulfilRequirements.typed(clickedForm(body), { page: pageOf(body), typedAt });
  };

export const requirementsBack =
  (deps: HandlerDeps): ActionHandler =>
  async ({ body, surface }) => {
    const on = await keepPage(deps, body);
    await showForm(surface, {
      viewId: body.view?.id,
      opened: await deps.flows.fulfilRequirements.turn(on, on.page - 1),
    });
  };

/** The fields of the other kind of customer: asked after all, or put aside again. */
export const requirementsAside =
  (deps: HandlerDeps, asked: boolean): ActionHandler =>
  async ({ body, surface }) => {
    const on = await keepPage(deps, body);
    const opened = await deps.flows.fulfilRequirements.askAside(on, asked);
    await showForm(surface, { viewId: body.view?.id, opened });
  };

export const requirementsRemoveFile =
  (deps: HandlerDeps): ActionHandler =>
  async ({ action, body, surface }) => {
    const on = await keepPage(deps, body);
    const key = clickedValue(action);
    const opened = await deps.flows.fulfilRequirements.reopen(on, (draft) => {
      const { [key]: _, ...answers } = draft.answers;
      return { ...draft, answers };
    });
    await showForm(surface, { viewId: body.view?.id, opened });
  };

/** `rootViewId`: the form at the bottom of the stack, which may be an order's. */
type Sending = { surface: Surface; on: FormOf; rootViewId: string | null };

/** Sends what is kept, and shows what came of it: sent, what to change, or what a colleague did meanwhile. */
const send = async (deps: HandlerDeps, { surface, on, rootViewId }: Sending): Promise<void> => {
  const { fulfilRequirements } = deps.flows;
  const outcome = await fulfilRequirements.submit(on);
  if (outcome.kind === 'problems') {
    const opened = await fulfilRequirements.withProblems(on, outcome.problems);
    return surface.showModal(requirementsModal({ ...opened, problems: outcome.problems }));
  }
  if (outcome.kind === 'changed')
    return surface.showModal(decisionsModal({ target: on.target, conflicts: outcome.conflicts }));
  await showSent(deps, { surface, on, outcome, rootViewId });
  await fulfilRequirements.announce(on.target);
};

export const requirementsSubmit =
  (deps: HandlerDeps): ViewHandler =>
  async ({ view, body, ack, surface }) => {
    const { fulfilRequirements } = deps.flows;
    const { target, page, isLast } = formContext.decode(view.private_metadata);
    const on = { target, personId: body.user.id };
    const typed = readPageAnswers(view.state as FormState);
    const problems = await fulfilRequirements.check(on, typed);
    if (problems.length > 0)
      return ack({ response_action: 'errors', errors: toFieldErrors({ problems, blocks: view.blocks }) });
    await ack({ response_action: 'update', view: savingForm(view, isLast ? 'Saving' : 'Next page') });
    await fulfilRequirements.save(on, typed);
    if (isLast) return send(deps, { surface, on, rootViewId: view.root_view_id });
    return surface.showModal(requirementsModal(await fulfilRequirements.turn(on, page + 1)));
  };

/** Whose answer counts, where two people gave one. */
export const decisionsSubmit =
  (deps: HandlerDeps): ViewHandler =>
  async ({ view, body, ack, surface }) => {
    const on = { target: formContext.decode(view.private_metadata).target, personId: body.user.id };
    const decided = readDecisions(view.state as FormState);
    await ack({ response_action: 'update', view: savingForm(view) });
    await deps.flows.fulfilRequirements.decide(on, decided);
    await send(deps, { surface, on, rootViewId: view.root_view_id });
  };

/** Null for another form, which looks the same while it is being saved. */
const targetOf = (metadata: string): FormTarget | null => {
  try {
    return formContext.decode(metadata).target;
  } catch (error) {
    if (isAppError(error, 'form_expired')) return null;
    throw error;
  }
};

export const requirementsClosed =
  (deps: HandlerDeps): ClosingHandler =>
  async ({ view, userId }) => {
    const target = targetOf(view.private_metadata);
    if (target === null) return;
    await deps.flows.fulfilRequirements.closed({ target, personId: userId });
    await deps.flows.fulfilRequirements.announce(target);
  };

export const requirementsRemind =
  (deps: HandlerDeps): ActionHandler =>
  async ({ action, surface }) => {
    const { orderKey, partId } = partRef.decode(clickedValue(action));
    const at = await deps.flows.converse.remindTomorrow({ orderKey, partId, personId: surface.userId });
    await surface.inform({ title: 'Reminder set', text: `The order’s thread will remind you: ${dateText(at)}.` });
  };
