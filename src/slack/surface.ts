import type { RespondFn } from '@slack/bolt';

import type { WebClient } from '@slack/web-api';
import { isAppError } from '../errors.ts';
import { callSlack, slackWord } from './slack-error.ts';
import type { Message, ModalView } from './views/blocks.ts';
import { noticeMessage, noticeModal } from './views/notice-modal.ts';
import { problemMessage, problemModal, problemOf } from './views/problem.ts';
import { formWithProblem, type SubmittedView } from './views/submitted-form.ts';

/** Where the person is: what a handler shows, it shows there. */
export type Surface = {
  userId: string;
  /** Null in a modal and in Home. */
  channelId: string | null;
  /** The first message of the thread that the message belongs to, itself when it is that; null outside messages. */
  threadTs: string | null;
  /** Opens a modal, or pushes one over the modal that was clicked in. Uses up the trigger: once, and within 3 s. */
  openModal(view: ModalView): Promise<void>;
  /** The same; but a mere result that was clicked in gives way to it: Slack stacks three modals, and no fourth. */
  openInPlace(view: ModalView): Promise<void>;
  /** Changes the modal that was opened, or the one that was submitted. A modal that was closed or changed meanwhile is let be. */
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
  /** The thread in which the click was seen: null at its first message, which also stands in the channel. */
  replyThreadTs: string | null;
  triggerId: string | null;
  isEphemeral: boolean;
  /** A click inside a modal, or a submitted one. */
  view: SubmittedView | null;
  submitted: boolean;
};

/** The ack of a submission: while it is open, a view is shown by answering with it. */
export type OpenAck = { isOpen(): boolean; update(view: ModalView): Promise<void> };

type SurfaceOptions = { client: WebClient; where: Whereabouts; respond: RespondFn | null; openAck?: OpenAck };

type Modals = Pick<Surface, 'openModal' | 'openInPlace' | 'showModal' | 'showModalById'> & { isOpen(): boolean };

const createModals = ({ client, where, openAck }: SurfaceOptions): Modals => {
  let modal = where.submitted && where.view ? { id: where.view.id, hash: null as string | null } : null;

  const openModal = async (view: ModalView): Promise<void> => {
    const args = { trigger_id: where.triggerId ?? '', view };
    const opened = await callSlack('open a form', () =>
      where.view?.type === 'modal' ? client.views.push(args) : client.views.open(args),
    );
    modal = { id: opened.view?.id ?? '', hash: opened.view?.hash ?? null };
  };

  const update = async (target: { id: string; hash: string | null }, view: ModalView): Promise<void> => {
    const args = { view_id: target.id, view, ...(target.hash ? { hash: target.hash } : {}) };
    // Closed, or something newer stands there by now, such as the answer to a submission: both are let be.
    const overtaken = (error: unknown): boolean => ['not_found', 'hash_conflict'].includes(slackWord(error) ?? '');
    await callSlack('show a form', () =>
      client.views.update(args).catch((error: unknown) => {
        if (!overtaken(error)) throw error;
      }),
    );
  };

  return {
    openModal,
    openInPlace: async (view) => {
      const clicked = where.view;
      // A form has something in it, and a callback for it; a result has neither.
      if (clicked?.type !== 'modal' || clicked.callback_id) return openModal(view);
      modal = { id: clicked.id, hash: null };
      return update(modal, view);
    },
    isOpen: () => modal !== null,
    showModalById: (id, view) => update({ id, hash: null }, view),
    showModal: async (view) => {
      if (openAck?.isOpen()) return openAck.update(view);
      if (!modal) return openModal(view);
      const target = modal;
      modal = { id: target.id, hash: null };
      return update(target, view);
    },
  };
};

const QUIET_LINKS = { unfurl_links: false, unfurl_media: false } as const;

type Replies = Pick<Surface, 'reply' | 'replyIn' | 'replace'>;

const createReplies = ({ client, where, respond }: SurfaceOptions): Replies => {
  const postToPerson = async (message: Message): Promise<void> => {
    await callSlack('answer', () => client.chat.postMessage({ ...message, channel: where.userId, ...QUIET_LINKS }));
  };

  const postOnlyFor = async (channel: string, message: Message): Promise<void> => {
    const thread = channel === where.channelId && where.replyThreadTs ? { thread_ts: where.replyThreadTs } : {};
    await callSlack('answer', () => client.chat.postEphemeral({ ...message, channel, user: where.userId, ...thread }));
  };

  /** False where only its members, or only members with numberdesk, may read such a message. */
  const postedOnlyFor = async (channelId: string | null, message: Message): Promise<boolean> => {
    if (channelId === null) return false;
    try {
      await postOnlyFor(channelId, message);
      return true;
    } catch (error) {
      if (isAppError(error, 'channel_unavailable') || slackWord(error) === 'user_not_in_channel') return false;
      throw error;
    }
  };

  const postIn = async (channelId: string | null, message: Message): Promise<'channel' | 'direct'> => {
    if (await postedOnlyFor(channelId, message)) return 'channel';
    await postToPerson(message);
    return 'direct';
  };

  /**
   * A response URL reaches channels that the app is not in, but dies after 30 minutes or 5 uses: Bolt's `respond` then
   * rejects. Whatever stood in its way, the Web API is asked next, and says what is wrong if it is more than that.
   */
  const responded = async (message: Parameters<RespondFn>[0]): Promise<boolean> => {
    if (respond === null) return false;
    const answered = await respond(message).catch(() => null);
    return answered?.ok === true;
  };

  /** Through a response URL alone the answer to a click in a thread would stand in the channel. */
  const reply = async (message: Message): Promise<void> => {
    const { channelId, replyThreadTs } = where;
    if (replyThreadTs !== null && (await postedOnlyFor(channelId, message))) return;
    if (await responded({ ...message, response_type: 'ephemeral', replace_original: false })) return;
    await postIn(channelId, message);
  };

  return {
    reply,
    replyIn: postIn,
    replace: async (message) => {
      const replaced = where.isEphemeral && (await responded({ ...message, replace_original: true }));
      if (!replaced) await reply(message);
    },
  };
};

export const createSurface = (options: SurfaceOptions): Surface => {
  const { where } = options;
  const { isOpen, ...modals } = createModals(options);
  const replies = createReplies(options);
  const { userId, channelId, threadTs } = where;
  return {
    userId,
    channelId,
    threadTs,
    ...modals,
    ...replies,
    inform: (notice) =>
      where.view?.type === 'modal'
        ? modals.showModalById(where.view.id, noticeModal(notice))
        : replies.reply(noticeMessage(notice)),
    tell: (error, reference) => {
      if (where.submitted && where.view) {
        return modals.showModal(formWithProblem(where.view, problemOf(error, reference)));
      }
      return isOpen()
        ? modals.showModal(problemModal(error, reference))
        : replies.reply(problemMessage(error, reference));
    },
  };
};
