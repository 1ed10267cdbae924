import { createContext, useContext } from '/vendor/preact.js';

/** @import { ActAnswer, ActPlace, PageState, PersonAct } from '../../protocol.ts' */
/** @import { StateValues } from '../../../slack/shapes.ts' */
/** @import { Drafts } from './drafts.js' */

/**
 * @typedef {{ title: string, text: string, confirm: string, deny: string, isDanger: boolean }} Question
 *
 * @typedef {{
 *   state: PageState,
 *   act: (act: PersonAct) => Promise<ActAnswer>,
 *   tell: (text: string) => void,
 *   ask: (question: Question) => Promise<boolean>,
 *   drafts: Drafts,
 *   openRoom: (room: string, threadTs?: string | null) => void,
 * }} Workspace what every part of the page can reach
 *
 * @typedef {{
 *   place: ActPlace,
 *   key: string,
 *   values: StateValues,
 *   errors: Record<string, string>,
 *   isWaiting: boolean,
 * }} Surface where blocks stand, and what was chosen there
 */

const WorkspaceContext = createContext(/** @type {Workspace | null} */ (null));
const SurfaceContext = createContext(/** @type {Surface | null} */ (null));

export const WorkspaceProvider = WorkspaceContext.Provider;
export const SurfaceProvider = SurfaceContext.Provider;

/**
 * @template Value
 * @param {Value | null} value
 * @returns {Value}
 */
const present = (value) => {
  if (value === null) throw new Error('drawn outside of its provider');
  return value;
};

export const useWorkspace = () => present(useContext(WorkspaceContext));
export const useSurface = () => present(useContext(SurfaceContext));
