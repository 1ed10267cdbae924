import { notFound, refuse } from './errors.ts';
import { type Call, data, param, type Reply, type Route } from './route.ts';
import type { Answer, EndUserLink, Part, State } from './state.ts';

const PATH = '/external_requirements/{regulatory_requirement_id}/sub_number_orders/{sub_number_order_id}';

/** What a link is made for: an action that one part asks. */
type Asked = { part: Part; requirementId: string };

export const linkOf = (state: State, { part, requirementId }: Asked): EndUserLink | undefined =>
  state.endUserLinks.get(`${part.id} ${requirementId}`);

const answersOf = ({ part, requirementId }: Asked): Answer[] =>
  part.numbers.flatMap(({ answers }) => answers.filter((answer) => answer.requirementId === requirementId));

const findAsked = (call: Call): Asked => {
  const part = call.simulation.state.parts.get(param(call, 'sub_number_order_id'));
  if (part === undefined || part.hidden) throw notFound();
  const requirementId = param(call, 'regulatory_requirement_id');
  const [answer] = answersOf({ part, requirementId });
  if (answer === undefined) throw refuse('unknownRequirement', `Requirement ${requirementId} is not asked here.`);
  if (answer.fieldType !== 'action') throw refuse('unprocessable', 'This requirement is not an action.');
  return { part, requirementId };
};

/** The word for the type is a choice: no source shows one. */
const toAction = (link: EndUserLink | undefined) => ({ type: 'id_verification', value: link?.url ?? null });

const get = (call: Call): Reply => {
  const asked = findAsked(call);
  const link = linkOf(call.simulation.state, asked);
  return data({
    regulatory_requirement_id: asked.requirementId,
    fields_required: [
      {
        name: 'first_name',
        type: 'string',
        description: 'The first name of the end user.',
        value: link?.firstName ?? null,
      },
      {
        name: 'last_name',
        type: 'string',
        description: 'The last name of the end user.',
        value: link?.lastName ?? null,
      },
    ],
    requirement_action: toAction(link),
  });
};

/** Names stand inside `requirement`; at the top level they are refused, even beside good ones. */
const readNames = (body: Record<string, unknown>): { firstName: string; lastName: string } => {
  const { requirement } = body;
  if ('first_name' in body || 'last_name' in body)
    throw refuse('unprocessable', 'first_name and last_name belong inside requirement.');
  const { first_name: firstName, last_name: lastName } = (
    typeof requirement === 'object' && requirement !== null ? requirement : {}
  ) as Record<string, unknown>;
  const isName = (value: unknown): value is string => typeof value === 'string' && value.trim() !== '';
  if (isName(firstName) && isName(lastName)) return { firstName, lastName };
  throw refuse('missing', { detail: 'first_name and last_name are needed.', pointer: '/requirement' });
};

const checkOpen = (asked: Asked): void => {
  const answers = answersOf(asked);
  if (answers.every(({ status }) => status === 'approved'))
    throw refuse('satisfied', 'Regulatory requirements cannot be updated once all have been satisfied.');
  if (asked.part.status !== 'pending') throw refuse('notUpdatable', `The sub number order is ${asked.part.status}.`);
  if (answers.every(({ status }) => status === 'approved' || status === 'pending-approval'))
    throw refuse('unprocessable', 'The end user has done this already.');
};

/** Each call makes another link, and the one before leads nowhere (a choice). */
const create = (call: Call): Reply => {
  const asked = findAsked(call);
  const names = readNames(call.body);
  checkOpen(asked);
  const { state, ids } = call.simulation;
  const link = { ...names, url: `https://verify.example.com/l/${ids.uuid('end_user_link')}` };
  state.endUserLinks.set(`${asked.part.id} ${asked.requirementId}`, link);
  state.version += 1;
  return data({
    regulatory_requirement_id: asked.requirementId,
    sub_order_id: asked.part.id,
    requirement_action: toAction(link),
  });
};

/** Acts of the end user behind a link. */
export const externalRequirementRoutes: Route[] = [
  { method: 'GET', path: PATH, handle: get },
  { method: 'POST', path: PATH, handle: create },
];
