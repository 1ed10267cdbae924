import type { Paperwork } from '../domain/requirement.ts';
import type { Telnyx } from '../telnyx/telnyx.ts';
import type { ShowRequirements } from './flows.ts';

const KEPT_MS = 3_600_000;
/** More than the countries and types that one team looks at; keeps a long-running process from growing. */
const MAX_PLACES = 500;

type Options = { telnyx: Pick<Telnyx, 'requirements'>; clock: { now(): number } };

/** What a country asks for a number of one type, asked at Telnyx once an hour at most. */
export const createShowRequirements = ({ telnyx, clock }: Options): ShowRequirements => {
  const known = new Map<string, { paperwork: Promise<Paperwork>; readAt: number }>();

  const read = async (country: string, numberType: string): Promise<Paperwork> => ({
    country,
    numberType,
    requirements: await telnyx.requirements.list({ country, numberType }),
  });

  const forgetOldest = (): void => {
    const [oldest] = known.keys();
    if (known.size > MAX_PLACES && oldest !== undefined) known.delete(oldest);
  };

  return {
    paperwork: async ({ country, numberType }) => {
      const key = `${country}:${numberType}`;
      const kept = known.get(key);
      if (kept && clock.now() - kept.readAt < KEPT_MS) return kept.paperwork;
      const paperwork = read(country, numberType);
      known.delete(key);
      known.set(key, { paperwork, readAt: clock.now() });
      forgetOldest();
      try {
        return await paperwork;
      } catch (error) {
        // A failure is not kept: the next one to ask tries again.
        known.delete(key);
        throw error;
      }
    },
  };
};
