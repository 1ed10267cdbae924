import type { AccountWatch } from '../../src/domain/account-watch.ts';
import type { Incident } from '../../src/domain/incident.ts';
import type { Life } from './fakes.ts';

export const createFakeAccountWatch = (life: Life) => {
  let saved: AccountWatch | null = null;
  return {
    read: async () => structuredClone(saved),
    write: (watch: AccountWatch): Promise<void> =>
      life.run('store.writeWatch', () => {
        saved = structuredClone(watch);
      }),
    saved: () => saved,
  };
};

/** Two admins; what they were told is noted as `<kind>` or `<kind> over`. */
export const createFakeAdminAlerts = (life: Life) => {
  const said: string[] = [];
  return {
    said,
    raise: (incident: Incident) =>
      life.run('slack.raise', () => {
        said.push(incident.kind);
        return { toldTo: ['U1', 'U2'], isTold: true };
      }),
    clear: (incident: Incident) =>
      life.run('slack.clear', (): string[] => {
        said.push(`${incident.kind} over`);
        return [];
      }),
  };
};
