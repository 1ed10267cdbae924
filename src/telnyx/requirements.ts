import type { RequirementType } from '../domain/requirement.ts';
import { isAppError } from '../errors.ts';
import type { Client } from './client.ts';
import { readAll } from './paging.ts';
import { path } from './path.ts';
import type { Telnyx } from './telnyx.ts';
import { list, one, toLaterPageQuery, toPageQuery } from './wire/envelope.ts';
import { type RequirementSet, requirementSet, requirementType, toRequirementsFilter } from './wire/requirements.ts';

type Filter = { country: string; numberType: string };

/** Those that Telnyx describes as values of this filter; the others are asked for too, but may be refused. */
const DESCRIBED_TYPES = new Set(['local', 'national', 'toll_free']);

const fits = (set: RequirementSet, { country, numberType }: Filter) =>
  (set.country ?? country) === country &&
  (set.numberType ?? numberType) === numberType &&
  ['ordering', 'both'].includes(set.action ?? 'ordering');

const isInForce = ({ startsAt, endsAt }: RequirementSet, now: number) =>
  (startsAt === null || startsAt <= now) && (endsAt === null || now < endsAt);

const byId = (types: RequirementType[]) => [...new Map(types.map((type) => [type.id, type])).values()];

export const createRequirements = (client: Client, clock: { now(): number }): Telnyx['requirements'] => {
  const readSets = (country: string, numberType: string | null) =>
    readAll({
      read: (page) =>
        client.get({
          path: path`/requirements`,
          query: { ...toRequirementsFilter({ country, numberType }), ...toPageQuery(page) },
          answer: list(requirementSet),
        }),
      isPagingDocumented: true,
    });

  /** A type that the filter does not take is asked for without it, and picked from the country's list. */
  const readFitting = ({ country, numberType }: Filter) =>
    readSets(country, numberType).catch((error: unknown) => {
      if (!isAppError(error, 'telnyx_refused') || DESCRIBED_TYPES.has(numberType)) throw error;
      return readSets(country, null);
    });

  return {
    list: async (filter) => {
      const { items } = await readFitting(filter);
      const now = clock.now();
      return byId(items.filter((set) => fits(set, filter) && isInForce(set, now)).flatMap(({ types }) => types));
    },

    types: async () => {
      const { items } = await readAll({
        read: (page) =>
          client.get({ path: path`/requirement_types`, query: toLaterPageQuery(page), answer: list(requirementType) }),
      });
      return items;
    },

    type: (requirementTypeId) =>
      client.get({ path: path`/requirement_types/${requirementTypeId}`, answer: one(requirementType) }),
  };
};
