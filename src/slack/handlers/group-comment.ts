import type { GroupTalk } from '../../flows/flows.ts';
import type { ActionHandler, HandlerDeps, ViewHandler } from '../handler.ts';
import { groupCommentRef, groupRef, groupRequirementsRef } from '../ids-of-groups.ts';
import type { Surface } from '../surface.ts';
import type { FormState } from '../views/form-inputs.ts';
import { groupCommentModal, groupCommentSentModal, readGroupCommentForm } from '../views/group-comment-modal.ts';
import { loadingModal } from '../views/notice-modal.ts';
import { savingForm } from '../views/submitted-form.ts';
import { COMMENT_TITLE, notApplicableQuestion } from '../views/talk-modals.ts';
import { clickedValue } from './clicked-value.ts';

/** `write` makes the editable preview; without it the person begins with an empty field. */
type Opening = { surface: Surface; groupId: string; write?: (talk: GroupTalk) => string };

/** In the modal that is open already. */
export const showGroupComment = async (deps: HandlerDeps, { surface, groupId, write }: Opening): Promise<void> => {
  const talk = await deps.flows.groups.talk(groupId);
  await surface.showModal(groupCommentModal({ ...talk, body: write?.(talk) ?? null }));
};

/** What it shows is read at Telnyx, which may take longer than a trigger lives. */
const openGroupComment = async (deps: HandlerDeps, opening: Opening): Promise<void> => {
  await opening.surface.openModal(loadingModal(COMMENT_TITLE));
  await showGroupComment(deps, opening);
};

export const groupCommentOpen =
  (deps: HandlerDeps): ActionHandler =>
  async ({ action, surface }) =>
    openGroupComment(deps, { surface, ...groupRef.decode(clickedValue(action)) });

/** From the form: requirements that do not apply to this customer, as an editable question. Pushed over the form. */
export const groupCommentAbout =
  (deps: HandlerDeps): ActionHandler =>
  async ({ action, surface }) => {
    const { groupId, requirementIds } = groupRequirementsRef.decode(clickedValue(action));
    const write = ({ requirementTypes }: GroupTalk): string =>
      notApplicableQuestion(requirementIds.map((id) => requirementTypes[id]?.name ?? id));
    await openGroupComment(deps, { surface, groupId, write });
  };

export const groupCommentSubmit =
  (deps: HandlerDeps): ViewHandler =>
  async ({ view, body, ack, surface }) => {
    const { channelId, ...comment } = readGroupCommentForm(view.state as FormState, view.private_metadata);
    await ack({ response_action: 'update', view: savingForm(view, 'Sending') });
    const act = { ...comment, personId: body.user.id };
    if (channelId !== null) {
      await deps.channels.checkCanPost(channelId);
      await deps.flows.groups.keep({ ...act, channelId });
    }
    const { keptIn } = await deps.flows.groups.comment(act);
    await surface.showModal(groupCommentSentModal(keptIn));
  };

export const groupCommentRead =
  (deps: HandlerDeps): ActionHandler =>
  async ({ action, surface }) => {
    await deps.flows.groups.markRead({ ...groupCommentRef.decode(clickedValue(action)), personId: surface.userId });
    await surface.inform({ title: 'Marked as read', text: 'Telnyx shows this comment as read.' });
  };
