import { isAppError } from '../../errors.ts';
import type { HandlerDeps } from '../handler.ts';

type Followed<Result> = { what: string; work: () => Promise<Result>; otherwise: Result };

/**
 * For what follows a write that stands: its failure must not look as if the write had failed, or the person would do
 * it again. It is logged, and `otherwise` takes its place.
 */
export const afterWrite = async <Result>(
  { log }: Pick<HandlerDeps, 'log'>,
  { what, work, otherwise }: Followed<Result>,
): Promise<Result> => {
  try {
    return await work();
  } catch (error) {
    const said = 'what follows a write that stands could not be done';
    if (isAppError(error)) log.warn({ what, code: error.code, reason: error.message }, said);
    else log.error({ what, err: error }, said);
    return otherwise;
  }
};
