import type { Comment } from '../../src/domain/order.ts';
import type { RequirementGroup } from '../../src/domain/requirement-group.ts';
import { AppError } from '../../src/errors.ts';
import type { ExternalRequirementRef, RequirementValue, Telnyx } from '../../src/telnyx/telnyx.ts';
import { type FakeAccount, notFound } from './fake-account.ts';

const NO_PRE_APPROVAL = ['IT'];

const refused = (why: string): never => {
  throw new AppError('telnyx_refused', why);
};

type Run = <Result>(name: string, act: () => Result) => Promise<Result>;

/** Sets values in a group; what was decided is open again. */
const fillGroup = (group: RequirementGroup, values: RequirementValue[]): void => {
  for (const { requirementId, value } of values) {
    const asked = group.requirements.find((known) => known.requirementId === requirementId);
    Object.assign(asked ?? refused('unknown requirement'), { value, answered: true, expiresAt: null });
  }
  group.status = 'unapproved';
};

/** Groups, the copying of their values, and acts of the end user, as the fake Telnyx has them. */
export const createFakeGroups = ({ state, throwIfSick, partOf, answer }: FakeAccount, run: Run) => {
  const groupOf = (id: string): RequirementGroup => state.groups.find((group) => group.id === id) ?? notFound('group');
  const show = (group: RequirementGroup): RequirementGroup => structuredClone(group);

  const valuesOf = (groupId: string): RequirementValue[] =>
    groupOf(groupId).requirements.flatMap(({ requirementId, value }) =>
      value === null ? [] : [{ requirementId, value }],
    );

  const copyGroup = (partId: string, groupId: string): void => {
    const values = valuesOf(groupId);
    if (values.length < groupOf(groupId).requirements.length) refused('values are missing');
    answer(partOf(partId), values);
  };

  const requirementGroups: Telnyx['requirementGroups'] = {
    list: (filter) =>
      run('groups.list', () =>
        state.groups
          .filter(
            ({ country, numberType }) => !filter || (country === filter.country && numberType === filter.numberType),
          )
          .map(show),
      ),
    get: (id) =>
      run('groups.get', () => {
        throwIfSick(id);
        return show(groupOf(id));
      }),
    create: ({ country, numberType, reference }) =>
      run('groups.create', () => {
        const requirements = (state.paperwork[`${country}:${numberType}`] ?? []).map(({ id, kind }) => ({
          requirementId: id,
          kind,
          answered: false,
          value: null,
          status: 'unapproved',
          expiresAt: null,
        }));
        const id = `group-${state.groups.length + 1}`;
        state.groups.push({ id, country, numberType, reference, status: 'unapproved', requirements });
        return show(groupOf(id));
      }),
    update: (id, { values, reference }) =>
      run('groups.update', () => {
        const group = groupOf(id);
        if (values) fillGroup(group, values);
        group.reference = reference ?? group.reference;
        return show(group);
      }),
    submit: (id) =>
      run('groups.submit', () => {
        const group = groupOf(id);
        if (NO_PRE_APPROVAL.includes(group.country)) refused('no pre-approval there');
        if (group.requirements.some(({ answered }) => !answered)) refused('values are missing');
        group.status = 'pending-approval';
        return show(group);
      }),
    remove: (id) =>
      run('groups.remove', () => {
        state.groups.splice(state.groups.indexOf(groupOf(id)), 1);
      }),
  };

  const keyOf = ({ requirementId, subOrderId }: ExternalRequirementRef): string => {
    const asked = partOf(subOrderId).requirements.find((known) => known.requirementId === requirementId);
    if (asked?.kind !== 'action') refused('not an action');
    return `${requirementId}:${subOrderId}`;
  };

  const externalRequirements: Telnyx['externalRequirements'] = {
    get: (on) =>
      run('externalRequirements.get', () => ({
        link: state.links[keyOf(on)] ?? null,
        fields: ['first_name', 'last_name'].map((name) => ({ name, description: null })),
      })),
    create: (on) =>
      run('externalRequirements.create', () => {
        const link = `https://verify.example/${keyOf(on)}`;
        state.links[keyOf(on)] = link;
        return { link, fields: [] };
      }),
  };

  const commentsOf = (groupId: string): Comment[] => {
    state.groupComments[groupOf(groupId).id] ??= [];
    return state.groupComments[groupId] as Comment[];
  };

  const listComments: Telnyx['comments']['listOfGroup'] = (groupId) =>
    run('comments.listOfGroup', () => structuredClone(commentsOf(groupId)));

  return { requirementGroups, externalRequirements, listComments, commentsOf, valuesOf, copyGroup };
};
