import type { PlaceRequest } from '../../src/domain/order-offer.ts';
import type { Answer, Answers } from '../../src/domain/requirement.ts';
import type { FormTarget, PageAnswers } from '../../src/domain/requirement-form.ts';
import { createFlowsWorld } from './flows-world.ts';
import { aPage } from './form-builders.ts';

export const text = (value: string): Answer => ({ kind: 'text', value });
export const file = (fileId: string, revision = 0): Answer => ({
  kind: 'file',
  fileId,
  name: `${fileId}.pdf`,
  revision,
});
export const address = (addressId: string): Answer => ({ kind: 'address', addressId, label: null });
export const document = (documentId: string): Answer => ({ kind: 'document', documentId, label: null });

type World = ReturnType<typeof createFlowsWorld>;

/** A person at a form, with what they do there. */
export const sitDown = (world: World, on: { target: FormTarget; personId: string }) => {
  const flow = () => world.flows.fulfilRequirements;
  const type = (answers: Answers, more: Partial<PageAnswers> = {}) => flow().save(on, aPage({ answers, ...more }));
  return {
    on,
    open: async () => {
      const opened = await flow().open(on);
      await flow().announce(on.target);
      return opened;
    },
    /** Fills these fields of the page that is open. */
    type,
    submit: () => flow().submit(on),
    close: async () => {
      await flow().closed(on);
      await flow().announce(on.target);
    },
    decide: (decided: Record<string, 'mine' | 'theirs'>) => flow().decide(on, decided),
    /** Opens the form, fills it in and sends it. */
    send: async (answers: Answers, more: Partial<PageAnswers> = {}) => {
      await flow().open(on);
      await type(answers, more);
      return flow().submit(on);
    },
    draft: () => world.drafts.get(on),
  };
};

type Given = Parameters<typeof createFlowsWorld>[0] & {
  request?: Partial<PlaceRequest>;
  prepare?: (world: World) => void;
};

/** An order that waits for its answers, and people who may sit down at its form. */
export const createFormWorld = async ({ request = {}, prepare, ...given }: Given = {}) => {
  const world = createFlowsWorld(given);
  prepare?.(world);
  const part = await world.ordered(request);
  const target: FormTarget = { kind: 'part', ...part };
  return {
    world,
    part,
    target,
    at: (personId = 'U2') => sitDown(world, { target, personId }),
    numbers: () => world.partOf(part.partId).numbers,
    /** What each number holds for a requirement. */
    values: (requirementId: string) =>
      world
        .partOf(part.partId)
        .numbers.map((number) => number.requirements.find((each) => each.requirementId === requirementId)?.value),
  };
};
