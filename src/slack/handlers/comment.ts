import { AppError } from '../../errors.ts';
import type { ActionHandler, HandlerDeps, ShortcutHandler, ViewHandler } from '../handler.ts';
import { commentRef, partRef, requirementsRef } from '../ids.ts';
import { toTypedText } from '../slack-text.ts';
import { loadingModal, noticeModal } from '../views/notice-modal.ts';
import { savingForm } from '../views/submitted-form.ts';
import {
  COMMENT_TITLE,
  commentModal,
  notApplicableQuestion,
  readCommentForm,
  TALK_FIELDS,
} from '../views/talk-modals.ts';
import { clickedValue } from './clicked-value.ts';
import { showGroupComment } from './group-comment.ts';

type State = Parameters<typeof readCommentForm>[0];

export const commentOpen =
  (deps: HandlerDeps): ActionHandler =>
  async ({ action, surface }) => {
    const { orderKey, partId } = partRef.decode(clickedValue(action));
    await surface.openModal(loadingModal(COMMENT_TITLE));
    await surface.showModal(commentModal({ order: await deps.flows.findOrders.get(orderKey), partId }));
  };

/** From the form: requirements that do not apply to this customer, as an editable question. Pushed over the form. */
export const commentAbout =
  (deps: HandlerDeps): ActionHandler =>
  async ({ action, surface }) => {
    const { orderKey, partId, requirementIds } = requirementsRef.decode(clickedValue(action));
    const order = await deps.flows.findOrders.get(orderKey);
    const names = requirementIds.map((id) => order.requirementTypes[id]?.name ?? id);
    await surface.openModal(commentModal({ order, partId, body: notApplicableQuestion(names) }));
  };

/** The message shortcut: any message of an order's or a group's thread, as an editable preview. */
export const commentSend =
  (deps: HandlerDeps): ShortcutHandler =>
  async ({ shortcut, surface }) => {
    await surface.openModal(loadingModal(COMMENT_TITLE));
    const thread = [shortcut.channel.id, surface.threadTs ?? ''] as const;
    const body = toTypedText(shortcut.message.text ?? '');
    const order = await deps.flows.findOrders.findByThread(...thread);
    if (order) return surface.showModal(commentModal({ order, partId: null, body }));
    const group = await deps.flows.groups.findByThread(...thread);
    if (group) return showGroupComment(deps, { surface, groupId: group.id, write: () => body });
    const hint =
      'That message is not in the thread of an order or requirement group that numberdesk follows here. Use the shortcut on a message inside such a thread.';
    throw new AppError('not_found', 'The shortcut was used outside a thread of ours', { details: { hint } });
  };

export const commentSubmit =
  (deps: HandlerDeps): ViewHandler =>
  async ({ view, body, ack, surface }) => {
    const form = readCommentForm(view.state as State, view.private_metadata);
    const { partId } = form;
    if (partId === null)
      return ack({ response_action: 'errors', errors: { [TALK_FIELDS.part]: 'Choose the part that this is about.' } });
    await ack({ response_action: 'update', view: savingForm(view, 'Sending') });
    await deps.flows.converse.reply({ ...form, partId, personId: body.user.id });
    await surface.showModal(
      noticeModal({
        title: 'Sent',
        text: 'Your comment is with Number Ops. Their answer will be posted in the order’s thread.',
      }),
    );
  };

export const commentRead =
  (deps: HandlerDeps): ActionHandler =>
  async ({ action, surface }) => {
    await deps.flows.converse.markRead({ ...commentRef.decode(clickedValue(action)), personId: surface.userId });
    await surface.inform({ title: 'Marked as read', text: 'Telnyx shows this comment as read.' });
  };
