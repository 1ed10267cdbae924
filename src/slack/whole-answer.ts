import type { WebClientOptions } from '@slack/web-api';

type Fetch = NonNullable<WebClientOptions['fetch']>;

const isObject = (text: string): boolean => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null;
  } catch {
    return false;
  }
};

const OK = 200;
const TOO_MANY = 429;

/**
 * `fetch` for Slack's client, which would take what is not JSON for the name of an error and quote it: a page of some
 * proxy, or half of an answer with what people wrote in it. Here that is no answer, and nothing of it is told. Only the
 * Web API, below `apiUrl`, promises JSON; a response URL does not.
 */
export const createWholeFetch =
  (apiUrl: string): Fetch =>
  async (url, init) => {
    const response = await fetch(url, init);
    if (!String(url).startsWith(apiUrl)) return response;
    if (response.status === TOO_MANY && !Number(response.headers.get('retry-after')))
      throw new TypeError('Slack asks to wait, and does not say how long');
    if (response.status !== OK) return response;
    const text = await response.text();
    if (!isObject(text)) throw new TypeError('the answer is not one of Slack: no whole JSON object');
    return new Response(text, { status: OK, headers: response.headers });
  };
