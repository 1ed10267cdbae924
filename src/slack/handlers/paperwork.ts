import { parseSearchText } from '../../domain/search.ts';
import type { ActionHandler, HandlerDeps } from '../handler.ts';
import { type PlaceRef, placeRef } from '../ids.ts';
import type { Surface } from '../surface.ts';
import { usageMessage } from '../views/help-message.ts';
import { paperworkListMessage, paperworkMessage } from '../views/paperwork-message.ts';
import { clickedValue } from './clicked-value.ts';

const EXAMPLE = '/numbers requirements DE local';

/** `/numbers requirements`: the paperwork, before anyone buys. A type that was not named is `local`. */
export const showPaperwork = async (
  deps: HandlerDeps,
  { surface, text }: { surface: Surface; text: string },
): Promise<void> => {
  if (text === '') return surface.reply(usageMessage({ message: 'For which country and type?', example: EXAMPLE }));
  const parsed = parseSearchText(text, { defaultCountry: deps.defaultCountry });
  if (parsed.kind === 'problem') return surface.reply(usageMessage({ message: parsed.message, example: EXAMPLE }));
  const { country, numberType, countryIsDefault } = parsed.query;
  if (countryIsDefault)
    return surface.reply(usageMessage({ message: `“${text}” names no country.`, example: EXAMPLE }));
  return replyPaperwork(deps, { surface, place: { country, numberType: numberType ?? 'local' } });
};

/** With the groups that fit; that these cannot be read now keeps nobody from reading the paperwork. */
const replyPaperwork = async (
  deps: HandlerDeps,
  { surface, place }: { surface: Surface; place: PlaceRef },
): Promise<void> => {
  const [paperwork, groups] = await Promise.all([
    deps.flows.showRequirements.paperwork(place),
    deps.flows.groups.fitting(place),
  ]);
  await surface.reply(paperworkMessage(paperwork, groups));
};

export const requirementsShow =
  (deps: HandlerDeps): ActionHandler =>
  async ({ action, surface }) => {
    await replyPaperwork(deps, { surface, place: placeRef.decode(clickedValue(action)) });
  };

export const requirementsCopy =
  (deps: HandlerDeps): ActionHandler =>
  async ({ action, surface }) => {
    const paperwork = await deps.flows.showRequirements.paperwork(placeRef.decode(clickedValue(action)));
    await surface.reply(paperworkListMessage(paperwork));
  };
