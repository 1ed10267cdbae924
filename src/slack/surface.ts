import type { RespondFn } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import { AppError, isAppError } from '../errors.ts';
import { callSlack, slackWord } from './slack-error.ts';
import type { Message } from './views/blocks.ts';
import { noticeMessage, noticeModal } from './views/notice-modal.ts';
import { problemMessage, problemModal, problemOf } from './views/problem.ts';
import { formWithProblem, type SubmittedView } from './views/submitted-form.ts';

/** Where the person is: what a handler shows, it shows there. */
export type Surface = {
  userId: string;
  /** Null in a modal and in Home. */
  channelId: string | null;
  /** The thread's first message, when the click was in a message. */
  threadTs: string | null;
  /** Opens a modal, or pushes one over the modal that was clicked in. Uses up the trigger: once, and within 3 s. */
  openModal(view: ModalView): Promise<void>;
  /** Changes the modal that was opened, or the one that was submitted. A modal that was closed meanwhile is let be. */
  showModal(view: ModalView): Promise<void>;
  /** Changes another modal of the stack. */
  showModalById(viewId: string, view: ModalView): Promise<void>;
  /** A message that only this person sees. */
  reply(message: Message): Promise<void>;
  /** As `reply`, but in that channel, or in the person's messages with the app where it may not post there. */
  replyIn(channelId: string | null, message: Message): Promise<'channel' | 'direct'>;
  /** Changes the ephemeral message that was clicked. */
  replace(message: Message): Promise<void>;
  /** A short confirmation: in the modal that was clicked in, else as a reply. */
  inform(notice: { title: string; text: string }): Promise<void>;
  /** Says what went wrong and what to do, where the person is. */
  tell(error: unknown, reference: string): Promise<void>;
};

/** The parts of any Slack payload that say where its person is. */
export type Whereabouts = {
  userId: string;
  channelId: string | null;
  threadTs: string | null;
  triggerId: string | null;
  isEphemeral: boolean;
  /** A click inside a modal, or a submitted one. */
  view: SubmittedView | null;
  submitted: boolean;
};

/** The ack of a submission: while it is open, a view is shown by answering with it. */
export type OpenAck = { isOpen(): boolean; update(view: ModalView): Promise<void> };

type SurfaceOptions = { client: WebClient; where: Whereabouts; respond: RespondFn | null; openAck?: OpenAck };

export const createSurface = ({ client, where, respond, openAck }: SurfaceOptions): Surface => {
  let modal = where.submitted && where.view ? { id: where.view.id, hash: null as string | null } : null;

  const openModal = async (view: ModalView): Promise<void> => {
    const args = { trigger_id: where.triggerId ?? '', view };
    const opened = await callSlack('open a form', () =>
      where.view && where.view.type === 'modal' ? client.views.push(args) : client.views.open(args),
    );
    modal = { id: opened.view?.id ?? '', hash: opened.view?.hash ?? null };
  };

  const showModalById = async (viewId: string, view: ModalView, hash?: string | null): Promise<void> => {
    try {
      await client.views.update({ view_id: viewId, view, ...(hash ? { hash } : {}) });
    } catch (error) {
      if (slackWord(error) !== 'not_found') throw error;
    }
  };

  const showModal = async (view: ModalView): Promise<void> => {
    if (openAck?.isOpen()) return openAck.update(view);
    if (!modal) return openModal(view);
    const { id, hash } = modal;
    modal = { id, hash: null };
    return callSlack('show a form', () => showModalById(id, view, hash));
  };

  const reply = async (message: Message): Promise<void> => {
    if (respond) {
      await respond({ ...message, response_type: 'ephemeral', replace_original: false });
      return;
    }
    const target = where.channelId ?? where.userId;
    await callSlack('answer', () =>
      where.channelId
        ? client.chat.postEphemeral({
            ...message,
            channel: target,
            user: where.userId,
            ...(where.threadTs ? { thread_ts: where.threadTs } : {}),
          })
        : client.chat.postMessage({ ...message, channel: target, unfurl_links: false, unfurl_media: false }),
    );
  };

  const replyIn = async (target: string | null, message: Message): Promise<'channel' | 'direct'> => {
    try {
      if (target === null) throw new AppError('channel_unavailable', 'No channel to answer in');
      await callSlack('answer', () => client.chat.postEphemeral({ ...message, channel: target, user: where.userId }));
      return 'channel';
    } catch (error) {
      if (!isAppError(error, 'channel_unavailable') && slackWord(error) !== 'user_not_in_channel') throw error;
    }
    await callSlack('answer', () =>
      client.chat.postMessage({ ...message, channel: where.userId, unfurl_links: false, unfurl_media: false }),
    );
    return 'direct';
  };

  const replace = async (message: Message): Promise<void> => {
    if (respond && where.isEphemeral) await respond({ ...message, replace_original: true });
    else await reply(message);
  };

  const inform = async (notice: { title: string; text: string }): Promise<void> => {
    if (where.view?.type === 'modal') return showModalById(where.view.id, noticeModal(notice));
    return reply(noticeMessage(notice));
  };

  const tell = async (error: unknown, reference: string): Promise<void> => {
    if (where.submitted && where.view) return showModal(formWithProblem(where.view, problemOf(error, reference)));
    if (modal) return showModal(problemModal(error, reference));
    return reply(problemMessage(error, reference));
  };

  const { userId, channelId, threadTs } = where;
  return { userId, channelId, threadTs, openModal, showModal, showModalById, reply, replyIn, replace, inform, tell };
};
