import { countryName, parseCountry } from '../../domain/country.ts';
import type { Address, AddressInput, Problem } from '../../domain/requirement.ts';
import { type AddressContext, addressContext, VIEWS } from '../ids.ts';
import { context, escapeLine, type KnownBlock, type ModalView, modal, section } from './blocks.ts';
import { type FormState, readText, textInput } from './form-inputs.ts';

type TypedField = Exclude<keyof AddressInput, 'country'>;

/** Telnyx asks for a business name of persons too; its own forms let one repeat the person's name. */
const FIELDS: Record<TypedField, { label: string; hint?: string; optional?: boolean }> = {
  firstName: { label: 'First name' },
  lastName: { label: 'Last name' },
  businessName: { label: 'Business name', hint: 'For a private person, the full name again.' },
  streetAddress: { label: 'Street and house number' },
  extendedAddress: { label: 'Floor, flat or suite', optional: true },
  locality: { label: 'City' },
  administrativeArea: { label: 'State or region', optional: true },
  postalCode: { label: 'Postal code' },
  reference: { label: 'Your name for it', hint: 'How it is listed the next time.', optional: true },
};

const TYPED = Object.keys(FIELDS).filter((key): key is TypedField => key in FIELDS);

const MAX_LENGTH = 200;

/** Begins with the field's name, as problems name it: `toFieldErrors` finds the block by it. */
const blockId = (field: TypedField): string => `${field}:address`;

const problemBlocks = (problems: Problem[]): KnownBlock[] =>
  problems.slice(0, 10).map(({ message }) => section(`*Please change this:* ${escapeLine(message, 500)}`));

const COUNTRY_BLOCK = 'country:address';

/** Where the address may be anywhere, the country is asked; else it is the one that the rule names. */
const countryBlocks = ({ context: { country }, values }: AddressForm): KnownBlock[] =>
  country === null
    ? [
        textInput({
          blockId: COUNTRY_BLOCK,
          label: 'Country',
          hint: 'Its name, or two letters such as DE.',
          initial: values?.country ?? null,
          maxLength: 60,
        }),
      ]
    : [section(`*Country: ${escapeLine(countryName(country), 60)}*, as the numbers.`)];

type AddressForm = { context: AddressContext; values?: Partial<AddressInput>; problems?: Problem[] };

/** A new address at Telnyx, for one requirement. Pushed over the requirement form. */
export const addressModal = (form: AddressForm): ModalView =>
  modal({
    title: 'New address',
    submit: 'Save address',
    close: 'Back',
    callbackId: VIEWS.addressSubmit,
    metadata: addressContext.encode(form.context),
    blocks: [
      ...problemBlocks(form.problems ?? []),
      ...countryBlocks(form),
      context(
        'It is saved in your Telnyx account and can be chosen again. Write it as it stands on the proof of address.',
      ),
      ...TYPED.map((field) =>
        textInput({
          blockId: blockId(field),
          ...FIELDS[field],
          initial: form.values?.[field] ?? null,
          maxLength: MAX_LENGTH,
        }),
      ),
    ],
  });

const typedCountry = (text: string): string => parseCountry(text) ?? text;

/** Where the form's context names no country it is what was typed, as it was typed when it is none. */
export const readAddressForm = (state: FormState, { country }: { country: string | null }): AddressInput => {
  const text = (field: TypedField): string => readText(state, blockId(field));
  return {
    firstName: text('firstName'),
    lastName: text('lastName'),
    businessName: text('businessName'),
    streetAddress: text('streetAddress'),
    extendedAddress: text('extendedAddress') || null,
    locality: text('locality'),
    administrativeArea: text('administrativeArea') || null,
    postalCode: text('postalCode'),
    country: country ?? typedCountry(readText(state, COUNTRY_BLOCK)),
    reference: text('reference') || null,
  };
};

/** Shown where the address form was, over the requirement form in which the address is now chosen. */
export const addressSavedModal = (address: Address): ModalView =>
  modal({
    title: 'Address saved',
    close: 'Back to the form',
    blocks: [
      section(
        `*Saved:* ${escapeLine(address.reference ?? address.businessName, 100)}, ${escapeLine(address.streetAddress, 100)}, ${escapeLine(`${address.postalCode} ${address.locality}`, 100)}.`,
      ),
      context('It is chosen in the form below. Nothing is sent to Number Ops until you submit that form.'),
    ],
  });
