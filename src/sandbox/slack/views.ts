import type { Feed } from './feed.ts';
import { refuse } from './refusal.ts';
import type { WorkspaceSeed } from './seed.ts';
import { type Fields, type StateValue, textOf, type View } from './shapes.ts';
import type { Stamps } from './stamps.ts';
import { toView } from './to-view.ts';
import { createViewShelf, type KeptViews, type OwnedView, type ViewShelf } from './view-shelf.ts';

/** Slack shows at most three modals one over the other. */
export const STACK_LIMIT = 3;

/** `currentChannel`: where the person was, for menus that begin with it. */
export type NewView = { person: string; given: Fields; currentChannel?: string | null };

export type Views = {
  /** Replaces whatever modal the person has open. */
  open(view: NewView): View;
  /** Refuses a fourth modal with `push_limit_reached`. */
  push(view: NewView): View;
  /** Refuses with `not_found` or, when the hash is not the view's present one, `hash_conflict`. */
  update(request: { viewId?: string; externalId?: string; hash?: string; given: Fields }): View;
  publish(request: { person: string; hash?: string; given: Fields }): View;
  /** Takes the view and all that stand over it off the stack. */
  close(viewId: string): void;
  /** @returns what was open, topmost first */
  clear(person: string): View[];
  find(viewId: string): OwnedView | null;
  /** Undermost first. */
  stack(person: string): View[];
  top(person: string): View | null;
  home(person: string): View | null;
  setValue(viewId: string, place: { blockId: string; actionId: string; value: StateValue }): void;
  errors(viewId: string): Record<string, string>;
  setErrors(viewId: string, errors: Record<string, string>): void;
  keep(): KeptViews;
};

type Parts = { seed: WorkspaceSeed; stamps: Stamps; feed: Feed; kept?: KeptViews | undefined };

const checkHash = (view: View, hash: string | undefined) => {
  if (hash !== undefined && hash !== '' && hash !== view.hash) refuse('hash_conflict');
};

const createFieldState = (shelf: ViewShelf, feed: Feed) => {
  const faults = new Map<string, Record<string, string>>();
  const setValue: Views['setValue'] = (viewId, { blockId, actionId, value }) => {
    const found = shelf.find(viewId);
    if (found === null) return;
    const { person, view } = found;
    const before = view.state.values;
    const values = { ...before, [blockId]: { ...before[blockId], [actionId]: value } };
    shelf.save({ person, view: { ...view, state: { values } } });
    feed.emit({ type: 'state_changed', person, where: viewId });
  };
  const setErrors: Views['setErrors'] = (viewId, errors) => {
    faults.set(viewId, errors);
    const found = shelf.find(viewId);
    if (found !== null) feed.emit({ type: 'view_errors', person: found.person, viewId, errors });
  };
  return { setValue, setErrors, errors: (viewId: string) => faults.get(viewId) ?? {}, faults };
};

const createShowing = (shelf: ViewShelf, parts: Parts) => {
  const { feed, seed, stamps } = parts;
  const add = ({ person, given, currentChannel = null }: NewView): View => {
    if (shelf.findExternal(textOf(given.external_id)) !== null) refuse('duplicate_external_id');
    const place = { earlier: null, previous: shelf.stack(person).at(-1) ?? null, currentChannel };
    const view = toView(given, { place, seed, stamps });
    shelf.add({ person, view });
    return view;
  };
  const replace = (earlier: View, given: Fields): View =>
    toView(given, { place: { earlier, previous: null, currentChannel: null }, seed, stamps });
  const publish: Views['publish'] = ({ person, hash, given }) => {
    const earlier = shelf.home(person);
    if (earlier !== null) checkHash(earlier, hash);
    const view = toView(given, { place: { earlier, previous: null, currentChannel: null }, seed, stamps });
    shelf.save({ person, view });
    feed.emit({ type: 'home_published', person, view });
    return view;
  };
  return { add, replace, publish };
};

export const createViews = (parts: Parts): Views => {
  const { feed } = parts;
  const shelf = createViewShelf(feed, parts.kept);
  const { add, replace, publish } = createShowing(shelf, parts);
  const { faults, ...fields } = createFieldState(shelf, feed);
  return {
    ...fields,
    publish,
    open: (given) => {
      shelf.takeFrom(given.person, 0);
      return add(given);
    },
    push: (given) => {
      if (shelf.stack(given.person).length >= STACK_LIMIT) refuse('push_limit_reached');
      return add(given);
    },
    update: ({ viewId, externalId, hash, given }) => {
      const found = viewId === undefined ? shelf.findExternal(externalId ?? '') : shelf.find(viewId);
      const { person, view } = found ?? refuse('not_found');
      checkHash(view, hash);
      const next = replace(view, given);
      faults.delete(view.id);
      shelf.save({ person, view: next });
      feed.emit({ type: next.type === 'home' ? 'home_published' : 'view_changed', person, view: next });
      return next;
    },
    close: (viewId) => {
      const found = shelf.find(viewId);
      if (found === null || found.view.type === 'home') return;
      const index = shelf.stack(found.person).findIndex((view) => view.id === viewId);
      shelf.takeFrom(found.person, index);
    },
    clear: (person) => shelf.takeFrom(person, 0),
    find: shelf.find,
    stack: shelf.stack,
    top: (person) => shelf.stack(person).at(-1) ?? null,
    home: shelf.home,
    keep: shelf.keep,
  };
};
