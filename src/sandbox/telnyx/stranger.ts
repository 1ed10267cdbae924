import { addOrderElsewhere } from './order-elsewhere.ts';
import { createSimulation, type Simulation } from './simulation.ts';

const STRANGER_ACCOUNT_ID = '2c1e9a70-58d4-4b7e-8f53-6a9d0b4e7c12';

/** Somebody else's account at the same Telnyx: one order of their own is pending there. */
export const createStranger = ({ clock, extras, envelopedGroups }: Simulation): Simulation => {
  const stranger = createSimulation({ clock, extras, envelopedGroups, accountId: STRANGER_ACCOUNT_ID });
  addOrderElsewhere(stranger, { order: { parts: [{ country: 'DE', numberType: 'local' }] }, now: clock.now() });
  return stranger;
};
