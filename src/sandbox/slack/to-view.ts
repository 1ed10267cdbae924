import { toBlocks } from './elements.ts';
import type { WorkspaceSeed } from './seed.ts';
import { type Fields, isFields, type PlainText, textOf, type View } from './shapes.ts';
import type { Stamps } from './stamps.ts';
import { toState } from './state-values.ts';

/** Where a view comes to stand: in place of its earlier version, or over the previous one. */
export type ViewPlace = { earlier: View | null; previous: View | null; currentChannel: string | null };

const plainText = (value: unknown): PlainText | null =>
  isFields(value) ? { type: 'plain_text', text: textOf(value.text), emoji: value.emoji !== false } : null;

const stackIds = (id: string, { earlier, previous }: ViewPlace) => ({
  root_view_id: earlier?.root_view_id ?? previous?.root_view_id ?? id,
  previous_view_id: earlier?.previous_view_id ?? previous?.id ?? null,
});

/** A view as Slack keeps and sends it, made from what the app gave. */
export const toView = (given: Fields, options: { place: ViewPlace; seed: WorkspaceSeed; stamps: Stamps }): View => {
  const { place, seed, stamps } = options;
  const { earlier, currentChannel } = place;
  const blocks = toBlocks(given.blocks, () => stamps.id('b'));
  const id = earlier?.id ?? stamps.id('V');
  const before = earlier === null ? null : { blocks: earlier.blocks, values: earlier.state.values };
  return {
    id,
    team_id: seed.team.id,
    type: textOf(given.type),
    blocks,
    private_metadata: textOf(given.private_metadata),
    callback_id: textOf(given.callback_id),
    state: { values: toState({ blocks, earlier: before, currentChannel }) },
    hash: stamps.hash(),
    title: plainText(given.title) ?? { type: 'plain_text', text: 'View Title', emoji: true },
    close: plainText(given.close),
    submit: plainText(given.submit),
    clear_on_close: given.clear_on_close === true,
    notify_on_close: given.notify_on_close === true,
    ...stackIds(id, place),
    app_id: seed.app.id,
    external_id: textOf(given.external_id) || (earlier?.external_id ?? ''),
    app_installed_team_id: seed.team.id,
    bot_id: seed.app.botId,
  };
};
