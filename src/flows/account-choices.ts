import { isAppError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { AccountOption, Telnyx } from '../telnyx/telnyx.ts';

export type AccountChoices = {
  connections: AccountOption[];
  messagingProfiles: AccountOption[];
  billingGroups: AccountOption[];
};

/** They change rarely; five minutes spares a call at each opening of the form and still shows a new one soon. */
const KEPT_MS = 300_000;

type Options = { telnyx: Pick<Telnyx, 'account'>; clock: { now(): number }; log: Log };

/** What an order can be attached to in the account. All of it is optional: what cannot be read is not offered. */
export const createAccountChoices = ({ telnyx, clock, log }: Options): { read(): Promise<AccountChoices> } => {
  let kept: { choices: AccountChoices; readAt: number } | null = null;

  const readOrNull = async (what: string, read: () => Promise<AccountOption[]>): Promise<AccountOption[] | null> => {
    try {
      return await read();
    } catch (error) {
      if (!isAppError(error)) throw error;
      log.warn({ code: error.code, what }, 'an account list could not be read; the form goes without it');
      return null;
    }
  };

  return {
    read: async () => {
      if (kept && clock.now() - kept.readAt < KEPT_MS) return kept.choices;
      const lists = await Promise.all([
        readOrNull('connections', telnyx.account.connections),
        readOrNull('messaging profiles', telnyx.account.messagingProfiles),
        readOrNull('billing groups', telnyx.account.billingGroups),
      ]);
      const [connections, messagingProfiles, billingGroups] = lists;
      const choices = {
        connections: connections ?? [],
        messagingProfiles: messagingProfiles ?? [],
        billingGroups: billingGroups ?? [],
      };
      if (!lists.includes(null)) kept = { choices, readAt: clock.now() };
      return choices;
    },
  };
};
