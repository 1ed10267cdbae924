import { html } from '/vendor/preact.js';
import { Icon } from '../blocks/icons.js';
import { APP, HOME, roomOf } from '../place.js';
import { Avatar } from './avatar.js';
import { useWorkspace } from './context.js';

/** @import { ChannelCard, PersonCard } from '../../protocol.ts' */
/** @import { IconName } from '../blocks/icons.js' */

/** @param {ChannelCard | undefined} channel */
const unreadWords = (channel) => {
  if (channel === undefined || channel.unread === 0) return '';
  return `, ${channel.unread} unread${channel.mentioned ? ', you are mentioned' : ''}`;
};

/**
 * @param {{ icon: IconName, name: string, isCurrent: boolean, channel?: ChannelCard, open: () => void }} props
 */
const Row = ({ icon, name, isCurrent, channel, open }) => {
  const unread = channel?.unread ?? 0;
  const state = `${isCurrent ? ' side-row-current' : ''}${unread > 0 ? ' side-row-unread' : ''}${channel?.isArchived ? ' side-row-archived' : ''}`;
  return html`
    <li>
      <button type="button" class=${`side-row${state}`} aria-current=${isCurrent ? 'page' : undefined} onClick=${open}>
        <${Icon} name=${icon} />
        <span class="side-name">${name}</span>
        <span class="hidden">${unreadWords(channel)}</span>
        ${unread > 0 && html`<span class=${channel?.mentioned ? 'badge badge-mention' : 'badge'} aria-hidden="true">${unread}</span>`}
      </button>
    </li>`;
};

/**
 * @param {{ person: PersonCard, isMe: boolean, become: (name: string) => void }} props
 */
const PersonButton = ({ person, isMe, become }) => html`
  <button type="button" class=${isMe ? 'person person-me' : 'person'} aria-pressed=${isMe ? 'true' : 'false'} onClick=${() => become(person.name)}>
    <${Avatar} personId=${person.id} size="small" />
    <span class="person-words"><span class="person-name">${person.realName}</span><span class="person-role">${person.role}</span></span>
  </button>`;

/** @param {ChannelCard} channel @returns {IconName} */
const iconOf = (channel) => (channel.isPrivate ? 'lock' : 'hash');

/**
 * Where one can go, and who one can be.
 * @param {{ room: string, go: (room: string) => void, become: (name: string) => void }} props
 */
export const Sidebar = ({ room, go, become }) => {
  const { state } = useWorkspace();
  const channels = state.channels.filter((channel) => channel.kind === 'channel');
  const direct = state.channels.find((channel) => channel.kind === 'im');
  return html`
    <nav class="sidebar" aria-label="Workspace">
      <h2 class="side-heading">Channels</h2>
      <ul class="side-list">
        ${channels.map((channel) => html`<${Row} key=${channel.id} icon=${iconOf(channel)} name=${channel.name} channel=${channel} isCurrent=${room === roomOf(channel)} open=${() => go(roomOf(channel))} />`)}
      </ul>
      <h2 class="side-heading">Apps</h2>
      <ul class="side-list">
        <${Row} icon="home" name="Home" isCurrent=${room === HOME} open=${() => go(HOME)} />
        ${direct && html`<${Row} icon="chat" name=${direct.name} channel=${direct} isCurrent=${room === APP} open=${() => go(APP)} />`}
      </ul>
      <div class="people" role="group" aria-label="Be somebody else">
        <h2 class="side-heading">You are</h2>
        ${state.people.map((person) => html`<${PersonButton} key=${person.id} person=${person} isMe=${person.id === state.me.id} become=${become} />`)}
      </div>
    </nav>`;
};
