/** Parts as Telnyx lists them, made when they are asked for. */
export const NUMBERS_A_PART = 10;

const REQUIREMENTS = ['contact', 'address', 'register', 'form', 'proof'];

/** `kind` 1 part · 2 number · 3 order. */
const idOf = (kind: number, at: number): string =>
  `${String(kind).padStart(8, '0')}-0000-4000-8000-${String(at).padStart(12, '0')}`;
export const partId = (at: number): string => idOf(1, at);
export const numberId = (at: number, n: number): string => idOf(2, at * NUMBERS_A_PART + n);
export const orderId = (at: number): string => idOf(3, at);
/** The place of a part, or of the part that a number or order belongs to. */
export const placeOf = (id: string): number => {
  const at = Number(id.slice(-12));
  return id.startsWith(idOf(2, 0).slice(0, 8)) ? Math.floor(at / NUMBERS_A_PART) : at;
};

export const requirementId = (name: string): string => `requirement-${name}`;
export const phoneNumber = (at: number, n: number): string =>
  `+4930${String(at * NUMBERS_A_PART + n).padStart(8, '0')}`;
export const REQUIREMENT_IDS = REQUIREMENTS.map(requirementId);

export type PartWire = ReturnType<typeof toPart>;

export const toNumber = (at: number, { n, isChanged }: { n: number; isChanged: boolean }) => ({
  id: numberId(at, n),
  record_type: 'number_order_phone_number',
  phone_number: phoneNumber(at, n),
  country_code: 'DE',
  phone_number_type: 'local',
  bundle_id: null,
  regulatory_requirements: REQUIREMENTS.map((name, index) => ({
    record_type: 'phone_number_regulatory_requirement',
    requirement_id: requirementId(name),
    field_type: 'textual',
    field_value: `An answer about ${name}`,
    status: isChanged && index === 0 ? 'declined' : 'pending-approval',
  })),
  requirements_met: false,
  requirements_status: isChanged ? 'requirement-info-exception' : 'requirement-info-under-review',
  status: 'pending',
});

/** One that is over. */
export const toOldPart = (at: number) => ({
  ...toPart(at, false),
  requirements_met: true,
  status: 'success',
  phone_numbers: Array.from({ length: NUMBERS_A_PART }, (_, n) => ({
    ...toNumber(at, { n, isChanged: false }),
    requirements_met: true,
    requirements_status: 'approved',
    status: 'success',
  })),
});

export const toPart = (at: number, isChanged: boolean) => ({
  id: partId(at),
  record_type: 'sub_number_order',
  order_request_id: orderId(at),
  country_code: 'DE',
  phone_number_type: 'local',
  user_id: idOf(4, 1),
  regulatory_requirements: REQUIREMENT_IDS.map((id) => ({
    record_type: 'phone_number_regulatory_requirement',
    requirement_id: id,
    field_type: 'textual',
  })),
  phone_numbers_count: NUMBERS_A_PART,
  created_at: '2026-09-01T08:00:00Z',
  updated_at: '2026-09-01T08:00:00Z',
  requirements_met: false,
  status: 'pending',
  customer_reference: `Order ${at}`,
  is_block_sub_number_order: false,
  phone_numbers: Array.from({ length: NUMBERS_A_PART }, (_, n) => toNumber(at, { n, isChanged })),
});
