import { createRequire } from 'node:module';

type PhoneLibrary = typeof import('libphonenumber-js/max');

const require = createRequire(import.meta.url);
let loaded: PhoneLibrary | null = null;

/**
 * The rules of all the world's phone numbers. Reading them takes a tenth of a start, so it waits for the first number or
 * country that is asked about, or for the moment after the app began to listen.
 */
export const phoneLibrary = (): PhoneLibrary => {
  loaded ??= require('libphonenumber-js/max') as PhoneLibrary;
  return loaded;
};
