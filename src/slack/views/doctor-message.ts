import { type Area, type Diagnosis, isPollLate, troublesOf } from '../../domain/diagnosis.ts';
import { AppError } from '../../errors.ts';
import { context, escapeLine, type Message, section, truncate } from './blocks.ts';
import { toMessage } from './fit-blocks.ts';
import { problemOf } from './problem.ts';
import { counted, dateText, durationText, listed } from './words.ts';

const MEGABYTE = 1024 * 1024;
/** Enough to tell one account from another. */
const ID_SHOWN = 8;
const SLOW_MS = 2_000;
const HINT_SHOWN = 300;
/** Should nothing work at all, every reason still has its place in the one message. */
const FAILURE_SHOWN = 1_500;

/** The words for it stand among others here: a hint that fills a message of its own is cut. */
const failureText = ({ code, message, details: { hint, ...details } }: AppError): string => {
  const short = hint === undefined ? details : { ...details, hint: truncate(hint, HINT_SHOWN) };
  const { title, text } = problemOf(new AppError(code, message, { details: short }));
  return truncate(`${title}. ${text}`, FAILURE_SHOWN);
};

const slackText = ({ slack }: Diagnosis): string => {
  const way = slack.transport === 'socket' ? 'Socket Mode' : 'HTTP';
  if (slack.failure !== null) return failureText(slack.failure);
  const { workspace, missingScopes } = slack.found;
  const place = `${escapeLine(workspace, 80)}, by ${way}`;
  if (!slack.isConnected)
    return `The token of ${place} works, but the socket is not connected. numberdesk keeps trying; check \`SLACK_APP_TOKEN\` and the network if it stays so.`;
  if (missingScopes.length === 0) return `Connected to ${place}, with all scopes.`;
  const scopes = listed(
    missingScopes.map((scope) => `\`${scope}\``),
    10,
  );
  return `Connected to ${place}, but without ${scopes}. Compare the app with \`manifest.yml\` at api.slack.com/apps, then install it again.`;
};

const telnyxText = ({ telnyx }: Diagnosis): string => {
  if (telnyx.failure !== null) return failureText(telnyx.failure);
  const { accountId, ms } = telnyx.found;
  const account =
    accountId === null
      ? 'The key works; the account has no order yet that would name it.'
      : `The key works, account \`${escapeLine(accountId.slice(0, ID_SHOWN), ID_SHOWN)}…\`.`;
  return `${account} A call took ${(ms / 1000).toFixed(1)} s${ms > SLOW_MS ? ', which is slow' : ''}.`;
};

const storeText = ({ store }: Diagnosis): string => {
  if (store.failure !== null) return failureText(store.failure);
  const { bytes } = store.found;
  return bytes === null ? 'Works, in memory only.' : `Works, ${(bytes / MEGABYTE).toFixed(1)} MB.`;
};

const pollText = (diagnosis: Diagnosis): string => {
  const { poll, now } = diagnosis;
  if (poll.lastAt === null) return 'No poll has ended yet. If this stays so, ask whoever runs numberdesk for its log.';
  const last = `The last one ended ${dateText(poll.lastAt)}`;
  if (isPollLate(diagnosis))
    return `${last}, ${durationText(now - poll.lastAt)} ago, which is late. Ask whoever runs numberdesk for its log.`;
  if (!poll.telnyxReachable)
    return `${last}, but Telnyx did not answer. Reminders still go out; the next one tries again.`;
  if (poll.failed > 0)
    return `${last}, but ${counted(poll.failed, 'reading')} failed. All is tried again; the log says which and why.`;
  const late = poll.lateByMs >= 60_000 ? ` Orders wait ${durationText(poll.lateByMs)} for their turn.` : '';
  return `${last}; everything that was due was read.${late}`;
};

const SWITCH_ON =
  'In the Telnyx portal add a notification for *When a Number Order Completes* to `https://your-host/telnyx/webhooks`';

const webhooksText = ({ webhooks }: Diagnosis): string => {
  if (!webhooks.hasKey)
    return `Off; the poll brings all news. Webhooks bring it at once. ${SWITCH_ON}, and set \`TELNYX_PUBLIC_KEY\`.`;
  const rotating = webhooks.isRotating
    ? ' Two public keys are taken: remove `TELNYX_PUBLIC_KEY_PREVIOUS` once the change at Telnyx is over.'
    : '';
  if (webhooks.lastAt === null)
    return `The key is set, but none has come yet that Telnyx signed; the log tells why one was refused. ${SWITCH_ON}.${rotating}`;
  return `The last one came ${dateText(webhooks.lastAt)}.${rotating}`;
};

const encryptionText = ({ encryption }: Diagnosis): string =>
  encryption.isRotating
    ? 'Set, and the former key is still taken. The start has sealed everything anew, so remove `ENCRYPTION_KEY_PREVIOUS` now.'
    : 'Set: orders, requirement groups, half-filled forms and the audit are sealed with it. Keep it: without it the store cannot be read.';

const channelText = (channelId: string): string =>
  /^[CGD][A-Z0-9]+$/.test(channelId) ? `<#${channelId}>` : escapeLine(channelId, 20);

const channelsText = ({ channels }: Diagnosis): string => {
  if (channels.failure !== null) return failureText(channels.failure);
  const { looked, unreachable } = channels.found;
  if (looked === 0) return 'None is used yet.';
  if (unreachable.length === 0)
    return `numberdesk can post in ${looked === 1 ? 'the one' : `all ${looked}`} that it uses.`;
  const names = listed(unreachable.map(channelText), 10);
  return `numberdesk cannot post in ${names}. Type \`/invite @numberdesk\` there; if it is archived, what its threads are owed waits.`;
};

type Line = { name: string; area: Area | null; text: (diagnosis: Diagnosis) => string };

const LINES: readonly Line[] = [
  { name: 'Slack', area: 'slack', text: slackText },
  { name: 'Telnyx', area: 'telnyx', text: telnyxText },
  { name: 'Store', area: 'store', text: storeText },
  { name: 'Poll', area: 'poll', text: pollText },
  { name: 'Channels', area: 'channels', text: channelsText },
  { name: 'Webhooks', area: null, text: webhooksText },
  { name: 'Encryption key', area: null, text: encryptionText },
];

/** What is in order and what is not, with what to do about it. */
export const doctorMessage = (diagnosis: Diagnosis): Message => {
  const troubles = troublesOf(diagnosis);
  const isTrouble = ({ area }: Line): boolean => area !== null && troubles.includes(area);
  const headline =
    troubles.length === 0
      ? '*Everything is connected.*'
      : `*${counted(troubles.length, 'thing')} ${troubles.length === 1 ? 'needs' : 'need'} somebody.*`;
  const lines = LINES.map((line) =>
    section(`${isTrouble(line) ? ':warning: ' : ''}*${line.name}*\n${line.text(diagnosis)}`),
  );
  return toMessage([section(headline), ...lines, context(`Looked at ${dateText(diagnosis.now)}.`)]);
};
