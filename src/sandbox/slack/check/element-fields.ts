import { plainText } from './check-text-object.ts';
import {
  anything,
  boolean,
  type Fields,
  integer,
  list,
  object,
  oneOf,
  type Rule,
  string,
  type Together,
} from './rule.ts';

const ID_CHARACTERS = 255;
const PLACEHOLDER_CHARACTERS = 150;

/** Slack makes an id when none is given, but never takes an empty one. */
export const id = string({ max: ID_CHARACTERS });
export const url = string({ max: 3000 });

/** The dialog asked before an act. Plain text only: documents differ about mrkdwn in it, so it is refused. */
export const confirm = object({
  required: { title: plainText(100), text: plainText(300), confirm: plainText(30), deny: plainText(30) },
  optional: { style: oneOf('primary', 'danger') },
});

const dispatchConfig = object({
  required: {
    trigger_actions_on: list({ min: 1, max: 2, of: oneOf('on_enter_pressed', 'on_character_entered') }),
  },
});

/** What elements have in common; each element names the ones it takes, every other is an unknown property. */
const SHARED: Record<string, Rule> = {
  confirm,
  focus_on_load: boolean,
  placeholder: plainText(PLACEHOLDER_CHARACTERS),
  dispatch_action_config: dispatchConfig,
  max_selected_items: integer({ min: 1, max: 100 }),
  min_query_length: integer({ min: 0, max: 255 }),
  default_to_current_conversation: boolean,
  response_url_enabled: boolean,
  filter: object({
    optional: {
      include: list({ min: 1, max: 4, of: oneOf('im', 'mpim', 'private', 'public') }),
      exclude_external_shared_channels: boolean,
      exclude_bot_users: boolean,
    },
    also: (value, at) =>
      Object.keys(value).length > 0 ? [] : [{ at, message: 'must provide at least one of the filters' }],
  }),
};

type ElementShape = {
  shared?: string[];
  required?: Fields;
  optional?: Fields;
  also?: Together;
};

/** An element: its type, an `action_id`, the shared fields it names, and its own. */
export const element = ({ shared = [], required = {}, optional = {}, also }: ElementShape): Rule => {
  const sharedFields = Object.fromEntries(Object.entries(SHARED).filter(([name]) => shared.includes(name)));
  return object({
    required: { type: anything, ...required },
    optional: { action_id: id, ...sharedFields, ...optional },
    also,
  });
};
