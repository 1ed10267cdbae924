import type { Finding } from './rule.ts';

/**
 * A refused message or view, in Slack's own shape: `error` is the answer's error word, `messages` belong into
 * `response_metadata.messages`, one for each offence, e.g. "[ERROR] must be less than 25 characters [json-pointer:/view/title/text]".
 */
export type SlackProblem = { error: string; messages: string[] };

/** Turns what was found into the answer Slack gives; null when nothing was found. */
export const toSlackProblem = (error: string, findings: Finding[]): SlackProblem | null =>
  findings.length === 0
    ? null
    : { error, messages: findings.map(({ at, message }) => `[ERROR] ${message} [json-pointer:${at}]`) };

/** A refusal that concerns the whole call rather than one place in it. */
export const wholeProblem = (error: string, message: string): SlackProblem => ({
  error,
  messages: [`[ERROR] ${message}`],
});
