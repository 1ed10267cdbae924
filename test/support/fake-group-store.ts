import type { OwedGroupUpdate, TrackedGroup } from '../../src/domain/tracked-group.ts';
import type { GroupThreads } from '../../src/flows/group-threads.ts';
import type { TrackedGroups } from '../../src/store/tracked-groups.ts';
import { createFakePlaces } from './fake-places.ts';
import type { Life } from './fakes.ts';

export const createFakeGroupStore = (life: Life) => {
  const saved = new Map<string, TrackedGroup>();
  const tails = new Map<string, Promise<unknown>>();
  const copy = (id: string): TrackedGroup | null => structuredClone(saved.get(id) ?? null);

  const groups: TrackedGroups = {
    create: (group) =>
      life.run('groups.create', () => {
        if (saved.has(group.id)) return false;
        saved.set(group.id, structuredClone(group));
        return true;
      }),
    get: (id) => life.run('groups.get', () => copy(id)),
    update: (id, change) =>
      life.run('groups.update', () => {
        const group = copy(id);
        const changed = group && change(group);
        if (changed) saved.set(id, structuredClone(changed));
        return copy(id);
      }),
    withLock: (id, work) => {
      const turn = (tails.get(id) ?? Promise.resolve()).then(work);
      tails.set(
        id,
        turn.catch(() => undefined),
      );
      return turn;
    },
    list: () => life.run('groups.list', () => [...saved.keys()].flatMap((id) => copy(id) ?? [])),
  };
  return { ...groups, text: (): string => JSON.stringify([...saved.values()]) };
};

export type PostedOfGroup =
  | { kind: 'card'; group: TrackedGroup; cardTs: string; mayRepeat: boolean }
  | { kind: 'card-update'; group: TrackedGroup }
  | { kind: 'update'; group: TrackedGroup; update: OwedGroupUpdate; mayRepeat: boolean };

export const createFakeGroupThreads = (life: Life) => {
  const posted: PostedOfGroup[] = [];
  const places = createFakePlaces();
  let count = 0;
  const post = (name: string, { message, at }: { message: PostedOfGroup; at: Parameters<typeof places.check>[0] }) =>
    life.run(name, () => {
      places.check(at);
      posted.push(structuredClone(message));
    });
  const threads: GroupThreads = {
    postCard: async (group, { mayRepeat }) => {
      count += 1;
      const place = { channelId: places.channelOf(group.channelId), cardTs: `23.${count}` };
      const message = { kind: 'card', group, cardTs: place.cardTs, mayRepeat } as const;
      await post('slack.postGroupCard', { message, at: { channelId: group.channelId } });
      return place;
    },
    updateCard: (group) => post('slack.updateGroupCard', { message: { kind: 'card-update', group }, at: group }),
    postUpdate: (group, { mayRepeat, ...update }) =>
      post('slack.postGroupUpdate', { message: { kind: 'update', group, update, mayRepeat }, at: group }),
    findPosted: (group, posting) =>
      life.run('slack.findGroupPost', () =>
        places.find(posted, {
          posting,
          isIt: (message) =>
            message.kind === posting.kind &&
            message.group.id === group.id &&
            (message.kind !== 'update' || message.update.id === posting.id),
          tsOf: (message) => (message.kind === 'card' ? message.cardTs : ''),
        }),
      ),
  };
  return {
    ...threads,
    posted,
    places,
    cards: () => posted.filter((message) => message.kind === 'card'),
    updates: () => posted.filter((message) => message.kind === 'update'),
    /** Kinds of what was told, one list for each message. */
    told: (): string[][] =>
      posted.flatMap((message) => (message.kind === 'update' ? [message.update.changes.map(({ kind }) => kind)] : [])),
  };
};
