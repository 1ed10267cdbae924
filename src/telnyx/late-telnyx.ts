import { createLate } from '../late.ts';
import type { TelnyxOptions } from './create-telnyx.ts';
import type { Telnyx } from './telnyx.ts';

const loadTelnyx = () => import('./create-telnyx.ts');

/** To be loaded one after the other, with a pause between them: zod is half of what the client takes. */
export const telnyxParts = { schemas: () => import('zod'), telnyx: loadTelnyx };

/**
 * The client, loaded with its first call: a hundred schemas say what Telnyx may answer, and a start need not wait for them.
 * Every call of it is a promise already, but for the one list that is read page by page.
 */
export const createLateTelnyx = (options: TelnyxOptions): Telnyx => {
  const loaded = createLate(async () => (await loadTelnyx()).createTelnyx(options));
  const lateCall =
    (name: keyof Telnyx, call: string) =>
    async (...given: unknown[]): Promise<unknown> => {
      const resource = (await loaded())[name];
      return Reflect.apply(Reflect.get(resource, call), resource, given);
    };
  const listPending: Telnyx['subOrders']['listPending'] = async function* () {
    yield* (await loaded()).subOrders.listPending();
  };
  const lateResource = (name: keyof Telnyx): object =>
    new Proxy({}, { get: (_, call: string) => (call === 'listPending' ? listPending : lateCall(name, call)) });
  return new Proxy({} as Telnyx, { get: (_, name: keyof Telnyx) => lateResource(name) });
};
