import type { WebClient } from '@slack/web-api';
import type { SlackStanding } from '../flows/check-connections.ts';
import type { Channels } from './channels.ts';
import { callSlack } from './slack-error.ts';

/** What `manifest.yml` asks for and nobody may decline: an app that was installed before one of them was added lacks it. */
export const NEEDED_SCOPES = [
  'commands',
  'chat:write',
  'users:read',
  'channels:read',
  'groups:read',
  'files:read',
] as const;

type Options = Pick<SlackStanding, 'transport' | 'isConnected'> & { client: WebClient; channels: Channels };

export const createSlackStanding = ({ client, channels, transport, isConnected }: Options): SlackStanding => ({
  transport,
  isConnected,
  look: async () => {
    const { team, response_metadata: metadata } = await callSlack('ask who the app is', () => client.auth.test());
    // Where Slack does not name them, nothing is said to be missing.
    const granted: readonly string[] = metadata?.scopes ?? NEEDED_SCOPES;
    return { workspace: team ?? '', missingScopes: NEEDED_SCOPES.filter((scope) => !granted.includes(scope)) };
  },
  checkCanPost: channels.checkCanPost,
});
