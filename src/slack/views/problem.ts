import type { ErrorCode, ErrorDetails } from '../../errors.ts';
import { isAppError } from '../../errors.ts';
import {
  context,
  escapeLine,
  escapeText,
  type HomeView,
  type KnownBlock,
  type Message,
  type ModalView,
  modal,
  section,
} from './blocks.ts';
import { toMessage } from './fit-blocks.ts';
import { durationText } from './words.ts';

type Words = { title: string; text: (details: ErrorDetails) => string };

const says =
  (text: string): Words['text'] =>
  () =>
    text;

/** What Telnyx said, as it said it: the person may know what it means when we do not. */
const telnyxWords = ({ telnyx }: ErrorDetails): string => {
  const words = [telnyx?.title, telnyx?.detail].filter((each): each is string => Boolean(each?.trim()));
  if (words.length === 0) return '';
  const code = telnyx?.code ? ` (code ${escapeLine(telnyx.code, 20)})` : '';
  return ` Telnyx says: “${escapeLine([...new Set(words)].join(': '), 600)}”${code}.`;
};

const waitWords = ({ retryAfterSeconds }: ErrorDetails): string =>
  retryAfterSeconds === undefined
    ? 'Try again in a minute.'
    : `Try again in ${durationText(retryAfterSeconds * 1000)}.`;

const channelWords = ({ channelId }: ErrorDetails): string =>
  channelId !== undefined && /^[CGD][A-Z0-9]+$/.test(channelId) ? `<#${channelId}>` : 'that channel';

/** What happened, then what to do next. Complete by type: a new code without words does not compile. */
const WORDS: Record<ErrorCode, Words> = {
  invalid_input: {
    title: 'That needs a change',
    text: (details) =>
      `That could not be read.${telnyxWords(details)} Change what you typed and try again; \`/numbers help\` has examples.`,
  },
  not_found: {
    title: 'Not found',
    text: says(
      'There is nothing by that name or id. Check it for a slip, or look through the open ones with `/numbers orders`.',
    ),
  },
  no_coverage: {
    title: 'No numbers there',
    text: says(
      'Telnyx has no numbers of this kind in this country at present. Leave out the type, the city or a feature, or choose another country.',
    ),
  },
  numbers_gone: {
    title: 'Numbers gone',
    text: says(
      'Some of these numbers are no longer for sale; nothing was ordered. Search again and pick others: `/numbers search`.',
    ),
  },
  not_searched: {
    title: 'Search them again',
    text: says(
      'Telnyx sells only numbers that were searched just now; nothing was ordered. Search for them again, then order from the results.',
    ),
  },
  already_satisfied: {
    title: 'Nothing left to send',
    text: says(
      'Telnyx has already accepted every requirement of this part, so it takes no more answers. Nothing is left to do.',
    ),
  },
  telnyx_refused: {
    title: 'Telnyx refused this',
    text: (details) =>
      `Telnyx did not accept this, and nothing was changed.${telnyxWords(details)} Correct it and try again; if it is not clear what to correct, ask Telnyx support with these words.`,
  },
  file_refused: {
    title: 'File not accepted',
    text: says(
      'This file was not accepted and was not sent. Choose a pdf, png or jpeg of at most 10 MB, and try again.',
    ),
  },
  form_expired: {
    title: 'This form is out of date',
    text: says(
      'What you pressed belongs to an older message or form; nothing was changed. Open it afresh from the order’s card, or with `/numbers orders`.',
    ),
  },
  telnyx_busy: {
    title: 'Telnyx is busy',
    text: (details) => `Telnyx asks us to slow down; nothing was changed. ${waitWords(details)}`,
  },
  telnyx_unreachable: {
    title: 'Telnyx is not answering',
    text: (details) => `Telnyx could not be reached, so nothing was changed. ${waitWords(details)}`,
  },
  telnyx_unclear: {
    title: 'Not known yet',
    text: ({ hint }) =>
      `Telnyx did not answer in time, so this may or may not have been done. ${hint ? escapeText(hint) : 'Look at the order’s thread in a few minutes before you repeat it. If nothing shows there, try it once more.'}`,
  },
  telnyx_unreadable: {
    title: 'Unexpected answer',
    text: says(
      'Telnyx, or something on the way to it, gave an answer that numberdesk cannot read. It was recorded. Try again in a few minutes; if it stays so, tell whoever runs numberdesk.',
    ),
  },
  slack_unreachable: {
    title: 'Slack is not answering',
    text: (details) => `Slack did not take our call. ${waitWords(details)} What was already sent to Telnyx stands.`,
  },
  telnyx_key_refused: {
    title: 'Telnyx key refused',
    text: (details) =>
      `Telnyx does not accept the API key of this app.${telnyxWords(details)} Ask whoever runs numberdesk to check TELNYX_API_KEY.`,
  },
  insufficient_funds: {
    title: 'Not enough balance',
    text: says(
      'The Telnyx account has not enough balance for this; nothing was ordered. Ask whoever pays for the account to top it up, then try again.',
    ),
  },
  account_limited: {
    title: 'Account not allowed',
    text: (details) =>
      `The Telnyx account may not do this at its present level; nothing was changed.${telnyxWords(details)} Ask whoever owns the account to raise the level in the Telnyx portal.`,
  },
  not_allowed: {
    title: 'Not open to you',
    text: says(
      'Numbers are for members of this workspace; guests and people of other organisations cannot search or order. Ask a colleague who is a member.',
    ),
  },
  channel_unavailable: {
    title: 'Channel out of reach',
    text: (details) =>
      `numberdesk is not in ${channelWords(details)}, or it is archived. Type \`/invite @numberdesk\` there, or choose another channel, then try again.`,
  },
  slack_refused: {
    title: 'Slack refused this',
    text: says('Slack refused this for now. It was recorded; tell whoever runs numberdesk, and try again later.'),
  },
  message_gone: {
    title: 'Message deleted',
    text: says('That message was deleted in Slack meanwhile. `/numbers orders` shows what is open.'),
  },
  message_refused: {
    title: 'Not posted',
    text: says('Slack did not take this message. It was recorded; tell whoever runs numberdesk.'),
  },
  store_failed: {
    title: 'Could not be saved',
    text: says(
      'The app’s own storage did not answer, so this was not saved. Try again in a minute; if it stays, tell whoever runs numberdesk.',
    ),
  },
};

