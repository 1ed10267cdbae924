import type { Client } from './client.ts';
import { path } from './path.ts';
import type { Telnyx } from './telnyx.ts';
import { one } from './wire/envelope.ts';
import { reservation, toReservationBody } from './wire/reservations.ts';

export const createReservations = (client: Client): Telnyx['reservations'] => ({
  create: (phoneNumbers) =>
    client.post({
      path: path`/number_reservations`,
      body: toReservationBody(phoneNumbers),
      answer: one(reservation),
    }),
});
