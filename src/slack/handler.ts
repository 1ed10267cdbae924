import type {
  BlockAction,
  MessageShortcut,
  SlackActionMiddlewareArgs,
  SlackViewMiddlewareArgs,
  SlashCommand,
  ViewOutput,
  ViewSubmitAction,
} from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import type { Flows } from '../flows/flows.ts';
import type { Channels } from './channels.ts';
import type { OpenOrderForms } from './open-order-forms.ts';
import type { Surface } from './surface.ts';

/** What handlers are made with. */
export type HandlerDeps = {
  flows: Flows;
  channels: Channels;
  clock: { now(): number };
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

export type Route =
  | { kind: 'command'; id: string; handle: CommandHandler }
  | { kind: 'action'; id: string; handle: ActionHandler }
  | { kind: 'view'; id: string; handle: ViewHandler }
  | { kind: 'shortcut'; id: string; handle: ShortcutHandler }
  | { kind: 'event'; id: string; handle: EventHandler };
