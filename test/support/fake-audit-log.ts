import type { AuditEntry } from '../../src/domain/audit-entry.ts';
import type { AuditLog } from '../../src/store/audit-log.ts';
import type { Life } from './fakes.ts';

export const createFakeAuditLog = (life: Life) => {
  const entries: AuditEntry[] = [];
  const auditLog: AuditLog = {
    append: (more) => life.run('audit.append', () => void entries.push(...structuredClone(more))),
    newest: async ({ limit }) => ({ entries: entries.slice(-limit).toReversed(), older: null }),
  };
  return { ...auditLog, entries };
};
