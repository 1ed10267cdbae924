import { deliverAllOwed, LIMIT_MS, POST_MS } from '../support/strict-slack.ts';
import type { Row } from './table.ts';

const CHANNELS = 50;
const EACH = 20;

const toSeconds = (ms: number): string => `${(ms / 1000).toFixed(2)} s`;

/**
 * What is owed in many channels at once, against what Slack's limit leaves: the first message of a channel goes at once, the
 * last one as many seconds later as there are between them, and takes its call. In virtual time: it is the same everywhere.
 */
export const benchOutbox = async (): Promise<Row[]> => {
  const { tookMs, posted, refusals } = await deliverAllOwed({ channels: CHANNELS, each: EACH });
  const count = posted.reduce((sum, each) => sum + each, 0);
  if (count !== CHANNELS * EACH || refusals.length > 0) throw new Error(`${count} posted, ${refusals.length} refused`);
  const floorMs = (EACH - 1) * LIMIT_MS + POST_MS;
  return [
    {
      what: `${count.toLocaleString('en')} owed messages in ${CHANNELS} channels, against the rate limit's own floor`,
      ours: toSeconds(tookMs),
      against: toSeconds(floorMs),
      ratio: tookMs / floorMs,
      reach: '<= 1.1x',
    },
  ];
};
