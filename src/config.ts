import { randomBytes } from 'node:crypto';

export type Transport = { kind: 'socket'; appToken: string } | { kind: 'http'; signingSecret: string };

/** Everything that `createApp` needs to know; the sandbox fills in its own URLs and tokens. */
export type Config = {
  slack: { botToken: string; apiUrl: string; transport: Transport };
  /** `publicKeys`: 32 bytes each in base64; what any of them signed is Telnyx's. Empty: no webhook is taken. */
  telnyx: { apiKey: string; apiUrl: string; publicKeys: string[] };
  storeUrl: string;
  /** 32 bytes each in base64; the first one seals, the second one (during a rotation) only opens. */
  encryptionKeys: string[];
  /** Null: the mode decides (loopback in the sandbox, all interfaces otherwise). */
  host: string | null;
  port: number;
  /** Called after each good poll; null: no monitor. */
  heartbeatUrl: string | null;
  pollSchedule: string;
  timezone: string;
  defaultCountry: string;
  defaultChannel: string | null;
  logLevel: string;
};

/**
 * What the process was started with. Sandbox: no Slack and no Telnyx variable was set at all.
 * `keepIn`: a folder in which the sandbox outlives its restarts.
 */
export type Settings =
  | { mode: 'live'; config: Config }
  | { mode: 'sandbox'; config: Omit<Config, 'slack' | 'telnyx'>; keepIn: string | null };

/** One error for the whole environment: a line for each variable that is missing or wrong, with an example. */
export class ConfigError extends Error {
  readonly problems: string[];

  constructor(problems: string[]) {
    super(
      `numberdesk cannot start: fix ${problems.length === 1 ? 'this setting' : 'these settings'}\n${problems.map((line) => `  ${line}`).join('\n')}`,
    );
    this.name = 'ConfigError';
    this.problems = problems;
  }
}

/** Read before anything else is, so by hand: a library of schemas would take a tenth of the start. */
type Variable = { fits: (text: string) => boolean; rule: string; example: string; fallback?: string };

const like =
  (pattern: RegExp) =>
  (text: string): boolean =>
    pattern.test(text);
const isUrl = (text: string): boolean => /^https?:\/\/./i.test(text) && URL.canParse(text);
const isWholeNumber =
  (from: number, to: number) =>
  (text: string): boolean =>
    /^\d+$/.test(text) && Number(text) >= from && Number(text) <= to;
const isKey = like(/^[A-Za-z0-9+/]{43}=$/);

const isTimezone = (name: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
};

/** As Telnyx knows them: a search in UK, which is GB, would find nothing. */
const isCountry = (code: string): boolean => {
  if (!/^[A-Z]{2}$/.test(code) || new Intl.Locale(`und-${code}`).region !== code) return false;
  return new Intl.DisplayNames('en', { type: 'region', fallback: 'none' }).of(code) !== undefined;
};

