import { html, useEffect, useMemo } from '/vendor/preact.js';
import { Icon } from '../blocks/icons.js';
import { APP, HOME } from '../place.js';
import { timelineOf } from '../state.js';
import { Composer } from './composer.js';
import { useWorkspace } from './context.js';
import { Home } from './home.js';
import { Timeline } from './timeline.js';

/** @import { Child } from '/vendor/preact.js' */
/** @import { ChannelCard } from '../../protocol.ts' */

/**
 * @typedef {{
 *   channel: ChannelCard,
 *   room: string,
 *   go: (room: string) => void,
 *   openThread: (ts: string) => void,
 *   openSidebar: () => void,
 *   prefill: { text: string, count: number } | null,
 * }} ChannelProps
 */

/** What is on the screen counts as read. @param {ChannelCard} channel @param {boolean} isShown */
const useReading = (channel, isShown) => {
  const { act } = useWorkspace();
  useEffect(() => {
    const read = () => {
      if (isShown && channel.unread > 0 && document.visibilityState === 'visible')
        void act({ type: 'read', channel: channel.id });
    };
    read();
    document.addEventListener('visibilitychange', read);
    return () => document.removeEventListener('visibilitychange', read);
  }, [channel.id, channel.unread, isShown]);
};

/** @param {{ channel: ChannelCard, openSidebar: () => void, children?: Child }} props */
const Head = ({ channel, openSidebar, children }) => html`
  <div class="room-head">
    <button type="button" class="button button-icon button-quiet drawer-opener" aria-label="Channels and people" onClick=${openSidebar}><${Icon} name="menu" /></button>
    <div class="room-title">
      <h1 class="room-name">${channel.kind === 'channel' && html`<${Icon} name=${channel.isPrivate ? 'lock' : 'hash'} />`}${channel.name}</h1>
      ${channel.topic !== '' && html`<p class="room-topic">${channel.topic}</p>`}
    </div>
    ${children}
  </div>`;

/** @param {{ room: string, go: (room: string) => void }} props */
const AppTabs = ({ room, go }) => html`
  <div class="tabs" role="tablist" aria-label="The app">
    ${[
      [HOME, 'Home'],
      [APP, 'Messages'],
    ].map(
      ([key = '', words]) =>
        html`<button type="button" role="tab" class="tab" id=${`tab-${key}`} key=${key} aria-selected=${room === key ? 'true' : 'false'} onClick=${() => go(key)}>${words}</button>`,
    )}
  </div>`;

/** @param {{ channel: ChannelCard }} props */
const Invitation = ({ channel }) => {
  const { act, tell } = useWorkspace();
  const invite = async () => {
    const answer = await act({ type: 'invite-app', channel: channel.id });
    if (!answer.ok) tell(answer.error);
  };
  return html`<p class="strip">numberdesk is not in this channel. <button type="button" class="button" onClick=${() => void invite()}>Add numberdesk</button></p>`;
};

/** @param {ChannelProps} props */
const Writing = ({ channel, prefill }) => {
  if (channel.isArchived) return html`<p class="strip">This channel is archived: it can be read, not written to.</p>`;
  const label = channel.kind === 'im' ? `Message ${channel.name}` : `Message #${channel.name}`;
  return html`
    ${!channel.hasApp && html`<${Invitation} channel=${channel} />`}
    <${Composer} channelId=${channel.id} threadTs=${null} label=${label} prefill=${prefill} />`;
};

/** @param {ChannelProps} props */
const Messages = (props) => {
  const { state } = useWorkspace();
  const { channel, room, openThread } = props;
  const messages = useMemo(() => timelineOf(state, channel.id), [state.messages[channel.id]]);
  const notices = state.notices.filter((notice) => notice.channel === channel.id);
  const label = channel.kind === 'im' ? `Messages with ${channel.name}` : `Messages in #${channel.name}`;
  return html`
    <${Timeline} label=${label} roomKey=${`${state.me.id} ${room}`} messages=${messages} notices=${notices} isInThread=${false} openThread=${openThread}
      empty=${channel.kind === 'im' ? 'Nothing here yet. What concerns only you will be told here.' : 'Nothing here yet. Type /numbers to begin.'} />
    <${Writing} ...${props} />`;
};

/**
 * The room that is open: a channel, the direct message with the app, or its Home.
 * @param {ChannelProps} props
 */
export const Channel = (props) => {
  const { channel, room, go, openSidebar } = props;
  useReading(channel, room !== HOME);
  return html`
    <section class="room" id="room" tabindex="-1" aria-label=${channel.name}>
      <${Head} channel=${channel} openSidebar=${openSidebar} />
      ${channel.kind === 'im' && html`<${AppTabs} room=${room} go=${go} />`}
      ${room === HOME ? html`<${Home} />` : html`<${Messages} ...${props} />`}
    </section>`;
};
