import { html, useEffect, useRef } from '/vendor/preact.js';
import { Icon } from '../blocks/icons.js';
import { threadOf } from '../state.js';
import { Composer } from './composer.js';
import { useWorkspace } from './context.js';
import { Timeline } from './timeline.js';

/** @import { ChannelCard } from '../../protocol.ts' */

/**
 * A message and its replies, beside the channel.
 * @param {{ channel: ChannelCard, threadTs: string, close: () => void }} props
 */
export const Thread = ({ channel, threadTs, close }) => {
  const { state } = useWorkspace();
  const { parent, replies } = threadOf(state, { channelId: channel.id, threadTs });
  const panel = useRef(/** @type {HTMLElement | null} */ (null));
  useEffect(() => panel.current?.focus(), [threadTs]);
  /** @param {KeyboardEvent} event */
  const closeByKey = (event) => {
    if (event.key === 'Escape' && !event.defaultPrevented) close();
  };
  const messages = parent === null ? [] : [parent, ...replies];
  return html`
    <section class="thread" aria-label="Thread" ref=${panel} tabindex="-1" onKeyDown=${closeByKey}>
      <div class="room-head">
        <div class="room-title"><h2 class="room-name">Thread</h2><p class="room-topic">${channel.kind === 'im' ? channel.name : `#${channel.name}`}</p></div>
        <button type="button" class="button button-icon button-quiet" aria-label="Close the thread" onClick=${close}><${Icon} name="close" /></button>
      </div>
      <${Timeline} label="Messages of the thread" roomKey=${threadTs} messages=${messages} notices=${[]} isInThread=${true} openThread=${() => {}} empty="This thread is gone." />
      ${parent !== null && !channel.isArchived && html`<${Composer} channelId=${channel.id} threadTs=${threadTs} label="Reply…" />`}
    </section>`;
};
