import { isAppError } from '../errors.ts';
import { callSlack } from './slack-error.ts';

/** What is asked of Slack's client. */
type Client = { auth: { test(): Promise<{ url?: string | undefined }> } };

export type Thread = { channelId: string; cardTs: string };

/** The address under which Slack shows a thread; null where it is not known. */
export type ThreadLinks = (thread: Thread) => Promise<string | null>;

/** Slack names the workspace's address once, and writes those of messages so: a call for each of them is not needed. */
export const createThreadLinks = (client: Client): ThreadLinks => {
  const ask = async (): Promise<string | null> => {
    const { url } = await callSlack('ask for the address of the workspace', () => client.auth.test());
    return url !== undefined && URL.canParse(url) ? new URL(url).origin : null;
  };
  let workspace: Promise<string | null> | null = null;
  return async ({ channelId, cardTs }) => {
    if (!/^[A-Z0-9]+$/.test(channelId) || !/^\d+\.\d+$/.test(cardTs)) return null;
    workspace ??= ask();
    try {
      const address = await workspace;
      return address === null ? null : `${address}/archives/${channelId}/p${cardTs.replace('.', '')}`;
    } catch (error) {
      // A link is a convenience: what it would stand on is shown without it, and Slack is asked again the next time.
      workspace = null;
      if (!isAppError(error)) throw error;
      return null;
    }
  };
};
