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
  let isWhole = true;

  const readOrNone = async (what: string, read: () => Promise<AccountOption[]>): Promise<AccountOption[]> => {
    try {
      return await read();
    } catch (error) {
      if (!isAppError(error)) throw error;
      isWhole = false;
      log.warn({ code: error.code, what }, 'an account list could not be read; the form goes without it');
      return [];
    }
  };

  return {
    read: async () => {
      if (kept && clock.now() - kept.readAt < KEPT_MS) return kept.choices;
      isWhole = true;
      const [connections, messagingProfiles, billingGroups] = await Promise.all([
        readOrNone('connections', telnyx.account.connections),
        readOrNone('messaging profiles', telnyx.account.messagingProfiles),
        readOrNone('billing groups', telnyx.account.billingGroups),
      ]);
      const choices = { connections, messagingProfiles, billingGroups };
      if (isWhole) kept = { choices, readAt: clock.now() };
      return choices;
    },
  };
};
