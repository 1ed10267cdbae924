import type { Clock, Stamps } from './stamps.ts';

export const RESPONSE_URL_USES = 5;
export const RESPONSE_URL_LIFE_MS = 30 * 60 * 1000;

/** Where a `response_url` writes, and the message it may replace or delete. */
export type ResponseTarget = {
  person: string;
  channel: string;
  source: { channel: string; ts: string } | null;
};

export type ResponseUrls = {
  issue(kind: 'commands' | 'actions' | 'app', target: ResponseTarget): string;
  /** One use. Errors as Slack words them: `expired_url`, `used_url`, `invalid_url`. */
  use(path: string): { kind: 'target'; target: ResponseTarget } | { kind: 'refused'; error: string };
};

type Issued = { target: ResponseTarget; issuedAt: number; uses: number };

export const createResponseUrls = (options: {
  clock: Clock;
  stamps: Stamps;
  baseUrl: () => string;
  teamId: string;
}): ResponseUrls => {
  const { clock, stamps, baseUrl, teamId } = options;
  const issued = new Map<string, Issued>();
  return {
    issue: (kind, target) => {
      const path = `/${kind}/${teamId}/${stamps.id('R')}/${stamps.secret()}`;
      issued.set(path, { target, issuedAt: clock.now(), uses: 0 });
      return `${baseUrl()}${path}`;
    },
    use: (path) => {
      const entry = issued.get(path);
      if (entry === undefined) return { kind: 'refused', error: 'invalid_url' };
      if (clock.now() - entry.issuedAt > RESPONSE_URL_LIFE_MS) return { kind: 'refused', error: 'expired_url' };
      if (entry.uses >= RESPONSE_URL_USES) return { kind: 'refused', error: 'used_url' };
      entry.uses += 1;
      return { kind: 'target', target: entry.target };
    },
  };
};
