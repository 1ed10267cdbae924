import { type ActParts, type ActTarget, once } from './acts.ts';
import { checkOptionsAnswer } from './check/check-options.ts';
import { checkView } from './check/check-view.ts';
import type { Answer } from './delivery.ts';
import { elementsOf, type Placed } from './elements.ts';
import { TROUBLE } from './notices.ts';
import { closedPayload, submissionPayload, suggestionPayload } from './payloads.ts';
import type { Person } from './people.ts';
import { type Fields, fieldsOf, isFields, listOf, type Option, textOf, type View, wordsOf } from './shapes.ts';
import { rawValueOf } from './state-values.ts';
import { STACK_LIMIT } from './views.ts';
import type { World } from './world.ts';

export type SubmitResult =
  | { kind: 'closed' | 'cleared' }
  | { kind: 'updated' | 'pushed'; view: View }
  | { kind: 'errors'; errors: Record<string, string> }
  /** The app failed; the form stays and the person has a notice. */
  | { kind: 'failed'; code: string; detail: string };

type Submission = { person: Person; view: View };

const failed = (code: string, detail: string): SubmitResult => ({ kind: 'failed', code, detail });

/** A conversation chosen in a menu with `response_url_enabled` comes with a `response_url` for it. */
const responseUrls = (world: World, { person, view }: Submission): Fields[] =>
  elementsOf(view.blocks)
    .filter(({ element }) => element.response_url_enabled === true)
    .flatMap(({ element, block }) => {
      const value = view.state.values[block.block_id]?.[element.action_id];
      const channel = textOf(rawValueOf(element, value));
      const target = { person: person.id, channel, source: null };
      const place = { block_id: block.block_id, action_id: element.action_id, channel_id: channel };
      return channel === '' ? [] : [{ ...place, response_url: world.responseUrls.issue('app', target) }];
    });

const showErrors = (world: World, { view, body }: Submission & { body: Fields }): SubmitResult => {
  const errors = Object.entries(fieldsOf(body.errors));
  if (errors.length === 0) return failed('invalid_response', 'response_action errors without any error');
  const inputs = view.blocks.filter((block) => block.type === 'input').map((block) => block.block_id);
  const stray = errors.find(([blockId, text]) => !inputs.includes(blockId) || typeof text !== 'string' || text === '');
  if (stray !== undefined) {
    return failed('invalid_response', `errors may hold a text for each input block's block_id; "${stray[0]}" is none`);
  }
  const texts = Object.fromEntries(errors.map(([blockId, text]) => [blockId, String(text)]));
  world.views.setErrors(view.id, texts);
  return { kind: 'errors', errors: texts };
};

const showView = (world: World, { person, view, body }: Submission & { body: Fields }): SubmitResult => {
  const problem = checkView(body.view);
  if (problem !== null) return failed(problem.error, problem.messages.join('; '));
  const given = fieldsOf(body.view);
  if (given.type !== 'modal') return failed('invalid_response', 'only a modal can answer a submission');
  if (body.response_action === 'update') {
    return { kind: 'updated', view: world.views.update({ viewId: view.id, given }) };
  }
  if (world.views.stack(person.id).length >= STACK_LIMIT) {
    return failed('push_limit_reached', 'three modals are open already');
  }
  return { kind: 'pushed', view: world.views.push({ person: person.id, given }) };
};

const applyAnswer = (world: World, act: Submission & { answer: Answer }): SubmitResult => {
  const { answer } = act;
  if (answer.kind === 'failed') return failed(answer.code, answer.detail);
  const current = world.views.find(act.view.id)?.view;
  if (current === undefined) return { kind: 'closed' };
  if (answer.body === null) {
    world.views.close(current.id);
    return { kind: 'closed' };
  }
  const body = fieldsOf(answer.body);
  switch (body.response_action) {
    case 'errors':
      return showErrors(world, { person: act.person, view: current, body });
    case 'update':
    case 'push':
      return showView(world, { person: act.person, view: current, body });
    case 'clear':
      world.views.clear(act.person.id);
      return { kind: 'cleared' };
    default:
      return failed('invalid_response', 'the answer to a submission is empty or has a known response_action');
  }
};

export const runSubmission = async (
  { world, deliver }: ActParts,
  act: { person: Person; view: View },
): Promise<SubmitResult> => {
  const { person, view } = act;
  world.views.setErrors(view.id, {});
  const payload = submissionPayload(world, {
    person,
    view,
    triggerId: world.triggers.issue({ person: person.id, channel: null, viewId: view.id }),
    responseUrls: responseUrls(world, act),
  });
  const name = `view_submission ${view.callback_id}`;
  const answer = await deliver({ ...once, kind: 'interactive', name, payload, acceptsAnswer: true });
  const result = applyAnswer(world, { ...act, answer });
  if (result.kind === 'failed') {
    const { code, detail } = result;
    world.notices.add({ person: person.id, kind: 'view', code, text: TROUBLE, detail, channel: null });
  }
  return result;
};

/** Closes the topmost modal, or all of them; the app hears of those that asked for it. */
export const runClose = async (
  { world, deliver }: ActParts,
  act: { person: Person; view: View; isAll: boolean },
): Promise<void> => {
  const { person, view } = act;
  const isCleared = act.isAll || view.clear_on_close;
  const closed = isCleared ? world.views.clear(person.id) : [view];
  if (!isCleared) world.views.close(view.id);
  for (const one of closed.filter((each) => each.notify_on_close)) {
    const payload = closedPayload(world, { person, view: one, isCleared });
    const name = `view_closed ${one.callback_id}`;
    await deliver({ ...once, kind: 'interactive', name, payload, acceptsAnswer: false });
  }
};

const OPTION_LIMIT = 100;
const OPTION_TEXT_LIMIT = 75;

const isOption = (fields: Fields): fields is Option => {
  const [text, value] = [wordsOf(fields.text), textOf(fields.value)];
  return text !== '' && text.length <= OPTION_TEXT_LIMIT && value !== '' && value.length <= OPTION_TEXT_LIMIT;
};

const readOptions = (body: unknown): Option[] | null => {
  if (!isFields(body)) return null;
  const groups = listOf(body.option_groups);
  const given = [...listOf(body.options), ...groups.flatMap((group) => listOf(group.options))];
  const isGiven = Array.isArray(body.options) || groups.length > 0;
  const options = given.filter(isOption);
  return isGiven && options.length === given.length && given.length <= OPTION_LIMIT ? options : null;
};

/** What an external menu offers for the typed letters; a bad or late answer leaves the menu empty, with a notice. */
export const runSuggestion = async (
  { world, deliver }: ActParts,
  act: { person: Person; placed: Placed; text: string; target: ActTarget },
): Promise<Option[]> => {
  const { person, placed, text, target } = act;
  const payload = suggestionPayload(world, { person, placed, text, at: target });
  const name = `block_suggestion ${placed.element.action_id}`;
  const answer = await deliver({ ...once, kind: 'interactive', name, payload, acceptsAnswer: true });
  const problem = answer.kind === 'acked' ? checkOptionsAnswer(answer.body) : null;
  const options = answer.kind === 'acked' && problem === null ? readOptions(answer.body) : null;
  if (options !== null) return options;
  const { code, detail } =
    answer.kind === 'failed'
      ? answer
      : { code: 'invalid_response', detail: problem?.messages.join('; ') ?? 'no valid options, or more than 100' };
  world.notices.add({
    person: person.id,
    kind: 'options',
    code,
    text: 'Something went wrong loading options.',
    detail,
    channel: null,
  });
  return [];
};
