import type { BlockAction, MessageShortcut, SlashCommand, ViewSubmitAction } from '@slack/bolt';
import type { Whereabouts } from './surface.ts';
import type { SubmittedView } from './views/submitted-form.ts';

/** Slack's payloads each say in their own way who acted, and where. */
export const ofCommand = (command: SlashCommand): Whereabouts => ({
  userId: command.user_id,
  channelId: command.channel_id,
  threadTs: null,
  replyThreadTs: null,
  triggerId: command.trigger_id,
  isEphemeral: false,
  view: null,
  submitted: false,
});

const textOf = (value: unknown): string | null => (typeof value === 'string' && value.length > 0 ? value : null);

export const ofAction = (body: BlockAction): Whereabouts => {
  const container = body.container as Record<string, unknown>;
  // An ephemeral message comes without its content: only the container says in which thread it stands.
  const messageTs = textOf(container.message_ts) ?? textOf(body.message?.ts);
  const threadTs = textOf(container.thread_ts) ?? textOf(body.message?.thread_ts);
  return {
    userId: body.user.id,
    channelId: body.channel?.id ?? textOf(container.channel_id),
    threadTs: threadTs ?? messageTs,
    replyThreadTs: threadTs === messageTs ? null : threadTs,
    triggerId: body.trigger_id,
    isEphemeral: container.is_ephemeral === true,
    view: body.view ? (body.view as SubmittedView) : null,
    submitted: false,
  };
};

export const ofSubmission = (body: ViewSubmitAction): Whereabouts => ({
  userId: body.user.id,
  channelId: null,
  threadTs: null,
  replyThreadTs: null,
  triggerId: (body as { trigger_id?: string }).trigger_id ?? null,
  isEphemeral: false,
  view: body.view as SubmittedView,
  submitted: true,
});

export const ofShortcut = (body: MessageShortcut): Whereabouts => ({
  userId: body.user.id,
  channelId: body.channel.id,
  threadTs: textOf(body.message.thread_ts) ?? body.message.ts,
  replyThreadTs: body.message.thread_ts === body.message.ts ? null : textOf(body.message.thread_ts),
  triggerId: body.trigger_id,
  isEphemeral: false,
  view: null,
  submitted: false,
});
