import type { AuditEntry } from '../../src/domain/audit-entry.ts';
import type { Flows } from '../../src/flows/flows.ts';
import { noteActs } from '../../src/flows/note-acts.ts';
import { aPlaceRequest, aRequirementType, HOUR_MS } from './builders.ts';
import { aTelnyxError } from './fakes.ts';
import { BERLIN_2, createFlowsWorld } from './flows-world.ts';
import { sitDown } from './form-world.ts';

export const PLACE = { country: 'DE', numberType: 'local' };
const LINK = aRequirementType({ id: 'req-link', name: 'Identity check', kind: 'action' });

/** An order of U1, and the flows as people have them: each act is noted. */
export const openActing = async () => {
  const world = createFlowsWorld();
  world.state.paperwork['DE:local'] = [aRequirementType(), aRequirementType({ id: 'req-two', name: 'Two' }), LINK];
  const part = await world.ordered();
  world.flows = noteActs(world.flows, world);
  const on = { ...part, personId: 'U2' };
  const form = sitDown(world, { target: { kind: 'part', ...part }, personId: 'U2' });
  const group = async (reference = 'Acme') => {
    const { id } = await world.telnyx.requirementGroups.create({ ...PLACE, reference });
    const values = ['req-name', 'req-two', 'req-link'].map((requirementId) => ({ requirementId, value: 'x' }));
    await world.telnyx.requirementGroups.update(id, { values });
    return { groupId: id, personId: 'U2' };
  };
  const noted = (): AuditEntry[] => world.auditLog.entries.splice(0);
  return { world, part, on, form, group, noted, flows: (): Flows => world.flows };
};
export type Acting = Awaited<ReturnType<typeof openActing>>;

/** What an entry says beyond when, and of which order. */
export const short = ({ act, personId, partId, groupId, detail }: AuditEntry) => ({
  act,
  personId,
  ...(partId === null ? {} : { partId }),
  ...(groupId === null ? {} : { groupId }),
  ...(detail === null ? {} : { detail }),
});

/** For another order, by U2. */
export const again = { token: 'token2', reference: 'Other', phoneNumbers: [BERLIN_2], seenPrices: {}, personId: 'U2' };

/** Nobody knows what became of it, and U2 may end it. */
export const leftToPerson = async ({ world, flows }: Acting): Promise<string> => {
  world.life.failNext('telnyx.orders.create', aTelnyxError('telnyx_unclear'));
  await flows().placeOrder.place(aPlaceRequest({ ...again, token: 'unclear' }));
  const { available } = world.state;
  world.state.available = [];
  await world.later(2 * HOUR_MS);
  world.state.available = available;
  return 'unclear';
};
