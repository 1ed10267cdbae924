import type { WebClientOptions } from '@slack/web-api';
import type { Log } from '../log.ts';

type Fetch = NonNullable<WebClientOptions['fetch']>;
type Answer = Awaited<ReturnType<Fetch>>;

/** One call to Slack as it went. `method` is the Web API's, or `response_url`. */
export type SlackCall = { method: string; outcome: 'ok' | 'refused' | 'rate_limited' | 'failed'; ms: number };

/** Slack begins every answer so, and most are good: no need to parse it a second time. */
const GOOD = /^\s*\{\s*"ok"\s*:\s*true\b/;
/** Slack's words are its own, never what a person wrote. */
const REFUSAL = /"error"\s*:\s*"([a-z0-9_]{1,60})"/;
const METHOD = /^[a-z]+(?:\.[A-Za-z]+)+$/;

type Options = { apiUrl: string; log: Log; onCall?: ((call: SlackCall) => void) | undefined; fetch?: Fetch };

/** A `fetch` for Slack's clients that notes each call: never an argument, an answer or a URL. */
export const createWatchedFetch = ({ apiUrl, log, onCall, fetch = globalThis.fetch }: Options): Fetch => {
  const methodOf = (url: string | URL): string => {
    const name = String(url).startsWith(apiUrl) ? String(url).slice(apiUrl.length) : '';
    return METHOD.test(name) ? name : 'response_url';
  };

  return async (url, init) => {
    const [method, startedAt] = [methodOf(url), performance.now()];
    const report = (outcome: SlackCall['outcome'], word?: string | null): void => {
      const call = { method, outcome, ms: Math.round(performance.now() - startedAt) };
      log.debug(word ? { ...call, word } : call, 'slack call');
      onCall?.(call);
    };
    const read = async (answer: Answer): Promise<string> => {
      const text = await answer.text();
      if (GOOD.test(text)) report('ok');
      else report('refused', REFUSAL.exec(text)?.[1]);
      return text;
    };
    try {
      const answer = await fetch(url, init);
      const { ok, status, statusText, headers } = answer;
      if (!ok) report(status === 429 ? 'rate_limited' : 'failed', `http_${status}`);
      else if (method === 'response_url') report('ok');
      // What says how a call of the Web API went is in its body, which the client reads as text.
      const text = ok && method !== 'response_url' ? () => read(answer) : () => answer.text();
      const [arrayBuffer, json] = [() => answer.arrayBuffer(), () => answer.json()];
      return { ok, status, statusText, headers, url: answer.url, text, arrayBuffer, json };
    } catch (error) {
      report('failed', 'no_answer');
      throw error;
    }
  };
};
