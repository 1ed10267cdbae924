import { countryName } from '../../domain/country.ts';
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

/** A new address at Telnyx, for one requirement. Pushed over the requirement form. */
export const addressModal = (form: {
  context: AddressContext;
  values?: Partial<AddressInput>;
  problems?: Problem[];
}): ModalView =>
  modal({
    title: 'New address',
    submit: 'Save address',
    close: 'Back',
    callbackId: VIEWS.addressSubmit,
    metadata: addressContext.encode(form.context),
    blocks: [
      ...problemBlocks(form.problems ?? []),
      section(`*Country: ${escapeLine(countryName(form.context.country), 60)}*, as the numbers.`),
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

/** The country comes from the form's context: it is not asked for. */
export const readAddressForm = (state: FormState, { country }: { country: string }): AddressInput => {
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
    country,
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
