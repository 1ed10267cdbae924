import type { Feed } from './feed.ts';
import type { View } from './shapes.ts';

export type OwnedView = { person: string; view: View };

/** Which views stand before whom: a stack of modals and a Home tab for each person. Views are replaced, never changed. */
export type ViewShelf = {
  stack(person: string): View[];
  home(person: string): View | null;
  find(viewId: string): OwnedView | null;
  findExternal(externalId: string): OwnedView | null;
  /** Lays a modal on top. */
  add(owned: OwnedView): void;
  /** Puts a newer version in place. */
  save(owned: OwnedView): void;
  /** @returns what was taken off, topmost first */
  takeFrom(person: string, index: number): View[];
  keep(): KeptViews;
};

/** By person. */
export type KeptViews = { stacks: Map<string, View[]>; homes: Map<string, View> };

export const createViewShelf = (feed: Feed, kept?: KeptViews): ViewShelf => {
  const stacks = kept?.stacks ?? new Map<string, View[]>();
  const homes = kept?.homes ?? new Map<string, View>();
  const stack = (person: string): View[] => [...(stacks.get(person) ?? [])];
  const owned = (): OwnedView[] => [
    ...[...stacks].flatMap(([person, views]) => views.map((view) => ({ person, view }))),
    ...[...homes].map(([person, view]) => ({ person, view })),
  ];
  return {
    stack,
    keep: () => ({ stacks, homes }),
    home: (person) => homes.get(person) ?? null,
    find: (viewId) => owned().find(({ view }) => view.id === viewId) ?? null,
    findExternal: (externalId) =>
      externalId === '' ? null : (owned().find(({ view }) => view.external_id === externalId) ?? null),
    add: ({ person, view }) => {
      stacks.set(person, [...stack(person), view]);
      feed.emit({ type: 'view_opened', person, view });
    },
    save: ({ person, view }) => {
      if (view.type === 'home') homes.set(person, view);
      const next = stack(person).map((one) => (one.id === view.id ? view : one));
      stacks.set(person, next);
    },
    takeFrom: (person, index) => {
      const taken = stack(person).slice(index).reverse();
      stacks.set(person, stack(person).slice(0, index));
      for (const view of taken) feed.emit({ type: 'view_closed', person, view });
      return taken;
    },
  };
};
