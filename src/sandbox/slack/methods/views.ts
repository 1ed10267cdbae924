import { checkView } from '../check/check-view.ts';
import { refuse } from '../refusal.ts';
import { type Fields, isFields } from '../shapes.ts';
import { findPerson } from '../world.ts';
import { json, type MethodCall, type Methods, required, text } from './method.ts';

/** A view that breaks a rule is refused before its trigger is spent, so the app may try again. */
const readView = (args: Fields, type: 'modal' | 'home'): Fields => {
  const problem = checkView(args.view);
  if (problem !== null) refuse(problem.error, { messages: problem.messages });
  const view = json(args, 'view');
  if (!isFields(view) || view.type !== type) {
    return refuse('invalid_arguments', { messages: [`[ERROR] must be of type ${type} [json-pointer:/view/type]`] });
  }
  return view;
};

const triggerOf = (args: Fields): string => text(args, 'trigger_id') || required(args, 'interactivity_pointer');

const open = ({ world, args }: MethodCall): Fields => {
  const view = readView(args, 'modal');
  const { person, channel } = world.triggers.check(triggerOf(args));
  world.triggers.use(triggerOf(args));
  return { view: world.views.open({ person, given: view, currentChannel: channel }) };
};

const push = ({ world, args }: MethodCall): Fields => {
  const view = readView(args, 'modal');
  const { person, channel, viewId } = world.triggers.check(triggerOf(args));
  if (viewId === null || world.views.find(viewId) === null) refuse('invalid_trigger_id');
  const pushed = world.views.push({ person, given: view, currentChannel: channel });
  world.triggers.use(triggerOf(args));
  return { view: pushed };
};

const update = ({ world, args }: MethodCall): Fields => {
  const [viewId, externalId] = [text(args, 'view_id'), text(args, 'external_id')];
  if (viewId === '' && externalId === '') required(args, 'view_id');
  const target = viewId === '' ? { externalId } : { viewId };
  const shown = world.views.find(viewId)?.view.type === 'home' ? 'home' : 'modal';
  const view = readView(args, shown);
  return { view: world.views.update({ ...target, hash: text(args, 'hash'), given: view }) };
};

const publish = ({ world, args }: MethodCall): Fields => {
  const view = readView(args, 'home');
  const person = findPerson(world, required(args, 'user_id')) ?? refuse('user_not_found');
  if (person.isBot || person.isStranger) refuse('not_enabled');
  return { view: world.views.publish({ person: person.id, hash: text(args, 'hash'), given: view }) };
};

/** None of them needs a scope. */
export const viewsMethods: Methods = {
  'views.open': { token: 'bot', scopes: [], run: open },
  'views.push': { token: 'bot', scopes: [], run: push },
  'views.update': { token: 'bot', scopes: [], run: update },
  'views.publish': { token: 'bot', scopes: [], run: publish },
};
