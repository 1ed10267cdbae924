import { METHODS } from './method-table.ts';
import type { Method } from './methods/method.ts';
import { type Refusal, refusalOf, refuse } from './refusal.ts';
import { type Fields, textOf } from './shapes.ts';
import type { World } from './world.ts';

export type ApiReply = { status: number; headers: Record<string, string>; body: Fields };

const tokenKind = (world: World, token: string): 'bot' | 'app' | null => {
  if (token === world.credentials.botToken) return 'bot';
  return token === world.credentials.appToken ? 'app' : null;
};

const checkScopes = (world: World, method: Method) => {
  const { botScopes } = world;
  const isMissing =
    botScopes !== null && method.scopes.length > 0 && !method.scopes.some((one) => botScopes.includes(one));
  if (!isMissing) return;
  refuse('missing_scope', { extra: { needed: method.scopes.join(','), provided: botScopes.join(',') } });
};

const checkToken = (world: World, { method, token }: { method: Method; token: string }) => {
  if (method.token === 'none') return;
  if (token === '') refuse('not_authed');
  const kind = tokenKind(world, token);
  if (kind === null) refuse('invalid_auth');
  if (method.token !== 'any' && kind !== method.token) refuse('not_allowed_token_type');
  if (kind === 'bot') checkScopes(world, method);
};

const toReply = ({ error, messages, extra }: Refusal): ApiReply => {
  if (error === 'ratelimited') return rateLimited(Number(extra.retryAfterSeconds));
  const details = messages.length === 0 ? {} : { errors: messages, response_metadata: { messages } };
  return { status: 200, headers: {}, body: { ok: false, error, ...details, ...extra } };
};

export const rateLimited = (seconds: number): ApiReply => ({
  status: 429,
  headers: { 'retry-after': String(seconds) },
  body: { ok: false, error: 'ratelimited' },
});

export const refused = (error: string): ApiReply => toReply({ error, messages: [], extra: {} });

/** Runs one Web API method as the owner of the token. Unknown names, bad tokens and missing scopes are Slack's errors. */
export const runMethod = (world: World, call: { name: string; token: string; args: Fields }): ApiReply => {
  const method = Object.hasOwn(METHODS, call.name) ? METHODS[call.name] : undefined;
  if (method === undefined) return refused('unknown_method');
  try {
    checkToken(world, { method, token: call.token || textOf(call.args.token) });
    const result = method.run({ world, args: call.args });
    return { status: 200, headers: {}, body: { ok: true, ...result } };
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal === null) throw error;
    return toReply(refusal);
  }
};
