import type { Client } from './client.ts';
import { readAll } from './paging.ts';
import { path } from './path.ts';
import type { Telnyx } from './telnyx.ts';
import { list, one, toLaterPageQuery } from './wire/envelope.ts';
import { requirementGroup, toGroupsFilter } from './wire/requirement-groups.ts';

export const createRequirementGroups = (client: Client): Telnyx['requirementGroups'] => ({
  list: async (filter) => {
    const { items } = await readAll({
      read: (page) =>
        client.get({
          path: path`/requirement_groups`,
          query: { ...toGroupsFilter(filter), ...toLaterPageQuery(page) },
          answer: list(requirementGroup),
        }),
    });
    return items;
  },

  get: (groupId) => client.get({ path: path`/requirement_groups/${groupId}`, answer: one(requirementGroup) }),
});
