import { notFound } from './errors.ts';
import { enumOf, PAGE } from './query.ts';
import {
  REQUIREMENTS,
  type Requirement,
  type RequirementType,
  requirementType,
  requirementTypes,
} from './requirement-catalogue.ts';
import { type Call, data, paged, param, type Reply, type Route, whole } from './route.ts';

const SINCE = '2024-09-16T00:00:00.000Z';

const toType = ({ id, name, type, description, example, acceptance_criteria: criteria }: RequirementType) => ({
  id,
  record_type: 'requirement_type',
  name,
  type,
  description,
  example,
  acceptance_criteria: {
    min_length: criteria.min_length ?? null,
    max_length: criteria.max_length ?? null,
    acceptable_characters: criteria.acceptable_characters ?? null,
    acceptable_values: criteria.acceptable_values ?? [],
    locality_limit: criteria.locality_limit ?? null,
    time_limit: criteria.time_limit ?? null,
  },
  created_at: SINCE,
  updated_at: SINCE,
});

const toRequirement = (requirement: Requirement) => ({
  id: requirement.requirement_id,
  record_type: 'requirement',
  country_code: requirement.country_code,
  phone_number_type: requirement.phone_number_type,
  action: 'ordering',
  locality: null,
  version: 1,
  effective_start_at: SINCE,
  effective_end_at: null,
  requirement_types: requirement.requirement_types.map(toType),
  created_at: SINCE,
  updated_at: SINCE,
});

const list = (call: Call): Reply => {
  const { query } = call;
  const country = query.text('filter[country_code]')?.toUpperCase() ?? null;
  const numberType = query.text('filter[phone_number_type]');
  const action =
    enumOf(query, { name: 'filter[action]', words: ['branded_calling', 'ordering', 'porting'] }) ?? 'ordering';
  const found = REQUIREMENTS.filter(
    (requirement) =>
      action === 'ordering' &&
      (country === null || requirement.country_code === country) &&
      (numberType === null || requirement.phone_number_type === numberType),
  );
  return paged(call, { items: found, toWire: toRequirement });
};

const get = (call: Call): Reply => {
  const found = REQUIREMENTS.find((requirement) => requirement.requirement_id === param(call, 'id'));
  if (found === undefined) throw notFound();
  return data(toRequirement(found));
};

const listTypes = ({ query }: Call): Reply => {
  const part = query.text('filter[name][contains]')?.toLowerCase() ?? '';
  return whole(
    requirementTypes().filter(({ name }) => name.toLowerCase().includes(part)),
    toType,
  );
};

const getType = (call: Call): Reply => {
  const found = requirementType(param(call, 'id'));
  if (found === undefined) throw notFound();
  return data(toType(found));
};

const FILTERS = ['filter[country_code]', 'filter[phone_number_type]', 'filter[action]', 'sort', 'version', ...PAGE];

export const requirementRoutes: Route[] = [
  { method: 'GET', path: '/requirements', query: FILTERS, handle: list },
  { method: 'GET', path: '/requirements/{id}', query: ['version'], handle: get },
  { method: 'GET', path: '/requirement_types', query: ['filter[name][contains]', 'sort'], handle: listTypes },
  { method: 'GET', path: '/requirement_types/{id}', handle: getType },
];
