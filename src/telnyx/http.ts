import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import axios, {
  AxiosError,
  type AxiosInstance,
  type AxiosRequestConfig,
  type AxiosResponse,
  type InternalAxiosRequestConfig,
} from 'axios';
import axiosRetry from 'axios-retry';
import { type CutPages, cutList, parseBytes } from './cut-list.ts';
import { createPageAdapter } from './page-adapter.ts';
import { noRetries } from './retry.ts';

export type HttpOptions = {
  /** With the version, without a slash at the end: `https://api.telnyx.com/v2`. */
  apiUrl: string;
  apiKey: string;
  /** Larger answers are refused, before they are in memory. */
  maxAnswerBytes?: number;
};

const MAX_ANSWER_BYTES = 8 * 1024 * 1024;
/** 20 MB of document, a third more as base64, and some JSON around it. */
const MAX_BODY_BYTES = 30 * 1024 * 1024;

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** axios as this client wants it; what differs from its defaults says why. */
export const createHttp = ({ apiUrl, apiKey, maxAnswerBytes = MAX_ANSWER_BYTES }: HttpOptions): AxiosInstance => {
  const http = axios.create({
    baseURL: apiUrl,
    allowAbsoluteUrls: false,
    headers: { Authorization: `Bearer ${apiKey}`, Accept: 'application/json' },
    // A redirect would carry the key elsewhere.
    maxRedirects: 0,
    maxContentLength: maxAnswerBytes,
    maxBodyLength: MAX_BODY_BYTES,
    responseType: 'json',
    // An HTML page with status 200 is an error, not a string.
    transitional: { silentJSONParsing: false },
    // A simulator on this machine is never behind the proxy of the environment.
    ...(LOOPBACK.has(new URL(apiUrl).hostname) ? { proxy: false as const } : {}),
  });
  axiosRetry(http, noRetries);
  return http;
};

/** A kept connection may be closed just as a write goes out, and then nobody knows whether it arrived. */
export const createFreshConnection = () => ({ httpAgent: new HttpAgent(), httpsAgent: new HttpsAgent() });

type Transforming = InternalAxiosRequestConfig & { response?: AxiosResponse };

/** For a list whose items are cut out, not parsed. What Telnyx refuses is parsed, and what is no JSON fails, as everywhere else. */
export const cuttingItems = ({ page, ...cutItems }: CutPages<unknown>): AxiosRequestConfig => ({
  adapter: createPageAdapter(page),
  transformResponse(this: Transforming, ...[bytes, , status = 0]: [Uint8Array | undefined, unknown, number?]) {
    // Of what broke off nothing is left.
    if (bytes === undefined) return bytes;
    try {
      return status < 400 ? cutList(bytes, cutItems) : parseBytes(bytes);
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      throw AxiosError.from(error, AxiosError.ERR_BAD_RESPONSE, this, null, this.response);
    }
  },
});
