import type { Call } from '../slack/calls.ts';
import type { Delivery } from '../slack/delivery.ts';
import { textOf } from '../slack/shapes.ts';
import type { SlackSimulator } from '../slack/start-slack-simulator.ts';
import type { LoggedCall } from '../telnyx/exchange.ts';
import type { TelnyxSimulator } from '../telnyx/start-telnyx-simulator.ts';
import type { LoggedLine } from './protocol.ts';

const SHOWN = 300;
const LONGEST_PATH = 120;

const KIND_WORDS = { slash_commands: 'command', interactive: 'interaction', events_api: 'event' };

const toSlackCall = ({ seq, at, method, status, error, ms }: Call): LoggedLine => {
  const isMethod = method !== 'response_url' && method !== 'files.download';
  return {
    id: `slack-${seq}`,
    at,
    route: 'app-slack',
    method: method === 'files.download' ? 'GET' : 'POST',
    path: isMethod ? `/api/${method}` : method,
    status,
    error,
    ms: Math.round(ms),
  };
};

/** An interaction's name is its type and its id; a command is shown as it was typed. */
const namesOf = ({ kind, name, payload }: Delivery): { method: string; path: string } => {
  if (kind === 'slash_commands') return { method: KIND_WORDS[kind], path: `${name} ${textOf(payload.text)}`.trim() };
  const [type = '', ...rest] = name.split(' ');
  return rest.length === 0 ? { method: KIND_WORDS[kind], path: name } : { method: type, path: rest.join(' ') };
};

const toDelivery = (delivery: Delivery): LoggedLine => {
  const { method, path } = namesOf(delivery);
  return {
    id: delivery.id,
    at: delivery.at,
    route: 'slack-app',
    method,
    path: path.slice(0, LONGEST_PATH),
    status: delivery.state === 'acked' ? 200 : 0,
    error: delivery.code,
    ms: Math.round(delivery.ms),
  };
};

const toTelnyxCall = (call: LoggedCall, id: string): LoggedLine => ({ ...call, id, route: 'app-telnyx', error: null });

const isRead = ({ route, method }: LoggedLine): boolean => route === 'app-telnyx' && method === 'GET';

/** A poll of many orders reads more than this, and is then told in several lines for each. */
const LONGEST_ROUND = 60;

/**
 * Quiet polls read the same again and again: one line for each that counts, for as long as nothing else happens.
 * @returns where the same line stands, -1 when it is new
 */
const findSame = (lines: LoggedLine[], line: LoggedLine): number => {
  const from = Math.max(0, lines.length - LONGEST_ROUND, lines.findLastIndex((one) => !isRead(one)) + 1);
  const isSame = (one: LoggedLine): boolean =>
    (['route', 'method', 'path', 'status'] as const).every((key) => one[key] === line[key]);
  const index = lines.slice(from).findLastIndex(isSame);
  return isRead(line) && index >= 0 ? from + index : -1;
};

/** The calls between app, Slack and Telnyx in one list, the latest 300, in the order in which they began or were noticed. */
export const createCallLines = ({ slack, telnyx }: { slack: SlackSimulator; telnyx: TelnyxSimulator }) => {
  let count = telnyx.calls.length;
  let lines: LoggedLine[] = [
    ...slack.calls().map(toSlackCall),
    ...slack.deliveries().map(toDelivery),
    ...telnyx.calls.map((call, n) => toTelnyxCall(call, `telnyx-${n + 1}`)),
  ]
    .toSorted((one, other) => one.at - other.at)
    .slice(-SHOWN);
  const add = (line: LoggedLine): void => {
    const index = findSame(lines, line);
    const same = lines[index];
    if (same === undefined) lines = [...lines, line].slice(-SHOWN);
    else lines = lines.with(index, { ...line, id: same.id, times: (same.times ?? 1) + 1 });
  };
  const put = (line: LoggedLine): void => {
    const index = lines.findLastIndex(({ id }) => id === line.id);
    if (index < 0) add(line);
    else lines = lines.with(index, line);
  };
  const addTelnyx = (call: LoggedCall): void => {
    count += 1;
    add(toTelnyxCall(call, `telnyx-${count}`));
  };
  const unsubscribe = [
    slack.feed.subscribe((event) => {
      if (event.type === 'call') add(toSlackCall(event.call));
      if (event.type === 'delivery') put(toDelivery(event.delivery));
    }),
    telnyx.onCall(addTelnyx),
  ];
  return {
    latest: (): LoggedLine[] => lines,
    stop: (): void => {
      for (const end of unsubscribe) end();
    },
  };
};

export type CallLines = ReturnType<typeof createCallLines>;
