import { html, render, useCallback, useEffect, useMemo, useRef, useState } from '/vendor/preact.js';
import { Desk } from './desk/desk.js';
import { Tour } from './desk/tour.js';
import { channelOf, parsePlace, toHash } from './place.js';
import { follow, sendAct, sendDesk } from './server.js';
import { share } from './state.js';
import { Announcer } from './workspace/announcer.js';
import { Ask } from './workspace/ask.js';
import { Channel } from './workspace/channel.js';
import { WorkspaceProvider } from './workspace/context.js';
import { createDrafts } from './workspace/drafts.js';
import { Modals } from './workspace/modal.js';
import { Sidebar } from './workspace/sidebar.js';
import { Thread } from './workspace/thread.js';
import { TopBar } from './workspace/top-bar.js';

/** @import { PageState, PersonAct } from '../protocol.ts' */
/** @import { Place } from './place.js' */
/** @import { Connection } from './server.js' */
/** @import { Question, Workspace } from './workspace/context.js' */

/** @param {string} person */
const useServer = (person) => {
  const [state, setState] = useState(/** @type {PageState | null} */ (null));
  const [connection, setConnection] = useState(/** @type {Connection} */ ('connecting'));
  useEffect(
    () =>
      follow(person, {
        onState: (next) => setState((before) => share(before, next)),
        onConnection: setConnection,
      }),
    [person],
  );
  return { state: state?.me.name === person || state?.me.id === person ? state : null, connection };
};

/** Where the reader is, as the URL says it. */
const usePlace = () => {
  const [place, setPlace] = useState(() => parsePlace(location.hash));
  useEffect(() => {
    const read = () => setPlace(parsePlace(location.hash));
    window.addEventListener('hashchange', read);
    return () => window.removeEventListener('hashchange', read);
  }, []);
  const go = useCallback((/** @type {Partial<Place>} */ to) => {
    location.hash = toHash({ ...parsePlace(location.hash), ...to });
  }, []);
  return { place, go };
};

const TOLD_MS = 7_000;

/** One line at the bottom for what has no better place. */
const useTelling = () => {
  const [told, setTold] = useState('');
  const timer = useRef(0);
  const tell = useCallback((/** @type {string} */ text) => {
    window.clearTimeout(timer.current);
    setTold(text);
    timer.current = window.setTimeout(() => setTold(''), TOLD_MS);
  }, []);
  return { told, tell };
};

const useAsking = () => {
  const [asked, setAsked] = useState(/** @type {{ question: Question, answer: (isYes: boolean) => void } | null} */ (null));
  const ask = useCallback(
    (/** @type {Question} */ question) =>
      new Promise((/** @type {(isYes: boolean) => void} */ resolve) => {
        setAsked({
          question,
          answer: (isYes) => {
            setAsked(null);
            resolve(isYes);
          },
        });
      }),
    [],
  );
  return { asked, ask };
};

const useDesk = () => {
  const [isOpen, setOpen] = useState(() => (localStorage.getItem('desk') ?? (window.innerWidth >= 900 ? 'open' : 'closed')) === 'open');
  const toggle = () => {
    if (window.innerWidth >= 900) localStorage.setItem('desk', isOpen ? 'closed' : 'open');
    setOpen(!isOpen);
  };
  return { isOpen, toggle };
};
