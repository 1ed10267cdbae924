import assert from 'node:assert/strict';
import { isAppError } from '../../src/errors.ts';

/** What it was refused with, as the person reads it. */
export const refusal = async (work: Promise<unknown>): Promise<string> => {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  assert.ok(isAppError(error), String(error));
  return `${error.code}: ${error.details.hint ?? error.message}`;
};
