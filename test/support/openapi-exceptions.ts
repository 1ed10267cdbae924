/**
 * Where Telnyx's description contradicts what Telnyx says elsewhere (guides, SDK, captured answers). The one place for
 * them: a difference that is not listed here is a mistake of ours.
 */

/** Endpoints that the description lacks. */
export const ENDPOINT_EXCEPTIONS: { path: RegExp; reason: string }[] = [
  {
    path: /^\/external_requirements\/[^/]+\/sub_number_orders\/[^/]+$/,
    reason: 'The guides describe action requirements, the SDK types them; the description has neither call.',
  },
];

/** @property operation method and path template; null: everywhere */
type QueryException = { operation: string | null; name: RegExp; reason: string };

export const QUERY_EXCEPTIONS: QueryException[] = [
  {
    operation: 'GET /sub_number_orders',
    name: /^page\[(?:number|size)\]$/,
    reason: 'Newer extra: the list is called paginated and answers with meta, yet describes no page parameters.',
  },
  {
    operation: 'GET /sub_number_orders',
    name: /^filter\[include_phone_numbers\]$/,
    reason: 'Newer extra: the SDK types it for the list; the description has it for one sub order only.',
  },
  {
    operation: 'GET /available_phone_numbers',
    name: /^filter\[(?:starts_with|ends_with|contains)\]$/,
    reason: 'The guides write the patterns without phone_number.',
  },
  {
    operation: 'GET /requirements',
    name: /^filter\[phone_number_type\]$/,
    reason:
      'Described for local, national and toll_free only; mobile and shared-cost numbers are sold and have requirements.',
  },
  {
    operation: 'POST /documents',
    name: /^content-type$/,
    reason: 'The SDK adds it when it uploads.',
  },
];

/** @property pointer of the value in the body, numbers of list items left out: `/data/deadline` */
type BodyException = {
  pointer: RegExp;
  keyword: 'type' | 'enum' | 'format';
  value: (value: unknown) => boolean;
  reason: string;
};

const isNull = (value: unknown): boolean => value === null;
const isOneOf =
  (...words: string[]) =>
  (value: unknown): boolean =>
    typeof value === 'string' && words.includes(value);

export const BODY_EXCEPTIONS: BodyException[] = [
  {
    pointer:
      /\/(?:customer_reference|connection_id|messaging_profile_id|billing_group_id|bundle_id|field_value|deadline|locality|read_at|expires_at|example)$/,
    keyword: 'type',
    value: isNull,
    reason: 'Described as text; a field without a value is sent as null, not left out.',
  },
  {
    pointer: /\/acceptance_criteria\/(?:min_length|max_length|acceptable_characters|locality_limit|time_limit)$/,
    keyword: 'type',
    value: isNull,
    reason: 'A criterion that does not apply is null.',
  },
  {
    pointer: /\/(?:administrative_area|postal_code|extended_address|phone_number|neighborhood|borough)$/,
    keyword: 'type',
    value: isNull,
    reason: 'Optional parts of an address, and of coverage, are null when absent.',
  },
  {
    pointer: /\/status$/,
    keyword: 'enum',
    value: isOneOf('cancelled', 'deleted'),
    reason: 'The guides name both for orders and sub orders; the enum stops at pending, success, failure.',
  },
  {
    pointer: /\/status$/,
    keyword: 'enum',
    value: isOneOf('no-longer-eligible'),
    reason: 'The guides name it for requirement groups whose rules changed.',
  },
  {
    pointer: /\/(?:field_type|type)$/,
    keyword: 'enum',
    value: isOneOf('action', 'datetime'),
    reason: 'The guides count action among four types; orders carry datetime, which the enum of types lacks.',
  },
  {
    pointer: /\/phone_number_type$/,
    keyword: 'enum',
    value: isOneOf('mobile', 'shared_cost', 'landline'),
    reason: 'The enum of /requirements lists three of the types that are sold.',
  },
];

/** Refusals that any endpoint may give, although most describe only some of them. */
export const COMMON_REFUSALS = [400, 401, 403, 404, 422, 429, 500, 502, 503];
