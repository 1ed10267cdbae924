/** @import { PageState } from '../protocol.ts' */

/**
 * Where the reader is, kept in the URL's hash so that a reload and a copied address lead there again:
 * `#ada/telecom/1733000000.000100`, `#ada/app`, `#ada/home`.
 * @typedef {{ person: string, room: string, threadTs: string | null }} Place
 */

export const HOME = 'home';
export const APP = 'app';

/**
 * @param {string} hash
 * @returns {Place}
 */
export const parsePlace = (hash) => {
  const [person = '', room = '', threadTs = ''] = hash.replace(/^#/, '').split('/').map(decodePart);
  return { person: person || 'ada', room: room || 'telecom', threadTs: threadTs || null };
};

/** @param {string} text */
const decodePart = (text) => {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
};

/** @param {Place} place */
export const toHash = ({ person, room, threadTs }) =>
  `#${[person, room, ...(threadTs === null ? [] : [threadTs])].map(encodeURIComponent).join('/')}`;

/**
 * The channel of a room; Home belongs to the app's direct message.
 * @param {PageState} state
 * @param {string} room
 */
export const channelOf = (state, room) =>
  room === APP || room === HOME
    ? (state.channels.find((channel) => channel.kind === 'im') ?? null)
    : (state.channels.find((channel) => channel.kind === 'channel' && channel.name === room) ??
      state.channels.find((channel) => channel.id === room) ??
      null);

/** @param {PageState['channels'][number]} channel */
export const roomOf = (channel) => (channel.kind === 'im' ? APP : channel.name);
