import type { Channel } from '../channels.ts';
import { parseArgument } from '../check/parse-argument.ts';
import { refuse } from '../refusal.ts';
import type { Fields } from '../shapes.ts';
import type { World } from '../world.ts';

export type MethodCall = { world: World; args: Fields };

export type Method = {
  /** The kind of token it takes. */
  token: 'bot' | 'app' | 'any' | 'none';
  /** The bot needs one of these; none listed: any bot may. */
  scopes: string[];
  /** Refuses through `refuse`; what it returns goes out with `ok: true`. */
  run(call: MethodCall): Fields;
};

export type Methods = Record<string, Method>;

/** Form-encoded calls carry every value as text. */
export const text = (args: Fields, name: string): string => {
  const value = args[name];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
};

export const flag = (args: Fields, name: string): boolean => ['true', '1', 'on'].includes(String(args[name]));

export const json = (args: Fields, name: string): unknown => parseArgument(args[name]);

export const required = (args: Fields, name: string): string =>
  text(args, name) || refuse('invalid_arguments', { messages: [`[ERROR] missing required field: ${name}`] });

export const readChannel = ({ world, args }: MethodCall): Channel =>
  world.channels.find(text(args, 'channel')) ?? refuse('channel_not_found');

const DEFAULT_PAGE = 100;
const LARGEST_PAGE = 1000;

/** One page of a list, with Slack's cursor to the next. */
export const paginate = <Item>(args: Fields, items: Item[]): { page: Item[]; response_metadata: Fields } => {
  const cursor = text(args, 'cursor');
  const offset = cursor === '' ? 0 : Number(Buffer.from(cursor, 'base64').toString());
  if (!Number.isInteger(offset) || offset < 0) refuse('invalid_cursor');
  const limit = text(args, 'limit') === '' ? DEFAULT_PAGE : Number(text(args, 'limit'));
  if (!Number.isInteger(limit) || limit < 1 || limit > LARGEST_PAGE) refuse('invalid_limit');
  const end = offset + limit;
  const next = end < items.length ? Buffer.from(String(end)).toString('base64') : '';
  return { page: items.slice(offset, end), response_metadata: { next_cursor: next } };
};
