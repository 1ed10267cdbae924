import type { Client } from './client.ts';
import { path } from './path.ts';
import type { Telnyx } from './telnyx.ts';
import { searchAnswer, toSearchParams } from './wire/numbers.ts';

export const createNumbers = (client: Client): Telnyx['numbers'] => ({
  search: (query) =>
    client.get({
      path: path`/available_phone_numbers`,
      query: toSearchParams(query),
      answer: searchAnswer(query),
      // A plain "bad request" everywhere else; here it says that Telnyx sells no such numbers.
      errorCodes: { '10015': 'no_coverage' },
    }),
});
