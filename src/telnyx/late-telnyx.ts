import type { TelnyxOptions } from './create-telnyx.ts';
import type { Telnyx } from './telnyx.ts';

type Resource = Record<string, (...given: unknown[]) => Promise<unknown>>;

export const loadTelnyx = () => import('./create-telnyx.ts');

/**
 * The client, loaded with its first call: a hundred schemas say what Telnyx may answer, and a start need not wait for them.
 * Every call of it is a promise already, but for the one list that is read page by page.
 */
export const createLateTelnyx = (options: TelnyxOptions): Telnyx => {
  let loading: Promise<Telnyx> | null = null;
  const loaded = (): Promise<Telnyx> => {
    loading ??= loadTelnyx().then(({ createTelnyx }) => createTelnyx(options));
    return loading;
  };
  const callsOf = (name: string): Resource =>
    new Proxy<Resource>(
      {},
      {
        get:
          (_, call: string) =>
          async (...given: unknown[]) => {
            const resource = (await loaded())[name as keyof Telnyx] as unknown as Resource;
            return resource[call]?.(...given);
          },
      },
    );
  const listPending: Telnyx['subOrders']['listPending'] = async function* () {
    yield* (await loaded()).subOrders.listPending();
  };
  const subOrders = new Proxy({} as Telnyx['subOrders'], {
    get: (_, call: string) => (call === 'listPending' ? listPending : callsOf('subOrders')[call]),
  });
  return new Proxy({ subOrders } as Telnyx, {
    get: (own, name: string) => (name === 'subOrders' ? own.subOrders : callsOf(name)),
  });
};
