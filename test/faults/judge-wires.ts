import type { Message } from '../../src/sandbox/slack/shapes.ts';
import { textOf } from '../support/act.ts';
import type { Passed } from './fault-proxy.ts';
import type { Fault } from './fault-rules.ts';
import type { Outcome } from './judge.ts';
import { API_KEY } from './lives.ts';

/** Slack has the message, and the app cannot know it. */
const isTakenUnseen = (fault: Fault | null): boolean => {
  switch (fault?.kind) {
    case 'unanswered':
    case 'cut':
      return true;
    case 'broken':
    case 'html':
      return fault.taken;
    case 'killed':
      return !fault.before;
    default:
      return false;
  }
};

/** Slack's client sends forms. */
const sentIn = ({ body }: Passed): string => [...new URLSearchParams(body).values()].join('\n');

const unseenPosts = (passed: readonly Passed[], words: string): number =>
  passed.filter((one) => one.name === 'chat.postMessage' && isTakenUnseen(one.fault) && sentIn(one).includes(words))
    .length;

const updateIdOf = ({ metadata }: Message): string | null => {
  const { order_key: key, update_id: id } = (metadata?.event_payload ?? {}) as {
    order_key?: string;
    update_id?: string;
  };
  return key === undefined || id === undefined ? null : `${key} ${id}`;
};

const MAY_REPEAT = /it may repeat an earlier message/;

/**
 * Where the app may look at what stands in Slack nothing is repeated. Elsewhere only what was posted unseen, or before
 * a death, and it says so.
 */
export const checkRepeats = ({ world, messages }: Outcome): string[] => {
  const deaths = world.book.struck.filter(({ fault }) => fault.kind === 'killed').length;
  const byUpdate = [...Map.groupBy(messages, updateIdOf)].filter(([id, those]) => id !== null && those.length > 1);
  return byUpdate.flatMap(([id, [, ...again]]) => {
    const [key = '', update = ''] = id?.split(' ') ?? [];
    const excused = world.plan.history ? 0 : deaths + unseenPosts(world.passed, `"update_id":"${update}"`);
    const posts = world.passed.filter((one) => one.name === 'chat.postMessage');
    const sent = posts.map(sentIn).filter((body) => body.includes(key) && body.includes(`"update_id":"${update}"`));
    // As it was posted: a card is edited later.
    const isSaid = sent.filter((body) => MAY_REPEAT.test(body)).length >= again.length;
    return [
      ...(again.length > excused ? [`the message ${id} was posted ${again.length + 1} times`] : []),
      ...(isSaid ? [] : [`the message ${id} was repeated and does not say that it may be`]),
    ];
  });
};

/** Under whatever id, no word of Number Ops is news twice. */
export const checkNews = ({ diary, messages }: Outcome): string[] =>
  diary.comments
    .filter(({ body }) => {
      const told = messages.filter(({ thread_ts, ts }) => thread_ts !== undefined && thread_ts !== ts);
      return new Set(told.filter((message) => textOf(message).includes(body)).map(updateIdOf)).size > 1;
    })
    .map(({ body }) => `"${body}" was told as news twice`);

/** What was once owed was posted, though the record that owed it was long overwritten. */
export const checkPromises = ({ world, messages }: Outcome): string[] =>
  world.promises.broken(new Set(messages.map(updateIdOf))).map((id) => `the message ${id} was owed and never posted`);

export const checkSecrets = ({ world, diary }: Outcome): string[] => {
  const { botToken, signingSecret } = world.slack.credentials;
  const lines = world.logLines.join('');
  return [API_KEY, botToken, signingSecret, ...diary.secrets, ...diary.written]
    .filter((secret) => lines.includes(secret))
    .map((secret) => `the log holds "${secret}"`);
};

const REFUSED = /^(invalid_|bad_|no_text|msg_too_long)/;

/** What Slack refuses for its form is a mistake of ours, whatever went wrong around it. */
export const checkSlackRefusals = ({ world }: Outcome): string[] =>
  world.passed
    .filter(({ link, fault, answer }) => link === 'slack' && fault === null && answer !== null)
    .flatMap(({ name, answer }) => {
      const { ok, error = '' } = JSON.parse(String(answer?.body)) as {
        ok: boolean;
        error?: string;
      };
      return !ok && REFUSED.test(error) ? [`${name} was refused: ${error}`] : [];
    });

const ERROR = 50;

type Line = {
  level: number;
  msg: string;
  code?: string;
  stack?: string;
  err?: { type: string; message: string };
};

/** An error that nobody foresaw, whatever brought it about. What is known has a code. */
export const checkBugs = ({ world }: Outcome): string[] =>
  world.logLines
    .map((line) => JSON.parse(line) as Line)
    .filter(({ level, err, stack }) => level >= ERROR && (err !== undefined || stack !== undefined))
    .map(
      ({ msg, err, stack }) =>
        `a bug: ${msg}: ${err === undefined ? stack?.slice(0, 300) : `${err.type} ${err.message}`}`,
    );
