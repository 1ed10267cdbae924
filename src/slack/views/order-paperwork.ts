import type { OfferedPart, OrderOffer } from '../../domain/order-offer.ts';
import { groupName, groupStatusWords, type RequirementGroup } from '../../domain/requirement-group.ts';
import { ACTIONS, formTarget } from '../ids.ts';
import { orderGroupRef } from '../ids-of-groups.ts';
import type { OrderContext } from '../ids-of-orders.ts';
import {
  actions,
  type Button,
  button,
  describedOption,
  escapeLine,
  type KnownBlock,
  LIMITS,
  section,
} from './blocks.ts';
import { selectInput } from './form-inputs.ts';
import { ORDER_FIELDS } from './order-fields.ts';
import { counted, listed, placeText } from './words.ts';

/** What an order form says of the paperwork of its parts, and the group that answers it. */

type Made = OrderContext['made'];

export const partKey = (part: { country: string; numberType: string }): string => `${part.country}:${part.numberType}`;

const NAMED = 6;
const NAME_LENGTH = 40;

const askedText = ({ paperwork }: OfferedPart): string =>
  listed(
    paperwork.requirements.map(({ name }) => escapeLine(name, NAME_LENGTH)),
    NAMED,
  );

const fittingText = ({ groups, groupRequired }: OfferedPart): string => {
  if (groups.length === 0) return groupRequired ? '' : ' No requirement group fits.';
  return ` ${counted(groups.length, 'requirement group')} fit${groups.length === 1 ? 's' : ''}.`;
};

export const paperworkLine = (part: OfferedPart): string => {
  const count = part.paperwork.requirements.length;
  const name = `*${placeText(part)}* (${counted(part.phoneNumbers.length, 'number')})`;
  if (count === 0) return `${name}: no paperwork, active within minutes`;
  return `${name}: ${counted(count, 'requirement')} to answer before activation: ${askedText(part)}.${fittingText(part)}`;
};

const groupOption = (group: RequirementGroup) =>
  describedOption({ text: groupName(group), value: group.id, description: groupStatusWords(group.status) });

const groupHint = (part: OfferedPart, shown: number): string => {
  const left = part.groups.length - shown;
  const why = part.groupRequired
    ? 'Telnyx takes orders for this country only with a group in which every requirement has a value. Its approval is not needed.'
    : 'Answers kept at Telnyx for use again. Without one, you answer in a form after ordering.';
  return left > 0 ? `${why} The first ${shown} are listed, and ${left} more are in the Telnyx portal.` : why;
};

/** One made from inside this form stands chosen, under a new block id: else Slack would keep the earlier choice. */
const groupBlockId = (part: OfferedPart, made: Made): string => {
  const revision = made[partKey(part)]?.revision ?? 0;
  const id = `${ORDER_FIELDS.group}:${partKey(part)}`;
  return revision === 0 ? id : `${id}:${revision}`;
};

/** The part that a field of the form is about, without the revision. */
export const partKeyOf = (blockId: string): string => blockId.split(':').slice(1, 3).join(':');

const listedGroups = (part: OfferedPart, made: Made): RequirementGroup[] => {
  const own = made[partKey(part)]?.groupId;
  const fits = part.groups.filter(({ id }) => id.length <= LIMITS.optionText);
  return [...fits.filter(({ id }) => id === own), ...fits.filter(({ id }) => id !== own)].slice(0, LIMITS.options);
};

/** Never preselected, but for one made from here: whose identity stands behind a number is for a person to say. */
export const groupInput = (part: OfferedPart, made: Made = {}): KnownBlock[] => {
  const options = listedGroups(part, made).map(groupOption);
  if (options.length === 0) return [];
  return [
    selectInput({
      blockId: groupBlockId(part, made),
      label: `Requirement group for ${placeText(part)}`,
      hint: groupHint(part, options.length),
      optional: !part.groupRequired,
      options,
      initial: made[partKey(part)]?.groupId ?? null,
    }),
  ];
};

/** Telnyx takes no order for it as things stand. */
export const isBlocked = (part: OfferedPart): boolean => part.groupRequired && groupInput(part).length === 0;

const fillButton = (groupId: string, part: OfferedPart): Button =>
  button({
    text: `Fill in the group for ${placeText(part)}`,
    actionId: ACTIONS.requirementsOpen,
    value: formTarget.encode({ kind: 'group', groupId }),
    style: 'primary',
  });

const createButton = (part: OfferedPart, offer: OrderOffer): Button =>
  button({
    text: 'Create a requirement group',
    actionId: ACTIONS.orderCreateGroup,
    value: orderGroupRef.encode({
      country: part.country,
      numberType: part.numberType,
      reservable: offer.numbers.filter(({ reservable }) => reservable).map(({ phoneNumber }) => phoneNumber),
    }),
    label: `Create a requirement group for ${part.country} ${part.numberType}`,
    ...(isBlocked(part) ? { style: 'primary' } : {}),
  });

/** More places than these in one order are beyond what anybody buys at once; each can be made in its turn. */
const MOST_BUTTONS = 5;

/** The way into making a group, for each place that takes no order without one. Blocked ones first. */
export const createGroupButtons = (offer: OrderOffer, made: Made): KnownBlock[] => {
  const required = offer.parts.filter((part) => part.groupRequired);
  const sorted = [...required.filter(isBlocked), ...required.filter((part) => !isBlocked(part))];
  const buttons = sorted.slice(0, MOST_BUTTONS).map((part) => {
    const own = made[partKey(part)];
    return own && isBlocked(part) ? fillButton(own.groupId, part) : createButton(part, offer);
  });
  // Two buttons of one action in one block would share their id.
  return buttons.flatMap((each) => actions([each]));
};

const unfinishedText = (blocked: OfferedPart[]): string => {
  const count = blocked.reduce((sum, { unfinished = 0 }) => sum + unfinished, 0);
  if (count === 0) return '';
  return ` ${counted(count, 'group')} for such numbers ${count === 1 ? 'has' : 'have'} values missing: fill ${count === 1 ? 'it' : 'one'} in with \`/numbers groups\`, or create another.`;
};

const nextText = (blocked: OfferedPart[], made: Made): string =>
  blocked.every((part) => made[partKey(part)])
    ? 'The one that you made here has values missing: fill it in, and the order goes on.'
    : `This account has none that can be used. Create it from here: the form comes back with all that you chose. It need not be approved first.${unfinishedText(blocked)}`;

/** Why the order cannot be placed, and that nothing is lost by making the group now. */
export const blockedText = (blocked: OfferedPart[], made: Made): KnownBlock => {
  const places = blocked.slice(0, 20).map(placeText).join(', ');
  return section(
    `*This order cannot be placed yet.* Telnyx takes orders for ${places} only with a requirement group in which every requirement has a value. ${nextText(blocked, made)}`,
  );
};
