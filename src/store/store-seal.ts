import { AppError } from '../errors.ts';
import type { Cipher } from './cipher.ts';
import type { Namespace } from './namespace.ts';

/** A text that is sealed as all else is: it tells at a start under which key that was, before anything is read. */
const MARK = 'sealed-with';
const ABOUT = `state:${MARK}`;

/** `none`: it holds what was written before there was a seal, or nothing. `former`: the key is being replaced. */
export type Seal = 'none' | 'former' | 'current';

type State = Namespace<number | string>;

/**
 * Another key stops the start: orders that cannot be read would be forgotten, and what is owed to their threads with them.
 */
export const readSeal = async ({
  state,
  cipher,
  path,
}: {
  state: { get(key: string): Promise<unknown> };
  cipher: Cipher;
  path: string;
}): Promise<Seal> => {
  const mark = await state.get(MARK);
  if (typeof mark !== 'string') return 'none';
  try {
    cipher.open(mark, ABOUT);
  } catch (cause) {
    throw new AppError(
      'store_failed',
      `The database ${path} was sealed with another ENCRYPTION_KEY: set that one, or give it as ENCRYPTION_KEY_PREVIOUS while it is being replaced; without it nothing in there can be read.`,
      { cause },
    );
  }
  return cipher.isCurrent(mark) ? 'current' : 'former';
};

/** Once everything is sealed with the current key. */
export const markSealed = ({ state, cipher }: { state: State; cipher: Cipher }): Promise<void> =>
  state.set(MARK, cipher.seal('numberdesk', ABOUT));
