import { toBlocks } from './elements.ts';
import type { Feed } from './feed.ts';
import { refuse } from './refusal.ts';
import type { WorkspaceSeed } from './seed.ts';
import { type Fields, isFields, type PlainText, type StateValue, textOf, type View } from './shapes.ts';
import type { Stamps } from './stamps.ts';
import { toState } from './state-values.ts';

/** Slack shows at most three modals one over the other. */
export const STACK_LIMIT = 3;

export type Views = {
  /** Replaces whatever modal the person has open. */
  open(person: string, given: Fields, currentChannel?: string | null): View;
  /** Refuses a fourth modal with `push_limit_reached`. */
  push(person: string, given: Fields, currentChannel?: string | null): View;
  /** Refuses with `not_found` or, when the hash is not the view's present one, `hash_conflict`. */
  update(request: { viewId?: string; externalId?: string; hash?: string; given: Fields }): View;
  publish(request: { person: string; hash?: string; given: Fields }): View;
  /** Takes the view and all that stand over it off the stack. */
  close(viewId: string): void;
  /** @returns what was open, topmost first */
  clear(person: string): View[];
  find(viewId: string): { person: string; view: View } | null;
  /** Undermost first. */
  stack(person: string): View[];
  top(person: string): View | null;
  home(person: string): View | null;
  setValue(viewId: string, place: { blockId: string; actionId: string; value: StateValue }): void;
  errors(viewId: string): Record<string, string>;
  setErrors(viewId: string, errors: Record<string, string>): void;
};

type Parts = { seed: WorkspaceSeed; stamps: Stamps; feed: Feed };
type Place = { earlier: View | null; previous: View | null; currentChannel: string | null };

const plainText = (value: unknown): PlainText | null =>
  isFields(value) ? { type: 'plain_text', text: textOf(value.text), emoji: value.emoji !== false } : null;

const toView = (given: Fields, place: Place, { seed, stamps }: Parts): View => {
  const { earlier, previous } = place;
  const blocks = toBlocks(given.blocks, () => stamps.id('b'));
  const id = earlier?.id ?? stamps.id('V');
  return {
    id,
    team_id: seed.team.id,
    type: textOf(given.type),
    blocks,
    private_metadata: textOf(given.private_metadata),
    callback_id: textOf(given.callback_id),
    state: {
      values: toState({
        blocks,
        earlier: earlier === null ? null : { blocks: earlier.blocks, values: earlier.state.values },
        currentChannel: place.currentChannel,
      }),
    },
    hash: stamps.hash(),
    title: plainText(given.title) ?? { type: 'plain_text', text: 'View Title', emoji: true },
    close: plainText(given.close),
    submit: plainText(given.submit),
    clear_on_close: given.clear_on_close === true,
    notify_on_close: given.notify_on_close === true,
    root_view_id: earlier?.root_view_id ?? previous?.root_view_id ?? id,
    previous_view_id: earlier?.previous_view_id ?? previous?.id ?? null,
    app_id: seed.app.id,
    external_id: textOf(given.external_id),
    app_installed_team_id: seed.team.id,
    bot_id: seed.app.botId,
  };
};

export const createViews = (parts: Parts): Views => {
  const { feed } = parts;
  const stacks = new Map<string, View[]>();
  const homes = new Map<string, View>();
  const faults = new Map<string, Record<string, string>>();
  const stack = (person: string) => stacks.get(person) ?? [];
  const find = (viewId: string) => {
    for (const [person, views] of stacks) {
      const view = views.find((one) => one.id === viewId);
      if (view !== undefined) return { person, view };
    }
    for (const [person, view] of homes) if (view.id === viewId) return { person, view };
    return null;
  };
  const findExternal = (externalId: string) =>
    [...stacks.values()].flat().find((view) => view.external_id === externalId && externalId !== '') ?? null;
  const save = (person: string, view: View) => {
    if (view.type === 'home') homes.set(person, view);
    else stacks.set(person, stack(person).map((one) => (one.id === view.id ? view : one)));
  };
  const add = (person: string, given: Fields, currentChannel: string | null | undefined) => {
    if (findExternal(textOf(given.external_id)) !== null) refuse('duplicate_external_id');
    const place = { earlier: null, previous: stack(person).at(-1) ?? null, currentChannel: currentChannel ?? null };
    const view = toView(given, place, parts);
    stacks.set(person, [...stack(person), view]);
    feed.emit({ type: 'view_opened', person, view });
    return view;
  };
  const closeFrom = (person: string, index: number) => {
    const closed = stack(person).slice(index).reverse();
    stacks.set(person, stack(person).slice(0, index));
    for (const view of closed) feed.emit({ type: 'view_closed', person, view });
    return closed;
  };
  const replace = (person: string, earlier: View, given: Fields) => {
    const view = toView({ ...given, external_id: given.external_id ?? earlier.external_id }, { earlier, previous: null, currentChannel: null }, parts);
    faults.delete(view.id);
    save(person, view);
    return view;
  };
  const checkHash = (view: View, hash: string | undefined) => {
    if (hash !== undefined && hash !== '' && hash !== view.hash) refuse('hash_conflict');
  };
  return {
    open: (person, given, currentChannel) => {
      closeFrom(person, 0);
      return add(person, given, currentChannel);
    },
    push: (person, given, currentChannel) => {
      if (stack(person).length >= STACK_LIMIT) refuse('push_limit_reached');
      return add(person, given, currentChannel);
    },
    update: ({ viewId, externalId, hash, given }) => {
      const found = find(viewId ?? findExternal(externalId ?? '')?.id ?? '') ?? refuse('not_found');
      checkHash(found.view, hash);
      const view = replace(found.person, found.view, given);
      feed.emit({ type: 'view_changed', person: found.person, view });
      return view;
    },
    publish: ({ person, hash, given }) => {
      const earlier = homes.get(person);
      if (earlier !== undefined) checkHash(earlier, hash);
      const view = toView(given, { earlier: earlier ?? null, previous: null, currentChannel: null }, parts);
      homes.set(person, view);
      feed.emit({ type: 'home_published', person, view });
      return view;
    },
    close: (viewId) => {
      const found = find(viewId);
      if (found === null || found.view.type === 'home') return;
      closeFrom(found.person, stack(found.person).findIndex((view) => view.id === viewId));
    },
    clear: (person) => closeFrom(person, 0),
    find,
    stack: (person) => [...stack(person)],
    top: (person) => stack(person).at(-1) ?? null,
    home: (person) => homes.get(person) ?? null,
    setValue: (viewId, { blockId, actionId, value }) => {
      const found = find(viewId);
      if (found === null) return;
      const values = { ...found.view.state.values, [blockId]: { ...found.view.state.values[blockId], [actionId]: value } };
      save(found.person, { ...found.view, state: { values } });
      feed.emit({ type: 'state_changed', person: found.person, where: viewId });
    },
    errors: (viewId) => faults.get(viewId) ?? {},
    setErrors: (viewId, errors) => {
      faults.set(viewId, errors);
      const person = find(viewId)?.person;
      if (person !== undefined) feed.emit({ type: 'view_errors', person, viewId, errors });
    },
  };
};
