import { html, render, useCallback, useEffect, useMemo, useState } from '/vendor/preact.js';
import { Icon } from './blocks/icons.js';
import { Desk } from './desk/desk.js';
import { Tour } from './desk/tour.js';
import { channelOf, roomOf } from './place.js';
import { sendAct, sendDesk } from './server.js';
import { Announcer } from './workspace/announcer.js';
import { Ask } from './workspace/ask.js';
import { Channel } from './workspace/channel.js';
import { WorkspaceProvider } from './workspace/context.js';
import { createDrafts } from './workspace/drafts.js';
import { Modals } from './workspace/modal.js';
import { Sidebar } from './workspace/sidebar.js';
import { Thread } from './workspace/thread.js';
import { TopBar } from './workspace/top-bar.js';
import { useAsking, useDesk, usePlace, useServer, useTelling } from './workspace/use-page.js';

/** @import { PageState, PersonAct } from '../protocol.ts' */
/** @import { Place } from './place.js' */
/** @import { Workspace } from './workspace/context.js' */

/**
 * The sidebar, the room, its thread, and the modals over them.
 * @param {{ workspace: Workspace, place: Place, go: (to: Partial<Place>) => void, prefill: { text: string, count: number } | null }} props
 */
const Rooms = ({ workspace, place, go, prefill }) => {
  const { state } = workspace;
  const [isDrawerOpen, setDrawerOpen] = useState(false);
  const found = channelOf(state, place.room);
  // Not everybody is in every channel: whoever is not sees the first of their own.
  const channel = found ?? state.channels[0];
  const room = found === null && channel ? roomOf(channel) : place.room;
  const open = (/** @type {string} */ room) => {
    setDrawerOpen(false);
    go({ room, threadTs: null });
  };
  const become = (/** @type {string} */ person) => go({ person });
  const openThread = (/** @type {string} */ threadTs) => go({ threadTs });
  const hasModal = state.views.length > 0;
  return html`
    <div class="rooms" inert=${hasModal} data-drawer=${isDrawerOpen ? 'open' : 'closed'} data-thread=${place.threadTs === null ? 'closed' : 'open'}>
      <${Sidebar} room=${room} go=${open} become=${become} />
      ${isDrawerOpen && html`<button type="button" class="drawer-shade" aria-label="Close the list of channels" onClick=${() => setDrawerOpen(false)}></button>`}
      <main class="rooms-main">
      ${channel && html`<${Channel} channel=${channel} room=${room} go=${open} openThread=${openThread} openSidebar=${() => setDrawerOpen(true)} prefill=${prefill} />`}
      ${channel && place.threadTs !== null && html`<${Thread} channel=${channel} threadTs=${place.threadTs} close=${() => go({ threadTs: null })} />`}
      </main>
    </div>
    <${Modals} />`;
};

/**
 * @param {PageState} state
 * @param {(to: Partial<Place>) => void} go
 */
const usePrefill = (state, go) => {
  const [prefill, setPrefill] = useState(/** @type {{ text: string, count: number } | null} */ (null));
  const compose = useCallback(
    (/** @type {{ channel: string, text: string }} */ { channel, text }) => {
      const found = state.channels.find((each) => each.id === channel || each.name === channel);
      if (found) go({ room: roomOf(found), threadTs: null });
      setPrefill((before) => ({ text, count: (before?.count ?? 0) + 1 }));
    },
    [state.channels],
  );
  return { prefill, compose };
};

/** @param {{ state: PageState, connection: import('./server.js').Connection, place: Place, go: (to: Partial<Place>) => void }} props */
const Page = ({ state, connection, place, go }) => {
  const { told, tell } = useTelling();
  const { asked, ask } = useAsking();
  const desk = useDesk();
  const drafts = useMemo(createDrafts, [state.me.id]);
  const act = useCallback((/** @type {PersonAct} */ one) => sendAct(state.me.name, one), [state.me.name]);
  const openRoom = useCallback((/** @type {string} */ room, threadTs = null) => go({ room, threadTs }), []);
  const workspace = { state, act, tell, ask, drafts, openRoom };
  const { prefill, compose } = usePrefill(state, go);
  const actions = useMemo(() => ({ compose, act, desk: sendDesk }), [compose, act]);
  return html`
    <${WorkspaceProvider} value=${workspace}>
      <div class="shell" data-desk=${desk.isOpen ? 'open' : 'closed'}>
        <a class="skip" href="#room" onClick=${skip}>Skip to the messages</a>
        <div class="top">
          <${TopBar} connection=${connection} isDeskOpen=${desk.isOpen} toggleDesk=${desk.toggle} />
          <${Tour} state=${state} actions=${actions} />
        </div>
        <div class="workspace">
          <${Rooms} workspace=${workspace} place=${place} go=${go} prefill=${prefill} />
          ${asked && html`<${Ask} question=${asked.question} answer=${asked.answer} />`}
          <p class=${told === '' ? 'told' : 'told told-shown'} role="status">${told !== '' && html`<${Icon} name="warn" />${told}`}</p>
        </div>
        <aside class="desk-side" id="desk" aria-label="Beside the workspace" hidden=${!desk.isOpen}><${Desk} state=${state} sendDesk=${sendDesk} /></aside>
        <${Announcer} />
      </div>
    <//>`;
};

/** The hash says where the reader is, so the link moves the focus without it. @param {Event} event */
const skip = (event) => {
  event.preventDefault();
  document.getElementById('room')?.focus();
};

const App = () => {
  const { place, go } = usePlace();
  const { state, connection } = useServer(place.person);
  useEffect(() => {
    if (state !== null) document.title = `${titleOf(state)}numberdesk sandbox`;
  }, [state]);
  if (state === null) {
    return html`<p class="starting" role="status">${connection === 'lost' ? 'The sandbox does not answer. Trying again…' : 'Opening the workspace…'}</p>`;
  }
  return html`<${Page} key=${state.me.id} state=${state} connection=${connection} place=${place} go=${go} />`;
};

/** @param {PageState} state */
const titleOf = (state) => {
  const unread = state.channels.reduce((sum, channel) => sum + channel.unread, 0);
  return unread > 0 ? `(${unread}) ` : '';
};

const root = document.getElementById('root');
if (root !== null) {
  root.replaceChildren();
  render(html`<${App} />`, root);
}
