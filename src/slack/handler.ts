import type {
  BlockAction,
  BlockSuggestion,
  MessageShortcut,
  SlackActionMiddlewareArgs,
  SlackViewMiddlewareArgs,
  SlashCommand,
  ViewOutput,
  ViewSubmitAction,
} from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import type { Flows } from '../flows/flows.ts';
import type { Log } from '../log.ts';
import type { Channels } from './channels.ts';
import type { OpenOrderForms } from './open-order-forms.ts';
import type { Surface } from './surface.ts';
import type { ThreadLinks } from './thread-links.ts';
import type { Option } from './views/blocks.ts';

/** What handlers are made with. */
export type HandlerDeps = {
  flows: Flows;
  channels: Channels;
  threadLinks: ThreadLinks;
  clock: { now(): number };
  log: Log;
  openOrderForms: OpenOrderForms;
  defaultCountry: string;
  defaultChannel: string | null;
  newToken(): string;
};

/** Commands, clicks and shortcuts are acknowledged by the wrapper in `routes.ts` before their handler runs. */
export type CommandHandler = (args: { command: SlashCommand; surface: Surface }) => Promise<void>;
export type ActionHandler = (args: {
  action: SlackActionMiddlewareArgs<BlockAction>['action'];
  body: BlockAction;
  surface: Surface;
}) => Promise<void>;
export type ShortcutHandler = (args: { shortcut: MessageShortcut; surface: Surface }) => Promise<void>;
export type EventHandler = (args: { userId: string; client: WebClient }) => Promise<void>;
/** A submission's ack carries the answer, so its handler gives it: once, and before anything slow. */
export type ViewHandler = (args: {
  view: ViewOutput;
  body: ViewSubmitAction;
  ack: SlackViewMiddlewareArgs<ViewSubmitAction>['ack'];
  surface: Surface;
}) => Promise<void>;

/** What a menu offers for the letters typed; its answer is the ack. */
export type OptionsHandler = (args: { body: BlockSuggestion; userId: string }) => Promise<Option[]>;
/** A form was closed without being sent; it brings no values. */
export type ClosingHandler = (args: { view: ViewOutput; userId: string }) => Promise<void>;

export type Route =
  | { kind: 'command'; id: string; handle: CommandHandler }
  | { kind: 'action'; id: string; handle: ActionHandler }
  | { kind: 'view'; id: string; handle: ViewHandler }
  /** `says` gives what stands in the menu when it cannot be filled; without it the menu is empty. */
  | { kind: 'options'; id: string; handle: OptionsHandler; says?: (error: unknown) => Option[] }
  | { kind: 'closing'; id: string; handle: ClosingHandler }
  | { kind: 'shortcut'; id: string; handle: ShortcutHandler }
  | { kind: 'event'; id: string; handle: EventHandler };
