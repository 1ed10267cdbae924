import type { OrderIntent, TrackedOrder } from '../domain/tracked-order.ts';
import { type AppError, isAppError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { NewNumberOrder, Telnyx } from '../telnyx/telnyx.ts';
import { lookUpNumbers } from './look-up-numbers.ts';
import { isDefiniteRefusal } from './placing-failure.ts';

export type SentOrder =
  | { kind: 'created'; orderId: string }
  /** For sure: there is no order. */
  | { kind: 'refused'; error: AppError }
  /** No answer, or none that can be read: Telnyx may have taken it. */
  | { kind: 'unclear' };

type Source = { telnyx: Pick<Telnyx, 'orders' | 'numbers'>; log: Log };

export const phoneNumbersOf = ({ numbers }: OrderIntent): string[] => numbers.map(({ phoneNumber }) => phoneNumber);

const toNewNumberOrder = ({ numbers, ...intent }: OrderIntent): NewNumberOrder => ({
  ...intent,
  phoneNumbers: numbers.map(({ phoneNumber, requirementGroupId }) => ({ phoneNumber, requirementGroupId })),
});

const sendOnce = async ({ telnyx, log }: Source, { key, intent }: TrackedOrder): Promise<SentOrder> => {
  try {
    return { kind: 'created', orderId: (await telnyx.orders.create(toNewNumberOrder(intent))).id };
  } catch (error) {
    if (isDefiniteRefusal(error)) return { kind: 'refused', error };
    const known = isAppError(error) ? { code: error.code } : { err: error };
    log.error({ key, ...known }, 'it is unclear whether Telnyx took the order');
    return { kind: 'unclear' };
  }
};

/**
 * Sends an order that was saved before. Only one refusal is answered by sending again: of numbers that were not
 * searched lately (85000), after searching them.
 */
export const sendOrder = async (source: Source, order: TrackedOrder): Promise<SentOrder> => {
  const sent = await sendOnce(source, order);
  if (sent.kind !== 'refused' || sent.error.code !== 'not_searched') return sent;
  try {
    await lookUpNumbers(source.telnyx, phoneNumbersOf(order.intent));
  } catch (error) {
    if (!isAppError(error)) throw error;
    return sent;
  }
  return sendOnce(source, order);
};