/** The environment, variable by variable; `.env.example` is held to it by test. */
export const VARIABLES = {
  SLACK_BOT_TOKEN: { fits: like(/^xoxb-.{8,}$/s), rule: 'the bot token, starting with xoxb-', example: 'xoxb-…' },
  SLACK_APP_TOKEN: {
    fits: like(/^xapp-.{8,}$/s),
    rule: 'the app-level token, starting with xapp-',
    example: 'xapp-1-…',
  },
  SLACK_SIGNING_SECRET: {
    fits: like(/^[\w-]{16,}$/),
    rule: 'the signing secret of the Slack app',
    example: '8f742231b10e8888abcd99yyyzzz85a5',
  },
  SLACK_API_URL: { fits: isUrl, rule: 'a URL', example: 'https://slack.com/api/', fallback: 'https://slack.com/api/' },
  TELNYX_API_KEY: { fits: like(/^\S{10,}$/), rule: 'a Telnyx API v2 key', example: 'KEY0123…' },
  TELNYX_API_URL: {
    fits: isUrl,
    rule: 'a URL',
    example: 'https://api.telnyx.com/v2',
    fallback: 'https://api.telnyx.com/v2',
  },
  TELNYX_PUBLIC_KEY: {
    fits: isKey,
    rule: 'the public key of webhooks, 32 bytes in base64',
    example: 'e5Cz…0SU=',
  },
  TELNYX_PUBLIC_KEY_PREVIOUS: {
    fits: isKey,
    rule: 'the other TELNYX_PUBLIC_KEY, while Telnyx changes it',
    example: 'e5Cz…0SU=',
  },
  STORE_URL: {
    fits: like(/^sqlite:\/\/.+/),
    rule: 'a store, sqlite:// and a path',
    example: 'sqlite://data/numberdesk.sqlite',
    fallback: 'sqlite://data/numberdesk.sqlite',
  },
  ENCRYPTION_KEY: {
    fits: isKey,
    rule: '32 random bytes in base64 (openssl rand -base64 32)',
    example: 'vW9…=',
  },
  ENCRYPTION_KEY_PREVIOUS: {
    fits: isKey,
    rule: 'the former ENCRYPTION_KEY, while it is being replaced',
    example: 'vW9…=',
  },
  HOST: { fits: like(/^[\w.:-]+$/), rule: 'an address to listen on', example: '0.0.0.0' },
  PORT: { fits: isWholeNumber(0, 65_535), rule: 'a port from 0 to 65535', example: '3000', fallback: '3000' },
  POLL_SCHEDULE: {
    fits: like(/^\S+( \S+){4,5}$/),
    rule: 'a cron expression of five fields, or six with seconds',
    example: '* * * * *',
    fallback: '* * * * *',
  },
  TIMEZONE: { fits: isTimezone, rule: 'an IANA time zone', example: 'Europe/Berlin', fallback: 'UTC' },
  HEARTBEAT_URL: { fits: isUrl, rule: 'a URL', example: 'https://hc-ping.com/your-uuid' },
  DEFAULT_COUNTRY: {
    fits: isCountry,
    rule: 'an ISO country code (the United Kingdom is GB)',
    example: 'US',
    fallback: 'US',
  },
  DEFAULT_CHANNEL: {
    fits: like(/^[CG][A-Z0-9]{6,}$/),
    rule: 'the id of a Slack channel',
    example: 'C0123456789',
  },
  SANDBOX_STORE: { fits: () => true, rule: 'a folder', example: 'data/sandbox' },
  LOG_LEVEL: {
    fits: like(/^(trace|debug|info|warn|error|fatal|silent)$/),
    rule: 'trace, debug, info, warn, error, fatal or silent',
    example: 'info',
    fallback: 'info',
  },
} as const satisfies Record<string, Variable>;

type Name = keyof typeof VARIABLES;
type Values = Partial<Record<Name, string>>;

