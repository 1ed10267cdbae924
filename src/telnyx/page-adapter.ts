import axios, { type AxiosAdapter, AxiosError, type AxiosResponse, type InternalAxiosRequestConfig } from 'axios';
import type { Page } from './page.ts';

type Answered = { config: InternalAxiosRequestConfig; response: AxiosResponse };

/** As axios fails where it reads an answer itself. */
const readInto = async (page: Page, { config, response }: Answered): Promise<Uint8Array> => {
  try {
    return await page.read(response.data);
  } catch (error) {
    response.data = undefined;
    if (axios.isAxiosError(error)) throw error;
    throw AxiosError.from(error, undefined, config, response.request, response);
  }
};

const refuse = ({ config, response }: Answered): AxiosError => {
  const { status, request } = response;
  const code = status < 500 ? AxiosError.ERR_BAD_REQUEST : AxiosError.ERR_BAD_RESPONSE;
  return new AxiosError(`Request failed with status code ${status}`, code, config, request, response);
};

/**
 * axios gathers each answer in new memory, and then copies it into more of it. Collecting that costs more than a list of
 * megabytes itself.
 */
export const createPageAdapter = (page: Page): AxiosAdapter => {
  const inHttp = axios.getAdapter('http');
  return async (config) => {
    // Every status is taken at first: of what it refuses at once axios would read the body without its deadline.
    const asked = { ...config, responseType: 'stream' as const, validateStatus: null };
    try {
      const response = await inHttp(asked);
      response.data = await readInto(page, { config, response });
      if (config.validateStatus?.(response.status) === false) throw refuse({ config, response });
      return response;
    } catch (error) {
      // A retry is made from what stands there.
      if (axios.isAxiosError(error)) error.config = config;
      throw error;
    }
  };
};
