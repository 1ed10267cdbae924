import type { WebClient } from '@slack/web-api';
import type { Incident } from '../domain/incident.ts';
import { isAppError } from '../errors.ts';
import type { AdminAlerts } from '../flows/admin-alerts.ts';
import type { Log } from '../log.ts';
import { callSlack, slackWord } from './slack-error.ts';
import { adminAlertMessage } from './views/admin-alert-message.ts';

const PAGE_SIZE = 200;
/** A workspace of thousands has more admins than anybody wants to disturb. */
const MOST_ADMINS = 20;

type Member = NonNullable<Awaited<ReturnType<WebClient['users']['list']>>['members']>[number];

/** Roles are this workspace's: people of other organisations come without. */
const looksAfter = ({ deleted, is_bot, is_admin, is_owner }: Member): boolean =>
  !deleted && !is_bot && (is_admin === true || is_owner === true);

const listAdmins = async (client: WebClient): Promise<string[]> => {
  const admins: string[] = [];
  let cursor = '';
  do {
    const page = await callSlack('list the people of the workspace', () =>
      client.users.list({ limit: PAGE_SIZE, ...(cursor === '' ? {} : { cursor }) }),
    );
    admins.push(...(page.members ?? []).filter(looksAfter).flatMap(({ id }) => id ?? []));
    cursor = page.response_metadata?.next_cursor ?? '';
  } while (cursor !== '' && admins.length < MOST_ADMINS);
  return admins.slice(0, MOST_ADMINS);
};

type Options = { client: WebClient; defaultChannel: string | null; log: Log };
type Reached = 'told' | 'later' | 'never';

const createPost =
  ({ client, log }: Options) =>
  async (to: string, incident: Incident): Promise<Reached> => {
    try {
      const message = adminAlertMessage(incident);
      await callSlack('alert an admin', () =>
        client.chat.postMessage({ channel: to, ...message, unfurl_links: false }),
      );
      return 'told';
    } catch (error) {
      const word = slackWord(error) ?? (isAppError(error) ? error.code : null);
      log.warn({ to, incident: incident.kind, reason: word }, 'an admin could not be told');
      return isAppError(error, 'slack_unreachable') ? 'later' : 'never';
    }
  };

/** Alerts go to the default channel, where those are who order; without one, or when it is closed, to each admin and owner. */
export const createSlackAdminAlerts = (options: Options): AdminAlerts => {
  const { client, defaultChannel, log } = options;
  const post = createPost(options);

  const tellAll = async (incident: Incident, people: readonly string[]) => {
    const toldTo = [...incident.toldTo];
    let isTold = true;
    for (const person of people.filter((each) => !toldTo.includes(each))) {
      const reached = await post(person, incident);
      if (reached === 'told') toldTo.push(person);
      if (reached === 'later') isTold = false;
    }
    return { toldTo, isTold };
  };

  const raise: AdminAlerts['raise'] = async (incident) => {
    const reached = defaultChannel === null ? 'never' : await post(defaultChannel, incident);
    if (reached === 'told') return { toldTo: [defaultChannel ?? ''], isTold: true };
    if (reached === 'later') return { toldTo: incident.toldTo, isTold: false };
    return tellAll(incident, await listAdmins(client));
  };

  return {
    raise: async (incident) => {
      try {
        return await raise(incident);
      } catch (error) {
        if (!isAppError(error)) throw error;
        log.warn({ incident: incident.kind, code: error.code }, 'the admins could not be told');
        return { toldTo: incident.toldTo, isTold: false };
      }
    },
    clear: async (incident) => {
      const left: string[] = [];
      for (const each of incident.toldTo) if ((await post(each, incident)) === 'later') left.push(each);
      return left;
    },
  };
};