const QUOTED = /^(["']).*\1$/s;

/** `.env` is read without quotes; an environment that has them got them literally. */
const quotesOf = (name: Name): string =>
  `${name} stands in quotes, which \`docker run --env-file\` takes for a part of the value: leave them out, for example ${name}=${VARIABLES[name].example}`;

const readVariables = (env: Record<string, string | undefined>): { values: Values; problems: string[] } => {
  const values: Values = {};
  const problems: string[] = [];
  for (const [name, variable] of Object.entries(VARIABLES) as [Name, Variable][]) {
    const text = env[name]?.trim() || variable.fallback;
    if (text === undefined) continue;
    if (QUOTED.test(text)) problems.push(quotesOf(name));
    else if (text === variable.fallback || variable.fits(text)) values[name] = text;
    else problems.push(`${name} must be ${variable.rule}, for example ${name}="${variable.example}"`);
  }
  return { values, problems };
};

const missing = (name: Name, why = ''): string =>
  `${name} is missing${why}: set ${VARIABLES[name].rule}, for example ${name}="${VARIABLES[name].example}"`;

const toTransport = (values: Values): Transport | null => {
  if (values.SLACK_APP_TOKEN) return { kind: 'socket', appToken: values.SLACK_APP_TOKEN };
  return values.SLACK_SIGNING_SECRET ? { kind: 'http', signingSecret: values.SLACK_SIGNING_SECRET } : null;
};

/** The sandbox draws its own; one that is kept keeps it. */
const toKeys = ({ ENCRYPTION_KEY, ENCRYPTION_KEY_PREVIOUS }: Values): string[] => {
  const keys = [ENCRYPTION_KEY, ENCRYPTION_KEY_PREVIOUS].filter((each) => each !== undefined);
  return keys.length > 0 ? keys : [randomBytes(32).toString('base64')];
};

const toPublicKeys = ({ TELNYX_PUBLIC_KEY, TELNYX_PUBLIC_KEY_PREVIOUS }: Values): string[] =>
  [TELNYX_PUBLIC_KEY, TELNYX_PUBLIC_KEY_PREVIOUS].filter((each) => each !== undefined);

const toCommon = (values: Values): Omit<Config, 'slack' | 'telnyx'> => ({
  storeUrl: values.STORE_URL ?? VARIABLES.STORE_URL.fallback,
  encryptionKeys: toKeys(values),
  host: values.HOST ?? null,
  port: Number(values.PORT ?? VARIABLES.PORT.fallback),
  heartbeatUrl: values.HEARTBEAT_URL ?? null,
  pollSchedule: values.POLL_SCHEDULE ?? VARIABLES.POLL_SCHEDULE.fallback,
  timezone: values.TIMEZONE ?? VARIABLES.TIMEZONE.fallback,
  defaultCountry: values.DEFAULT_COUNTRY ?? VARIABLES.DEFAULT_COUNTRY.fallback,
  defaultChannel: values.DEFAULT_CHANNEL ?? null,
  logLevel: values.LOG_LEVEL ?? VARIABLES.LOG_LEVEL.fallback,
});

const missingForLive = (env: Record<string, string | undefined>): string[] => {
  const isSet = (name: Name): boolean => Boolean(env[name]?.trim());
  const problems: string[] = [];
  if (!isSet('SLACK_BOT_TOKEN')) problems.push(missing('SLACK_BOT_TOKEN'));
  if (!isSet('SLACK_APP_TOKEN') && !isSet('SLACK_SIGNING_SECRET')) {
    problems.push(missing('SLACK_APP_TOKEN', ' (for socket mode; or SLACK_SIGNING_SECRET for HTTP)'));
  }
  if (!isSet('TELNYX_API_KEY')) problems.push(missing('TELNYX_API_KEY'));
  if (!isSet('ENCRYPTION_KEY')) problems.push(missing('ENCRYPTION_KEY', ' (what is stored is kept encrypted)'));
  return problems;
};

/** Node then writes requests as they are, headers included, past every redaction; nothing in the process can stop it. */
const debuggingOfNode = ({ NODE_DEBUG }: Record<string, string | undefined>): string[] =>
  NODE_DEBUG?.trim()
    ? [
        'NODE_DEBUG is set: Node would write the keys of requests to the log. Take it away; LOG_LEVEL="debug" shows calls without them',
      ]
    : [];

/**
 * Reads the environment once.
 * @throws ConfigError naming every variable that is missing or wrong; never a silent sandbox once one is set
 */
export const parseConfig = (env: Record<string, string | undefined>): Settings => {
  const { values, problems } = readVariables(env);
  const isLive = Object.keys(VARIABLES).some((name) => /^(SLACK|TELNYX)_/.test(name) && env[name]?.trim());
  if (isLive) problems.push(...missingForLive(env), ...debuggingOfNode(env));
  if (problems.length > 0) throw new ConfigError(problems);
  const transport = toTransport(values);
  const { SLACK_BOT_TOKEN: botToken, TELNYX_API_KEY: apiKey } = values;
  if (!transport || !botToken || !apiKey) {
    return { mode: 'sandbox', config: toCommon(values), keepIn: values.SANDBOX_STORE ?? null };
  }
  return {
    mode: 'live',
    config: {
      ...toCommon(values),
      slack: { botToken, apiUrl: values.SLACK_API_URL ?? VARIABLES.SLACK_API_URL.fallback, transport },
      telnyx: {
        apiKey,
        apiUrl: values.TELNYX_API_URL ?? VARIABLES.TELNYX_API_URL.fallback,
        publicKeys: toPublicKeys(values),
      },
    },
  };
};
