import type { Client } from './client.ts';
import { path } from './path.ts';
import type { Telnyx } from './telnyx.ts';
import { allCoverage, countryCoverage } from './wire/coverage.ts';
import { one } from './wire/envelope.ts';

export const createCoverage = (client: Client): Telnyx['coverage'] => ({
  // Coverage of all countries is by far the largest answer there is no page of.
  list: () => client.get({ path: path`/country_coverage`, answer: allCoverage }),
  get: (country) => client.get({ path: path`/country_coverage/countries/${country}`, answer: one(countryCoverage) }),
});
