import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';

type Scopes = { bot: string[]; bot_optional: string[] };

const manifest = parse(readFileSync(resolve(import.meta.dirname, '../../manifest.yml'), 'utf8')) as {
  oauth_config: { scopes: Scopes };
};

/** What the app asks for; whoever installs it may decline the optional ones. */
export const { bot: ALL_SCOPES, bot_optional: OPTIONAL_SCOPES } = manifest.oauth_config.scopes;
export const REQUIRED_SCOPES = ALL_SCOPES.filter((scope) => !OPTIONAL_SCOPES.includes(scope));
