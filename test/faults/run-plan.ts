import { HOUR_MS } from '../support/world-time.ts';
import { type FaultWorld, startFaultWorld } from './fault-world.ts';
import { judge } from './judge.ts';
import { commentOnGroup, decide } from './number-ops.ts';
import { act, type Diary, type Stage } from './people.ts';
import type { Plan, Step } from './plan.ts';

const MINUTE_MS = 60_000;
/** An order that is not found is given up after ten minutes, one that could not be read is tried again after five. */
const AFTERWARDS_MINUTES = [0, 0, 6, 11, 6, 60, 0, 0];

/** `trace`: what struck, in turn; `screen`: what everybody sees at the end; `log`: the app's own lines. */
export type Verdict = { seed: number; problems: string[]; trace: string[]; screen: string; log: string[] };

const startAgain = async ({ lives, quiet, clock }: FaultWorld, downMs: number): Promise<void> => {
  await quiet();
  await lives.stop();
  await lives.bury();
  await clock.advance(downMs);
  // As a platform does: a start that fails is tried again.
  for (let tries = 0; tries < 30 && !lives.isAlive(); tries += 1) await lives.start();
  await quiet();
};

const deliverWebhooks = async ({ world }: Stage, { due, order }: { due: string[]; order: number[] }): Promise<void> => {
  // Late, in another order, and now and then the same one again.
  const events = due.map((orderId, at) => ({ id: `event-${world.clock.now()}-${at}`, orderId }));
  const sorted = events.toSorted(
    (one, other) => (order[events.indexOf(one) % 8] ?? 0) - (order[events.indexOf(other) % 8] ?? 0),
  );
  await Promise.all(sorted.map((event) => world.webhook(event)));
  await world.quiet();
};

const play = async (stage: Stage, { step, due }: { step: Step; due: string[] }): Promise<void> => {
  const { world } = stage;
  switch (step.do) {
    case 'tick':
      return world.tick();
    case 'pass':
      return world.pass(step.hours * HOUR_MS);
    case 'pass-minutes':
      return world.pass(step.minutes * MINUTE_MS);
    case 'restart':
      return startAgain(world, step.downHours * HOUR_MS);
    case 'webhooks':
      return deliverWebhooks(stage, { due: due.splice(0), order: step.order });
    case 'group-comment':
      return commentOnGroup(stage, step);
    case 'decide': {
      const orderId = decide(stage, step);
      if (orderId !== null) due.push(orderId);
      return;
    }
    default:
      return act(stage, step);
  }
};

/** Faults end, the app runs, and the polls come until there is nothing left to say. */
const settle = async (world: FaultWorld): Promise<void> => {
  world.book.end();
  if (!world.lives.isAlive()) await startAgain(world, MINUTE_MS);
  for (const minutes of AFTERWARDS_MINUTES) {
    await world.clock.advance(minutes * MINUTE_MS);
    await world.tick();
  }
};

const run = async (stage: Stage): Promise<string[]> => {
  const { world } = stage;
  const due: string[] = [];
  await startAgain(world, 0);
  for (const step of world.plan.steps) {
    await play(stage, { step, due });
    if (!world.lives.isAlive()) await startAgain(world, step.do === 'tick' ? 9 * HOUR_MS : 0);
  }
  await settle(world);
  return judge(stage);
};

/** Plays a plan from its first step to the verdict. No problems: everything held. */
export const runPlan = async (plan: Plan): Promise<Verdict> => {
  const world = await startFaultWorld(plan);
  const diary: Diary = { wishes: [], secrets: [], written: [], comments: [], groupComments: [] };
  try {
    const problems = await run({ world, diary });
    const trace = world.book.struck.map((each) => JSON.stringify(each));
    return { seed: plan.seed, problems, trace, screen: world.slack.screen(), log: world.logLines };
  } finally {
    await world.stop();
  }
};
