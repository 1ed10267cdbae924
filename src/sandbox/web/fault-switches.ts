import type { SlackSimulator } from '../slack/start-slack-simulator.ts';
import type { Fault } from '../telnyx/faults.ts';
import type { TelnyxSimulator } from '../telnyx/start-telnyx-simulator.ts';
import { type ActiveFault, FAULTS, type FaultName } from './protocol.ts';

/** One sentence each: what one will see once it is on. */
const SHOWS: Record<FaultName, string> = {
  'telnyx-slow': 'Every answer of Telnyx takes four seconds: forms say that they load, and nothing is lost.',
  'telnyx-429':
    'Telnyx says "too many requests": searches say that it is busy; reminders still go out, with the time of the last check.',
  'telnyx-503':
    'Telnyx is down: whoever searches or orders is told so, and reminders still go out, with the time of the last check.',
  'telnyx-timeout-after-order':
    'The next order is taken, but the answer is lost: the person sees "checking", then the order card, and nothing is ordered twice.',
  'telnyx-number-gone':
    'Somebody else buys a number of the next order just before it arrives: the app says which one and offers to order the others.',
  'slack-429':
    'Slack asks the app to wait before each post: messages come late, once and in order, when it is off again.',
};

const SLOW_MS = 4_000;
const WAIT_SECONDS = 2;

const TELNYX_FAULTS: Record<Exclude<FaultName, 'slack-429'>, Fault> = {
  'telnyx-slow': { kind: 'slow', ms: SLOW_MS },
  'telnyx-429': { kind: 'rate-limited', resetSeconds: WAIT_SECONDS },
  'telnyx-503': { kind: 'server-error', status: 503 },
  'telnyx-timeout-after-order': { kind: 'no-answer-after-commit', method: 'POST', path: '/number_orders', times: 1 },
  'telnyx-number-gone': { kind: 'number-sold', method: 'POST', path: '/number_orders', times: 1 },
};

const POSTS = ['chat.postMessage', 'chat.update'];

type Switch = { off(): void; isOn(): boolean };

const switchTelnyx = ({ faults }: TelnyxSimulator, name: Exclude<FaultName, 'slack-429'>): Switch => {
  const fault = { ...TELNYX_FAULTS[name] };
  // Those that hit the next order only are gone once they did.
  return { off: faults.on(fault), isOn: () => faults.list().includes(fault) };
};

const switchSlack = ({ workspace: { faults } }: SlackSimulator): Switch => {
  const limit = { times: Number.POSITIVE_INFINITY, retryAfterSeconds: WAIT_SECONDS };
  const offs = POSTS.map((method) => faults.fail({ method, ...limit }));
  return {
    off: () => {
      for (const off of offs) off();
    },
    isOn: () => faults.list().some(({ method }) => POSTS.includes(method)),
  };
};

/** The faults that the desk switches on and off. */
export const createFaultSwitches = ({ slack, telnyx }: { slack: SlackSimulator; telnyx: TelnyxSimulator }) => {
  const switches = new Map<FaultName, Switch>();
  const isOn = (name: FaultName): boolean => switches.get(name)?.isOn() ?? false;
  return {
    list: (): ActiveFault[] => FAULTS.map((name) => ({ name, isOn: isOn(name), shows: SHOWS[name] })),
    set: (name: FaultName, on: boolean): void => {
      if (on === isOn(name)) return;
      if (on) switches.set(name, name === 'slack-429' ? switchSlack(slack) : switchTelnyx(telnyx, name));
      else switches.get(name)?.off();
    },
  };
};

export type FaultSwitches = ReturnType<typeof createFaultSwitches>;
