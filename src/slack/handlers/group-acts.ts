import type { PartChoice } from '../../domain/group-parts.ts';
import { AppError } from '../../errors.ts';
import type { ActionHandler, HandlerDeps, ViewHandler } from '../handler.ts';
import { type GroupActName, groupMoreRef, groupRef } from '../ids-of-groups.ts';
import type { Surface } from '../surface.ts';
import { escapeLine } from '../views/blocks.ts';
import type { FormState } from '../views/form-inputs.ts';
import {
  appliedModal,
  applyGroupModal,
  deleteGroupModal,
  readApplyForm,
  readRenameForm,
  renameGroupModal,
} from '../views/group-modals.ts';
import { groupStateText, groupTitle } from '../views/group-words.ts';
import { loadingModal, noticeModal } from '../views/notice-modal.ts';
import { savingForm } from '../views/submitted-form.ts';
import { counted } from '../views/words.ts';
import { clickedValue } from './clicked-value.ts';

type On = { surface: Surface; groupId: string };
type Act = (deps: HandlerDeps, on: On) => Promise<void>;

const openRename: Act = async (deps, { surface, groupId }) => {
  await surface.openModal(loadingModal('Rename the group'));
  await surface.showModal(renameGroupModal((await deps.flows.groups.get(groupId)).group));
};

const openDelete: Act = async (deps, { surface, groupId }) => {
  await surface.openModal(loadingModal('Delete this group?'));
  await surface.showModal(deleteGroupModal(await deps.flows.groups.get(groupId)));
};

const openApply: Act = async (deps, { surface, groupId }) => {
  await surface.openModal(loadingModal('Apply the group'));
  const { group } = await deps.flows.groups.get(groupId);
  const parts = await deps.flows.groups.pendingPartsFitting(groupId);
  const none = `*No open part fits ${groupTitle(group)}.* It is for ${escapeLine(`${group.country} ${group.numberType}`, 60)} numbers whose order is followed here and waits for answers. New orders take it in the order form.`;
  await surface.showModal(
    parts.length === 0
      ? noticeModal({ title: 'Nothing to apply it to', text: none })
      : applyGroupModal({ group, parts }),
  );
};

const submit: Act = async (deps, { surface, groupId }) => {
  const group = await deps.flows.groups.submit({ groupId, personId: surface.userId });
  await surface.inform({
    title: 'Submitted',
    text: `${groupTitle(group)} is with Number Ops now. ${groupStateText(group)}`,
  });
};

const keep: Act = async (deps, { surface, groupId }) => {
  const { channelId } = surface;
  if (channelId === null || channelId.startsWith('D')) {
    const hint = 'News of a group are for a team: type `/numbers groups` in the channel that is to have them.';
    throw new AppError('invalid_input', 'a group cannot be kept in a direct message', { details: { hint } });
  }
  await deps.channels.checkCanPost(channelId);
  const { before } = await deps.flows.groups.keep({ groupId, channelId, personId: surface.userId });
  const moved = before !== null && before !== channelId;
  const text = moved
    ? `Its card is here now. The one in <#${before}> is no longer kept up to date.`
    : 'Its card is in this channel; decisions, comments and values that expire are told in its thread.';
  await surface.inform({ title: 'Kept here', text });
};

const refresh: Act = async (deps, { surface, groupId }) => {
  await deps.flows.groups.refresh(groupId);
  await surface.inform({ title: 'Up to date', text: 'The card shows what Telnyx says now.' });
};

const ACTS: Record<GroupActName, Act> = {
  rename: openRename,
  submit,
  apply: openApply,
  keep,
  delete: openDelete,
  refresh,
};

/** The overflow menu of a group. */
export const groupMore =
  (deps: HandlerDeps): ActionHandler =>
  async ({ action, surface }) => {
    const { act, groupId } = groupMoreRef.decode(clickedValue(action));
    await ACTS[act](deps, { surface, groupId });
  };

export const groupApply =
  (deps: HandlerDeps): ActionHandler =>
  async ({ action, surface }) =>
    openApply(deps, { surface, ...groupRef.decode(clickedValue(action)) });

export const groupRenameSubmit =
  (deps: HandlerDeps): ViewHandler =>
  async ({ view, body, ack, surface }) => {
    const form = readRenameForm(view.state as FormState, view.private_metadata);
    await ack({ response_action: 'update', view: savingForm(view, 'Renaming') });
    const group = await deps.flows.groups.rename({ ...form, personId: body.user.id });
    await surface.showModal(
      noticeModal({ title: 'Renamed', text: `*It is ${groupTitle(group)} now*, at Telnyx too.` }),
    );
  };

export const groupDeleteSubmit =
  (deps: HandlerDeps): ViewHandler =>
  async ({ view, body, ack, surface }) => {
    const { groupId } = groupRef.decode(view.private_metadata);
    await ack({ response_action: 'update', view: savingForm(view, 'Deleting') });
    const { usedIn } = await deps.flows.groups.remove({ groupId, personId: body.user.id });
    const kept = usedIn.length === 0 ? '' : ` ${counted(usedIn.length, 'open part')} keep its values.`;
    await surface.showModal(noticeModal({ title: 'Deleted', text: `Telnyx has this group no more.${kept}` }));
  };

const isPart = (one: { orderKey: string; partId: string }) => (choice: PartChoice) =>
  choice.orderKey === one.orderKey && choice.partId === one.partId;

export const groupApplySubmit =
  (deps: HandlerDeps): ViewHandler =>
  async ({ view, body, ack, surface }) => {
    const { groupId, parts } = readApplyForm(view.state as FormState, view.private_metadata);
    await ack({ response_action: 'update', view: savingForm(view, 'Applying') });
    const { group } = await deps.flows.groups.get(groupId);
    const choices = await deps.flows.groups.pendingPartsFitting(groupId);
    const outcome = await deps.flows.groups.applyToParts({ groupId, parts, personId: body.user.id });
    await surface.showModal(
      appliedModal({
        group,
        applied: choices.filter((choice) => outcome.applied.some((part) => isPart(part)(choice))),
        failed: outcome.failed.flatMap(({ error, ...part }) => {
          const choice = choices.find(isPart(part));
          return choice ? [{ choice, error }] : [];
        }),
      }),
    );
  };
