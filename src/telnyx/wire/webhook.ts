import { z } from 'zod';

const envelope = z.object({
  data: z.object({
    id: z.string(),
    event_type: z.string(),
    payload: z.object({ id: z.string().optional() }).optional(),
  }),
});

export type TelnyxEvent = {
  id: string;
  /** `number_order.complete` is the only one that Telnyx specifies; others come too. */
  type: string;
  /** Id of the object that it is about. What the event says of it is not used: events come late and out of order. */
  objectId: string | null;
};

/** Null for anything that is not an event of Telnyx. */
export const parseWebhook = (rawBody: Buffer): TelnyxEvent | null => {
  try {
    const parsed = envelope.safeParse(JSON.parse(rawBody.toString('utf8')));
    if (!parsed.success) return null;
    const { id, event_type: type, payload } = parsed.data.data;
    return { id, type, objectId: payload?.id ?? null };
  } catch {
    return null;
  }
};
