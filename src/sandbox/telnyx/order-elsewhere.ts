import { type Inventory, numberAt, type Product } from './inventory.ts';
import { addOrder, addPart, type Line } from './place-number-order.ts';
import { SPANS } from './rules.ts';
import type { Simulation } from './simulation.ts';
import type { OrderedNumber, Part } from './state.ts';
import { followAnswers, followNumbers } from './state-machine.ts';

/** How far the paperwork of an order made elsewhere has come. */
export type PaperworkState = 'awaiting' | 'under-review' | 'declined' | 'approved';

export type PartElsewhere = {
  country: string;
  numberType: string;
  /** How many numbers; or which. */
  count?: number;
  phoneNumbers?: string[];
  /** Where they are, in turn; all in the first area unless said. */
  cities?: string[];
  /** `awaiting` unless said. */
  paperwork?: PaperworkState;
};

export type OrderElsewhere = { reference?: string | null; parts: PartElsewhere[] };

const productOf = (inventory: Inventory, { country, numberType }: PartElsewhere): Product => {
  const product = inventory.productOf(country, numberType);
  if (product === undefined) throw new Error(`The sandbox sells no ${country} ${numberType} numbers.`);
  return product;
};

const areasOf = (product: Product, { cities }: PartElsewhere): Product['areas'] => {
  const areas = product.areas.filter(({ city }, at) => (cities === undefined ? at === 0 : cities.includes(city ?? '')));
  if (areas.length < (cities?.length ?? 1)) throw new Error(`The sandbox sells no such numbers in all of ${cities}.`);
  return areas;
};

/** Numbers beyond the shelf's count, so that a large order takes nothing from a search. */
const freshNumbers = ({ state, inventory }: Simulation, part: PartElsewhere): Line[] => {
  const product = productOf(inventory, part);
  const areas = areasOf(product, part);
  const lines: Line[] = [];
  for (let n = Math.max(...areas.map(({ count }) => count)); lines.length < (part.count ?? 1); n += 1) {
    const fresh = areas
      .map((area) => ({ phoneNumber: numberAt({ product, area, n }), locality: area.city, group: null }))
      .filter(({ phoneNumber }) => !state.taken.has(phoneNumber));
    lines.push(...fresh);
  }
  return lines.slice(0, part.count ?? 1);
};

/** The town that the number's area code belongs to. */
const localityOf = (product: Product | undefined, phoneNumber: string): string | null =>
  product?.areas.find(({ code }) => phoneNumber.startsWith(`+${product.callingCode}${code}`))?.city ?? null;

const linesOf = (simulation: Simulation, part: PartElsewhere): Line[] =>
  part.phoneNumbers === undefined
    ? freshNumbers(simulation, part)
    : part.phoneNumbers.map((phoneNumber) => ({
        phoneNumber,
        locality: localityOf(simulation.inventory.productOf(part.country, part.numberType), phoneNumber),
        group: null,
      }));

const ANSWERED = { 'under-review': 'pending-approval', declined: 'declined', approved: 'approved' } as const;

const answerAll = (
  number: OrderedNumber,
  { paperwork, now }: { paperwork: Exclude<PaperworkState, 'awaiting'>; now: number },
): void => {
  for (const answer of number.answers) Object.assign(answer, { value: 'given elsewhere', status: ANSWERED[paperwork] });
  followAnswers(number, now);
  if (paperwork === 'declined') number.deadlineAt = now + SPANS.nextDeadlineMs;
};

export const addOrderElsewhere = (
  simulation: Simulation,
  { order: { reference = null, parts }, now }: { order: OrderElsewhere; now: number },
): { orderId: string; partIds: string[] } => {
  const order = addOrder(simulation, {
    order: { reference, connectionId: null, messagingProfileId: null, billingGroupId: null },
    now,
  });
  const added = parts.map((wanted): Part => {
    const { country, numberType, paperwork = 'awaiting' } = wanted;
    const part = addPart(simulation, { order, country, numberType, lines: linesOf(simulation, wanted), now });
    if (paperwork !== 'awaiting') {
      for (const number of part.numbers) answerAll(number, { paperwork, now });
      followNumbers({ state: simulation.state, part, now });
    }
    return part;
  });
  return { orderId: order.id, partIds: added.map((part) => part.id) };
};
