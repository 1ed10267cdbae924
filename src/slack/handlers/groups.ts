import { parseSearchText } from '../../domain/search.ts';
import type { ActionHandler, HandlerDeps, ViewHandler } from '../handler.ts';
import { placeRef } from '../ids.ts';
import { type GroupFormContext, groupFormContext, orderGroupRef } from '../ids-of-groups.ts';
import { orderContext } from '../ids-of-orders.ts';
import type { Surface } from '../surface.ts';
import type { FormState } from '../views/form-inputs.ts';
import { groupFormModal, readGroupForm } from '../views/group-form.ts';
import { groupsMessage } from '../views/groups-message.ts';
import { usageMessage } from '../views/help-message.ts';
import { requirementsModal } from '../views/requirements-modal.ts';
import { groupUnopenedModal } from '../views/save-as-group-modal.ts';
import { savingForm } from '../views/submitted-form.ts';
import { afterWrite } from './after-write.ts';
import { clickedValue } from './clicked-value.ts';
import { refreshOrderForm, rememberMade } from './refresh-order-form.ts';

const EXAMPLE = '/numbers groups CH local';

/** `/numbers groups`: all, or those of one country and type. */
export const showGroups = async (
  deps: HandlerDeps,
  { surface, text }: { surface: Surface; text: string },
): Promise<void> => {
  const now = deps.clock.now();
  if (text === '') return surface.reply(groupsMessage({ groups: await deps.flows.groups.list(), place: null, now }));
  const parsed = parseSearchText(text, { defaultCountry: deps.defaultCountry });
  if (parsed.kind === 'problem') return surface.reply(usageMessage({ message: parsed.message, example: EXAMPLE }));
  const { country, numberType, countryIsDefault } = parsed.query;
  if (countryIsDefault)
    return surface.reply(usageMessage({ message: `“${text}” names no country.`, example: EXAMPLE }));
  const place = { country, numberType };
  return surface.reply(groupsMessage({ groups: await deps.flows.groups.list(place), place, now }));
};

/** The button in Home. */
export const groupsList =
  (deps: HandlerDeps): ActionHandler =>
  async ({ surface }) =>
    showGroups(deps, { surface, text: '' });

/** Direct messages are not for a team to follow, and the form does not offer them. */
const threadsIn = (channelId: string | null): string | null => (channelId?.startsWith('D') ? null : channelId);

const channelFor = (deps: HandlerDeps, surface: Surface): string | null =>
  threadsIn(surface.channelId) ?? deps.defaultChannel;

/** The button in a message: the country and type that it is about can still be changed. */
export const groupCreate =
  (deps: HandlerDeps): ActionHandler =>
  async ({ action, surface }) => {
    const value = clickedValue(action);
    const initial = value === '[]' ? {} : placeRef.decode(value);
    const context: GroupFormContext = { place: null, forOrder: false };
    await surface.openModal(groupFormModal({ context, channelId: channelFor(deps, surface), initial }));
  };

/** The button in the order form: pushes the form over it, and holds the numbers meanwhile as far as they can be. */
export const orderCreateGroup =
  (deps: HandlerDeps): ActionHandler =>
  async ({ action, body, surface }) => {
    const { reservable, ...place } = orderGroupRef.decode(clickedValue(action));
    const order = orderContext.decode(body.view?.private_metadata);
    const form = { context: { place, forOrder: true }, channelId: order.channelId ?? deps.defaultChannel };
    await surface.openModal(groupFormModal(form));
    const known = deps.openOrderForms.find(body.view?.id ?? '') ?? order;
    deps.openOrderForms.remember(body.view?.id ?? '', { ...order, made: known.made, heldUntil: known.heldUntil });
    // Held already for a group made before: asking again would be refused.
    if (known.heldUntil !== null && known.heldUntil > deps.clock.now()) return;
    const others = order.phoneNumbers.filter((phoneNumber) => !reservable.includes(phoneNumber));
    const { held, refused, until } = await deps.flows.searchNumbers.tryHold(reservable);
    const hold = { held, refused: [...refused, ...others], until };
    deps.openOrderForms.remember(body.view?.id ?? '', { ...order, made: known.made, heldUntil: until });
    await surface.showModal(groupFormModal({ ...form, hold }));
  };

/** The group is made: what stands in the way of its form must not look as if it were not. */
const showMade = async (deps: HandlerDeps, { surface, groupId }: { surface: Surface; groupId: string }) => {
  const on = { target: { kind: 'group' as const, groupId }, personId: surface.userId };
  const work = async (): Promise<boolean> => {
    await surface.showModal(requirementsModal(await deps.flows.fulfilRequirements.open(on)));
    return true;
  };
  const isOpen = await afterWrite(deps, { what: 'open the form of a new group', work, otherwise: false });
  if (!isOpen) await surface.showModal(groupUnopenedModal(groupId));
};

/** Makes the group at Telnyx; what it asks for is filled in next, in the place of this form. */
export const groupCreateSubmit =
  (deps: HandlerDeps): ViewHandler =>
  async ({ view, body, ack, surface }) => {
    const form = readGroupForm(view.state as FormState, view.private_metadata);
    if (form.kind === 'problems') return ack({ response_action: 'errors', errors: form.problems });
    const { forOrder } = groupFormContext.decode(view.private_metadata);
    await ack({ response_action: 'update', view: savingForm(view, 'Creating the group') });
    await deps.channels.checkCanPost(form.channelId);
    const { kind: _, ...wanted } = form;
    const created = await deps.flows.groups.create({ ...wanted, personId: body.user.id });
    const below = { viewId: view.root_view_id ?? '', groupId: created.group.id };
    if (forOrder) rememberMade(deps, { ...below, place: wanted });
    await showMade(deps, { surface, groupId: created.group.id });
    if (forOrder) await refreshOrderForm(deps, { ...below, surface });
  };
