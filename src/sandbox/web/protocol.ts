import type { Given } from '../slack/choose-value.ts';
import type { Notice } from '../slack/notices.ts';
import type { Message, Option, StateValues, View } from '../slack/shapes.ts';
import type { DeskGroup } from '../telnyx/desk-groups.ts';
import type { DeskPart } from '../telnyx/desk-overview.ts';

/**
 * What the page and its server say to each other. The page holds no state of its own but what is being typed:
 * `GET /events?person=ada` (server-sent events) brings a whole `PageState` whenever something changed, and every act is
 * a `POST` of one of the shapes below, so that a reload loses nothing and two tabs agree.
 */
export type PageState = {
  /** Grows with every change. */
  seq: number;
  team: string;
  /** Who looks at the workspace. */
  me: PersonCard;
  /** Whom one can be: an admin, a member, a guest. */
  people: PersonCard[];
  /** Everybody who is mentioned or writes, the app included, by id. */
  names: Record<string, PersonCard>;
  commands: { word: string; usage: string; summary: string; example: string }[];
  shortcuts: { callbackId: string; name: string }[];
  channels: ChannelCard[];
  /** By channel id, oldest first: replies and what only I see included. The latest 300 of each. */
  messages: Record<string, Message[]>;
  /** What I chose in messages, by `<channel> <ts>`. */
  messageStates: Record<string, StateValues>;
  /** My modals, the topmost last. */
  views: View[];
  /** Errors at the fields of the topmost modal, by `block_id`. */
  errors: Record<string, string>;
  home: View | null;
  /** What Slack itself tells me when the app failed; the latest 20. */
  notices: Notice[];
  clock: { now: number; speed: number; nextDeadlineAt: number | null };
  /** The latest that are finished, then those that are pending; oldest first. */
  desk: DeskPart[];
  /** Requirement groups, oldest first; the latest 100. */
  groups: DeskGroup[];
  faults: ActiveFault[];
  calls: LoggedLine[];
};

export type PersonCard = {
  id: string;
  name: string;
  realName: string;
  role: 'admin' | 'member' | 'guest' | 'app';
  /** IANA */
  timeZone: string;
};

export type ChannelCard = {
  id: string;
  /** Without `#`; of a direct message, the app's name. */
  name: string;
  kind: 'channel' | 'im';
  topic: string;
  isArchived: boolean;
  isPrivate: boolean;
  /** The app is in it. */
  hasApp: boolean;
  unread: number;
  /** Someone mentioned me in what I have not read. */
  mentioned: boolean;
};

/** One call between app, Slack and Telnyx; newest last, the latest 300. */
export type LoggedLine = {
  id: string;
  at: number;
  /** Slack to app, app to Slack, app to Telnyx, Telnyx to app. */
  route: 'slack-app' | 'app-slack' | 'app-telnyx' | 'telnyx-app';
  /** `POST`, or the kind of the Slack request. */
  method: string;
  path: string;
  /** HTTP status; 0: no answer. */
  status: number;
  error: string | null;
  ms: number;
  /** The same call so many times in a row; once when it is not said. */
  times?: number;
};

export const FAULTS = [
  'telnyx-slow',
  'telnyx-429',
  'telnyx-503',
  'telnyx-timeout-after-order',
  'telnyx-number-gone',
  'slack-429',
] as const;
export type FaultName = (typeof FAULTS)[number];
export type ActiveFault = { name: FaultName; isOn: boolean; shows: string };

/** Where an element is: the topmost modal, Home, or a message by channel and ts. */
export type ActPlace = { kind: 'view' } | { kind: 'home' } | { kind: 'message'; channel: string; ts: string };

/** `POST /acts`, body `{ person, act }`; answers `ActAnswer`. */
export type PersonAct =
  | { type: 'command'; channel: string; text: string }
  | { type: 'say'; channel: string; text: string; threadTs: string | null }
  /** Buttons, overflow entries (`option`), and everything whose confirm dialog was answered with yes. */
  | { type: 'click'; place: ActPlace; blockId: string; actionId: string; option: string | null }
  /** Typed or chosen: kept by the server, and sent to the app where Slack would send it at once. */
  | { type: 'choose'; place: ActPlace; blockId: string; actionId: string; value: Given }
  | { type: 'suggest'; place: ActPlace; blockId: string; actionId: string; text: string }
  | { type: 'submit' }
  | { type: 'close'; all: boolean }
  | { type: 'shortcut'; callbackId: string; channel: string; ts: string }
  | { type: 'open-home' }
  /** `content` in base64. */
  | { type: 'upload'; name: string; content: string }
  | { type: 'read'; channel: string }
  | { type: 'invite-app'; channel: string };

/** `error` is what a person should read when the act was not possible. */
export type ActAnswer = { ok: true; fileId?: string; options?: Option[] } | { ok: false; error: string };

/** `POST /desk`: what the people at Number Ops do, the clock and the faults. Answers `ActAnswer`. */
export type DeskAct =
  | { type: 'approve'; partId: string; requirementId: string; comment: string | null }
  | { type: 'decline'; partId: string; requirementId: string; comment: string }
  | { type: 'approve-all'; partId: string }
  | { type: 'comment'; partId: string; body: string }
  | { type: 'move-deadline'; partId: string; deadlineAt: number | null }
  /** The end user does what only they can, behind the link that was made. */
  | { type: 'do-action'; partId: string; requirementId: string }
  | { type: 'approve-group'; groupId: string }
  /** Without ids: all its values. */
  | { type: 'decline-group'; groupId: string; requirementIds: string[]; comment: string }
  | { type: 'comment-group'; groupId: string; body: string }
  | { type: 'expire-value'; groupId: string; requirementId: string; expiresAt: number | null }
  | { type: 'add-order'; country: string; numberType: string; count: number; reference: string }
  | { type: 'advance'; ms: number }
  | { type: 'advance-to-deadline' }
  | { type: 'speed'; speed: number }
  | { type: 'fault'; name: FaultName; on: boolean };

/** `GET /documents/<id>`: the file behind an answer; `GET /addresses/<id>`: the address, as JSON. */
export type AddressCard = { lines: string[] };
