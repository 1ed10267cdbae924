/** What travels on Slack's wire, as loosely as this simulator needs it; `check/` is where shapes are judged. */
export type Fields = Record<string, unknown>;
export type PlainText = { type: string; text: string; emoji?: boolean };
export type Option = Fields & { text: PlainText; value: string };
export type Element = Fields & { type: string; action_id: string };
export type Block = Fields & { type: string; block_id: string };
export type StateValue = Fields & { type: string };
/** `block_id` -> `action_id` -> what stands there. */
export type StateValues = Record<string, Record<string, StateValue>>;

export type Message = {
  type: 'message';
  subtype?: string;
  channel: string;
  ts: string;
  user: string;
  team: string;
  text: string;
  blocks: Block[];
  bot_id?: string;
  app_id?: string;
  thread_ts?: string;
  parent_user_id?: string;
  reply_count?: number;
  reply_users?: string[];
  reply_users_count?: number;
  latest_reply?: string;
  edited?: { user: string; ts: string };
  metadata?: Fields;
  files?: SlackFile[];
  /** Set on ephemeral messages only: the one person who sees it. */
  visible_to?: string;
};

export type View = {
  id: string;
  team_id: string;
  type: string;
  blocks: Block[];
  private_metadata: string;
  callback_id: string;
  state: { values: StateValues };
  hash: string;
  title: PlainText;
  close: PlainText | null;
  submit: PlainText | null;
  clear_on_close: boolean;
  notify_on_close: boolean;
  root_view_id: string | null;
  previous_view_id: string | null;
  app_id: string;
  external_id: string;
  app_installed_team_id: string;
  bot_id: string;
};

export type SlackFile = {
  id: string;
  created: number;
  timestamp: number;
  name: string;
  title: string;
  mimetype: string;
  filetype: string;
  pretty_type: string;
  user: string;
  user_team: string;
  editable: boolean;
  size: number;
  mode: string;
  is_external: boolean;
  is_public: boolean;
  url_private: string;
  url_private_download: string;
  permalink: string;
};

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const fieldsOf = (value: unknown): Fields => (isFields(value) ? value : {});

export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

export const listOf = (value: unknown): Fields[] => (Array.isArray(value) ? value.filter(isFields) : []);

/** The words of a text object (`plain_text` or `mrkdwn`); empty when there is none. */
export const wordsOf = (value: unknown): string => textOf(fieldsOf(value).text);
