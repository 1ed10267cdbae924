import { VIEWS } from '../ids.ts';
import { type KnownBlock, type ModalView, section } from './blocks.ts';

/** A view as Slack sends it back in a payload. */
export type SubmittedView = {
  id: string;
  type: string;
  callback_id?: string;
  private_metadata?: string;
  title?: ModalView['title'];
  submit?: ModalView['submit'] | null;
  close?: ModalView['close'] | null;
  blocks: unknown[];
  state?: { values: Record<string, Record<string, unknown>> };
  root_view_id?: string | null;
  previous_view_id?: string | null;
  notify_on_close?: boolean;
};

const NOTICE_BLOCK = 'form:notice';

const withNotice = (view: SubmittedView, notice: string): KnownBlock[] => {
  const rest = (view.blocks as KnownBlock[]).filter((block) => block.block_id !== NOTICE_BLOCK);
  return [section(notice, { blockId: NOTICE_BLOCK }), ...rest];
};

/**
 * The form itself, still on the screen with what was typed while it is being saved: Slack keeps the values (picked
 * files too) of inputs whose ids stay the same, so nothing is lost when saving fails.
 */
export const savingForm = (view: SubmittedView, doing = 'Saving'): ModalView => ({
  ...toModal(view),
  callback_id: VIEWS.formSaving,
  submit: { type: 'plain_text', text: 'Please wait …' },
  blocks: withNotice(view, `*${doing} …* Please keep this window open for a moment.`),
});

/** The form as it was submitted, with what went wrong above it. */
export const formWithProblem = (view: SubmittedView, problem: { title: string; text: string }): ModalView => ({
  ...toModal(view),
  blocks: withNotice(view, `:warning: *${problem.title}*\n${problem.text}`),
});

const toModal = (view: SubmittedView): ModalView => ({
  type: 'modal',
  title: view.title ?? { type: 'plain_text', text: 'numberdesk' },
  ...(view.submit ? { submit: view.submit } : {}),
  ...(view.close ? { close: view.close } : {}),
  ...(view.callback_id ? { callback_id: view.callback_id } : {}),
  ...(view.private_metadata ? { private_metadata: view.private_metadata } : {}),
  ...(view.notify_on_close ? { notify_on_close: true } : {}),
  blocks: view.blocks as KnownBlock[],
});
