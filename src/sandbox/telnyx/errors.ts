/** A refusal as Telnyx words it: `{ errors: [{ code, title, detail, source, meta }] }`. */
export type Refusal = {
  status: number;
  code: string;
  title: string;
  detail: string;
  parameter?: string;
  pointer?: string;
};

/**
 * Telnyx documents codes and titles, not the HTTP status of each: these are the simulator's choice, kept within the
 * statuses that the description lists for the endpoints (400, 401, 404, 422).
 */
const KNOWN = {
  missing: { status: 422, code: '10004', title: 'Missing required parameter' },
  notFound: { status: 404, code: '10005', title: 'Resource not found' },
  keyRefused: { status: 401, code: '10009', title: 'Authentication failed' },
  badRequest: { status: 400, code: '10015', title: 'Bad Request' },
  unknownRequirement: { status: 422, code: '10017', title: 'Unknown requirement' },
  unprocessable: { status: 422, code: '10027', title: 'Unprocessable entity' },
  unknownFilter: { status: 400, code: '10031', title: 'Invalid filter' },
  invalidEnum: { status: 400, code: '10032', title: 'Invalid enum value' },
  outOfRange: { status: 400, code: '10033', title: 'Value outside of range' },
  tooMany: { status: 429, code: '10011', title: 'Too many requests' },
  insufficientFunds: { status: 422, code: '20100', title: 'Insufficient Funds' },
  notSearched: { status: 422, code: '85000', title: 'Must search phone number via search API first' },
  numbersGone: { status: 422, code: '85001', title: 'Phone numbers not available' },
  notUpdatable: { status: 422, code: '85002', title: 'Phone numbers update not allowed on this order' },
  satisfied: { status: 422, code: '85003', title: 'Regulatory requirements already satisfied' },
  badConnection: { status: 422, code: '85004', title: 'Invalid connection id' },
  badMessagingProfile: { status: 422, code: '85005', title: 'Invalid messaging profile id' },
  alreadyReserved: { status: 422, code: '85006', title: 'Phone number already reserved' },
  extensionLimit: { status: 422, code: '85008', title: 'Reservation extension limit reached' },
} as const;

type Complaint = { detail: string; parameter?: string; pointer?: string };

/** Thrown by a handler; the server turns it into an answer. */
export const refuse = (kind: keyof typeof KNOWN, complaint: string | Complaint): Error & { refusal: Refusal } => {
  const given = typeof complaint === 'string' ? { detail: complaint } : complaint;
  return Object.assign(new Error(given.detail), { refusal: { ...KNOWN[kind], ...given } });
};

export const notFound = (): Error => refuse('notFound', 'The requested resource or URL could not be found.');

export const refusalOf = (error: unknown): Refusal | null =>
  error instanceof Error && 'refusal' in error ? (error.refusal as Refusal) : null;

export const toErrorBody = ({ code, title, detail, parameter, pointer }: Omit<Refusal, 'status'>) => ({
  errors: [
    {
      code,
      title,
      detail,
      source: { pointer: pointer ?? '/base', ...(parameter === undefined ? {} : { parameter }) },
      meta: { url: `https://developers.telnyx.com/docs/overview/errors/${code}` },
    },
  ],
});
