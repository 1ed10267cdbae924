import { checkAddress } from '../domain/address.ts';
import type { Address, AddressInput, Problem } from '../domain/requirement.ts';
import { type AppError, isAppError } from '../errors.ts';
import type { Telnyx } from '../telnyx/telnyx.ts';
import { toReason } from './refusal-words.ts';

/** Telnyx names the field in prose only; the first word that fits decides, the most particular ones first. */
const FIELDS_BY_WORD: readonly [RegExp, keyof AddressInput][] = [
  [/postal|postcode|zip/i, 'postalCode'],
  [/street|house|address line/i, 'streetAddress'],
  [/locality|city|town/i, 'locality'],
  [/administrative|state|province|region/i, 'administrativeArea'],
  [/country/i, 'country'],
  [/first.?name/i, 'firstName'],
  [/last.?name/i, 'lastName'],
  [/business/i, 'businessName'],
];

const toProblem = (error: AppError): Problem => {
  const { title, detail } = error.details.telnyx ?? {};
  const words = `${title ?? ''} ${detail ?? ''} ${error.details.hint ?? ''}`;
  const field = FIELDS_BY_WORD.find(([word]) => word.test(words))?.[1] ?? 'streetAddress';
  return { field, message: toReason(error) };
};

export type AddedAddress = { kind: 'created'; address: Address } | { kind: 'problems'; problems: Problem[] };

/** Checks what can be checked here, then lets Telnyx decide; its refusal stands at the field it is about. */
export const addAddress = async (
  { telnyx }: { telnyx: Pick<Telnyx, 'addresses'> },
  address: AddressInput,
): Promise<AddedAddress> => {
  const problems = checkAddress({ address, country: null });
  if (problems.length > 0) return { kind: 'problems', problems };
  try {
    return { kind: 'created', address: await telnyx.addresses.create(address) };
  } catch (error) {
    if (isAppError(error, 'telnyx_refused') || isAppError(error, 'invalid_input'))
      return { kind: 'problems', problems: [toProblem(error)] };
    throw error;
  }
};