export type ProblemText = { title: string; text: string };

const RECORDED_TITLE = 'That did not work';

/** Where a hint of these codes stands, it says what happened and what to do: more words would say it twice. */
const HINT_SAYS_ALL: ReadonlySet<ErrorCode> = new Set([
  'invalid_input',
  'not_found',
  'not_allowed',
  'file_refused',
  'form_expired',
  'channel_unavailable',
]);

/** A hint of these says where to look, in the place of where one looks otherwise. */
const HINT_INSIDE: ReadonlySet<ErrorCode> = new Set(['telnyx_unclear']);

/**
 * `text` is mrkdwn, foreign words escaped. Anything that is not an `AppError` is a bug: the person gets the short
 * `reference` under which it was logged.
 */
export const problemOf = (error: unknown, reference?: string): ProblemText => {
  if (isAppError(error)) {
    const words = WORDS[error.code];
    const hint = error.details.hint?.trim();
    if (hint && HINT_SAYS_ALL.has(error.code)) return { title: words.title, text: escapeText(hint) };
    const before = hint && !HINT_INSIDE.has(error.code) ? `${escapeText(hint)} ` : '';
    return { title: words.title, text: `${before}${words.text(error.details)}` };
  }
  const named = reference === undefined ? '' : ` under \`${escapeLine(reference, 40)}\``;
  return {
    title: RECORDED_TITLE,
    text: `Something went wrong in numberdesk itself, not in what you did. It was recorded${named}. Try once more; if it fails again, give that reference to whoever runs numberdesk.`,
  };
};

/** Why, in a few words, where what came of it is said beside them. */
export const reasonOf = (error: unknown): string =>
  isAppError(error)
    ? `${WORDS[error.code].title}.${telnyxWords(error.details)}`
    : 'Something went wrong in numberdesk itself; it was recorded.';

const problemBlocks = ({ title, text }: ProblemText): KnownBlock[] => [section(`*${title}*\n${text}`)];

export const problemMessage = (error: unknown, reference?: string): Message =>
  toMessage(problemBlocks(problemOf(error, reference)));

export const problemHome = (error: unknown, reference?: string): HomeView => ({
  type: 'home',
  blocks: problemBlocks(problemOf(error, reference)),
});

export const problemModal = (error: unknown, reference?: string): ModalView => {
  const problem = problemOf(error, reference);
  return modal({
    title: problem.title,
    blocks: [section(problem.text), context('Nothing you typed elsewhere is lost. You may close this window.')],
  });
};
