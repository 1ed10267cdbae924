import type { AuditPlace } from '../../domain/audit-entry.ts';
import type { ActionHandler, HandlerDeps } from '../handler.ts';
import { auditPlace } from '../ids.ts';
import type { Surface } from '../surface.ts';
import { auditMessage } from '../views/audit-message.ts';
import type { Message } from '../views/blocks.ts';
import { clickedValue } from './clicked-value.ts';

const readPage = async ({ flows, threadLinks }: HandlerDeps, from: AuditPlace | null): Promise<Message> => {
  const { entries, older } = await flows.readAudit(from);
  const acts = entries.map(async (entry) => ({
    ...entry,
    link: entry.thread === null ? null : await threadLinks(entry.thread),
  }));
  return auditMessage({ acts: await Promise.all(acts), older, isNewest: from === null });
};

/** `/numbers audit`: who did what, for whoever asks alone. */
export const showAudit = async (deps: HandlerDeps, { surface }: { surface: Surface }): Promise<void> =>
  surface.reply(await readPage(deps, null));

export const auditOlder =
  (deps: HandlerDeps): ActionHandler =>
  async ({ action, surface }) => {
    const from = auditPlace.decode(clickedValue(action));
    await surface.replace(await readPage(deps, from));
  };
