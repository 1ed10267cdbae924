import { commentsOf, type DeskComment } from './desk-overview.ts';
import { requirementType } from './requirement-catalogue.ts';
import { type Simulation, settle } from './simulation.ts';
import type { GroupAnswer, GroupStatus, RequirementGroup } from './state.ts';

/** A requirement group as a reviewer sees it. Instants are epoch milliseconds. */
export type DeskGroup = {
  groupId: string;
  reference: string | null;
  country: string;
  numberType: string;
  status: GroupStatus;
  requirements: DeskGroupRequirement[];
  comments: DeskComment[];
};

export type DeskGroupRequirement = {
  requirementId: string;
  name: string;
  fieldType: string;
  status: GroupAnswer['status'];
  /** As given: a text, or the id of an address or document. */
  value: string | null;
  filename: string | null;
  expiresAt: number | null;
};

type GroupRef = { groupId: string };

export const findGroup = ({ state }: Simulation, groupId: string): RequirementGroup => {
  const group = state.groups.get(groupId);
  if (group === undefined) throw new Error(`The desk knows no requirement group ${groupId}.`);
  return group;
};

const toDeskGroup = ({ state }: Simulation, group: RequirementGroup): DeskGroup => ({
  groupId: group.id,
  reference: group.reference,
  country: group.country,
  numberType: group.numberType,
  status: group.status,
  requirements: group.answers.map(({ requirementId, fieldType, status, value, expiresAt }) => ({
    requirementId,
    name: requirementType(requirementId)?.name ?? requirementId,
    fieldType,
    status,
    value,
    filename: state.documents.get(value ?? '')?.filename ?? null,
    expiresAt,
  })),
  comments: commentsOf(state, group.id),
});

/** Requirement groups at the desk: what there is, and what is decided about it. */
export const createGroupDesk = (
  simulation: Simulation,
  { comment: say }: { comment: (on: { body: string } & GroupRef) => void },
) => {
  const decide = (groupId: string, change: (group: RequirementGroup) => void): void => {
    const now = settle(simulation);
    const group = findGroup(simulation, groupId);
    change(group);
    group.updatedAt = now;
    simulation.state.version += 1;
  };

  return {
    /** All of the account, oldest first. */
    groups: (): DeskGroup[] => {
      settle(simulation);
      return [...simulation.state.groups.values()].map((group) => toDeskGroup(simulation, group));
    },
    group: (groupId: string): DeskGroup => {
      settle(simulation);
      return toDeskGroup(simulation, findGroup(simulation, groupId));
    },
    /** The whole group with all its values. `expiresAt`: until when all of them are good; null: for good; absent: as before. */
    approveGroup: (groupId: string, until: { expiresAt?: number | null } = {}): void =>
      decide(groupId, (group) => {
        group.status = 'approved';
        for (const answer of group.answers) Object.assign(answer, { status: 'approved', ...until });
      }),
    /** For the named values, or all that are there; with a comment, as Number Ops does (null: without). Tells nobody else. */
    declineGroup: (
      groupId: string,
      { requirementIds, comment = null }: { requirementIds?: string[]; comment?: string | null } = {},
    ): void => {
      decide(groupId, (group) => {
        group.status = 'declined';
        for (const answer of group.answers) {
          const isMeant = requirementIds?.includes(answer.requirementId) ?? answer.value !== null;
          if (isMeant) answer.status = 'declined';
        }
      });
      if (comment !== null) say({ groupId, body: comment });
    },
    /** The rules changed: the group can no longer be used. */
    retireGroup: (groupId: string): void =>
      decide(groupId, (group) => {
        group.status = 'no-longer-eligible';
      }),
    /** Until when one value is good (null: for good). When it runs out, so does the group. */
    expireValue: ({
      groupId,
      requirementId,
      expiresAt,
    }: GroupRef & { requirementId: string; expiresAt: number | null }): void => {
      decide(groupId, ({ answers }) => {
        const answer = answers.find((known) => known.requirementId === requirementId);
        if (!answer || answer.value === null) throw new Error('Only a value that is there can run out.');
        if (answer.status === 'expired') throw new Error('That value has run out: it has to be given anew.');
        answer.expiresAt = expiresAt;
      });
    },
  };
};
