import type { OfferedPart, OrderOffer } from '../domain/order-offer.ts';
import type { AvailableNumber } from '../domain/phone-number.ts';
import { isFulfilled, isGroupFor, isGroupRequired, isUsableGroup } from '../domain/requirement-group.ts';
import type { Log } from '../log.ts';
import type { Telnyx } from '../telnyx/telnyx.ts';
import { createAccountChoices } from './account-choices.ts';
import type { ShowRequirements } from './flows.ts';
import { inParallel } from './in-parallel.ts';
import { findAlternatives, lookUpNumbers } from './look-up-numbers.ts';
import { placesOf } from './search-numbers.ts';

export type OfferTelnyx = Pick<Telnyx, 'numbers' | 'requirementGroups' | 'account'>;
type Options = { telnyx: OfferTelnyx; showRequirements: ShowRequirements; clock: { now(): number }; log: Log };

/** What can be ordered of the numbers asked for, right now, and what each part of that order will need. */
export const createOfferOrder = ({ telnyx, showRequirements, clock, log }: Options) => {
  const accountChoices = createAccountChoices({ telnyx, clock, log });

  const offerPart = async (
    place: { country: string; numberType: string },
    numbers: AvailableNumber[],
  ): Promise<OfferedPart> => {
    const paperwork = await showRequirements.paperwork(place);
    const groupRequired = isGroupRequired(place.country);
    // Without paperwork there is nothing a group could answer.
    const needsGroups = groupRequired || paperwork.requirements.length > 0;
    const groups = needsGroups ? await telnyx.requirementGroups.list(place) : [];
    return {
      ...place,
      phoneNumbers: numbers
        .filter(({ country, numberType }) => country === place.country && numberType === place.numberType)
        .map(({ phoneNumber }) => phoneNumber),
      paperwork,
      groups: groups.filter((group) => isUsableGroup({ group, ...place })),
      groupRequired,
      unfinished: groups.filter((group) => isGroupFor(group, place) && !isFulfilled(group)).length,
    };
  };

  return async (phoneNumbers: readonly string[]): Promise<OrderOffer> => {
    const { offered, gone } = await lookUpNumbers(telnyx, phoneNumbers);
    const [alternatives, parts, choices] = await Promise.all([
      gone.length === 0 ? [] : findAlternatives(telnyx, { gone, asked: phoneNumbers }),
      inParallel(placesOf(offered), { limit: 4, work: (place) => offerPart(place, offered) }),
      accountChoices.read(),
    ]);
    return { numbers: offered, gone, alternatives, parts, ...choices };
  };
};
