import { createLate } from '../late.ts';
import type { TelnyxOptions } from './create-telnyx.ts';
import type { Telnyx } from './telnyx.ts';

export const loadTelnyx = () => import('./create-telnyx.ts');

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
