import type { OwedGroupUpdate, TrackedGroup } from '../../src/domain/tracked-group.ts';
import type { GroupThreads } from '../../src/flows/group-threads.ts';
import type { TrackedGroups } from '../../src/store/tracked-groups.ts';
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
  | { kind: 'card' | 'card-update'; group: TrackedGroup }
  | { kind: 'update'; group: TrackedGroup; update: OwedGroupUpdate };

export const createFakeGroupThreads = (life: Life) => {
  const posted: PostedOfGroup[] = [];
  const post = <Result>(name: string, message: PostedOfGroup, result: Result): Promise<Result> =>
    life.run(name, () => {
      posted.push(structuredClone(message));
      return result;
    });
  const threads: GroupThreads = {
    postCard: (group) => post('slack.postGroupCard', { kind: 'card', group }, { cardTs: `23.${posted.length}` }),
    updateCard: (group) => post('slack.updateGroupCard', { kind: 'card-update', group }, undefined),
    postUpdate: (group, update) => post('slack.postGroupUpdate', { kind: 'update', group, update }, undefined),
  };
  return {
    ...threads,
    posted,
    cards: () => posted.filter(({ kind }) => kind === 'card'),
    /** Kinds of what was told, one list for each message. */
    told: (): string[][] =>
      posted.flatMap((message) => (message.kind === 'update' ? [message.update.changes.map(({ kind }) => kind)] : [])),
  };
};
