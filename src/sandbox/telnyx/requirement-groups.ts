import { checkValues, isFulfilled, parseValues } from './answers.ts';
import { unlinkRecord } from './document-links.ts';
import { notFound, refuse } from './errors.ts';
import { reopenGroup } from './group-status.ts';
import { enumOf } from './query.ts';
import { requirementsFor } from './requirement-catalogue.ts';
import { type Call, param, type Reply, type Route } from './route.ts';
import { NO_PRE_APPROVAL } from './rules.ts';
import { toGroup } from './shapes.ts';
import type { RequirementGroup } from './state.ts';

const TYPES = ['local', 'toll_free', 'mobile', 'national', 'shared_cost'];
const STATUSES = ['approved', 'unapproved', 'pending-approval', 'declined', 'expired'];
const FILTERS = [
  'filter[country_code]',
  'filter[phone_number_type]',
  'filter[action]',
  'filter[status]',
  'filter[customer_reference]',
];

/** The description has groups bare, unlike everything else; programs in the wild read `{ data }`. */
const answer = ({ simulation }: Call, value: unknown): Reply => ({
  status: 200,
  body: simulation.envelopedGroups ? { data: value } : value,
});

const list = (call: Call): Reply => {
  const { query, simulation } = call;
  const is = (name: string, value: string | null) => [null, value].includes(query.text(name));
  enumOf(query, { name: 'filter[status]', words: STATUSES });
  const groups = [...simulation.state.groups.values()].filter(
    (group) =>
      is('filter[country_code]', group.country) &&
      is('filter[phone_number_type]', group.numberType) &&
      is('filter[action]', group.action) &&
      is('filter[status]', group.status) &&
      is('filter[customer_reference]', group.reference),
  );
  return answer(call, groups.map(toGroup));
};

/** A value that changes is to be approved anew; the others keep what was decided. */
const setValues = (call: Call, group: RequirementGroup): void => {
  const { simulation, now } = call;
  const values = parseValues(call.body);
  checkValues(simulation, { values, asked: group.answers, record: { type: 'requirement_group', id: group.id }, now });
  for (const { requirementId, value } of values) {
    const known = group.answers.find((item) => item.requirementId === requirementId);
    if (known !== undefined) Object.assign(known, { value, status: 'unapproved', expiresAt: null, updatedAt: now });
  }
  if (values.length > 0) reopenGroup(group);
};

/** Whatever changes, the desk sees it. */
const changed = (call: Call, group: RequirementGroup): Reply => {
  group.updatedAt = call.now;
  call.simulation.state.version += 1;
  return answer(call, toGroup(group));
};

const create = (call: Call): Reply => {
  const { simulation, body, now } = call;
  const { country_code: country, phone_number_type: numberType, action, customer_reference: reference } = body;
  if (typeof country !== 'string' || typeof numberType !== 'string' || typeof action !== 'string') {
    throw refuse('missing', 'country_code, phone_number_type and action are needed.');
  }
  if (!TYPES.includes(numberType)) throw refuse('invalidEnum', `phone_number_type must be one of ${TYPES.join(', ')}.`);
  if (!['ordering', 'porting'].includes(action)) throw refuse('invalidEnum', 'action must be ordering or porting.');
  const group: RequirementGroup = {
    id: simulation.ids.uuid('requirement_group'),
    country: country.toUpperCase(),
    numberType,
    action,
    status: 'unapproved',
    reference: typeof reference === 'string' ? reference : null,
    answers: requirementsFor(country.toUpperCase(), numberType).map(({ id, type }) => ({
      requirementId: id,
      fieldType: type,
      value: null,
      status: 'unapproved',
      expiresAt: null,
      updatedAt: now,
    })),
    createdAt: now,
    updatedAt: now,
  };
  setValues(call, group);
  simulation.state.groups.set(group.id, group);
  return changed(call, group);
};

const findGroup = (call: Call): RequirementGroup => {
  const group = call.simulation.state.groups.get(param(call, 'id'));
  if (group === undefined) throw notFound();
  return group;
};

const update = (call: Call): Reply => {
  const group = findGroup(call);
  setValues(call, group);
  const reference = call.body.customer_reference;
  if (typeof reference === 'string') group.reference = reference;
  return changed(call, group);
};

/** Orders keep what they took over. */
const remove = (call: Call): Reply => {
  const group = findGroup(call);
  const { state } = call.simulation;
  state.groups.delete(group.id);
  unlinkRecord(state, { recordId: group.id, now: call.now });
  return changed(call, group);
};

const submit = (call: Call): Reply => {
  const group = findGroup(call);
  if (NO_PRE_APPROVAL.includes(group.country)) {
    throw refuse('unprocessable', `Groups for ${group.country} cannot be approved ahead of an order.`);
  }
  if (!isFulfilled(group)) throw refuse('unprocessable', 'The requirement group is not fulfilled: values are missing.');
  if (group.status !== 'unapproved') throw refuse('unprocessable', `The requirement group is ${group.status}.`);
  group.status = 'pending-approval';
  for (const item of group.answers) if (item.status !== 'approved') item.status = 'pending-approval';
  return changed(call, group);
};

export const requirementGroupRoutes: Route[] = [
  { method: 'GET', path: '/requirement_groups', query: FILTERS, handle: list },
  { method: 'POST', path: '/requirement_groups', handle: create },
  { method: 'GET', path: '/requirement_groups/{id}', handle: (call) => answer(call, toGroup(findGroup(call))) },
  { method: 'PATCH', path: '/requirement_groups/{id}', handle: update },
  { method: 'DELETE', path: '/requirement_groups/{id}', handle: remove },
  { method: 'POST', path: '/requirement_groups/{id}/submit_for_approval', handle: submit },
];
