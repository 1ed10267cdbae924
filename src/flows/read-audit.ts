import type { AuditEntry, AuditPage, AuditPlace } from '../domain/audit-entry.ts';
import type { AuditLog } from '../store/audit-log.ts';
import type { TrackedGroups } from '../store/tracked-groups.ts';
import type { TrackedOrders } from '../store/tracked-orders.ts';

/** An act, with the thread in which the team talks about what it was done to; null where there is none. */
export type AuditLine = AuditEntry & { thread: { channelId: string; cardTs: string } | null };

/** The newest acts from there on backwards; null: from the very newest. */
export type ReadAudit = (from: AuditPlace | null) => Promise<AuditPage<AuditLine>>;

const LINES_A_PAGE = 20;

type Options = {
  auditLog: Pick<AuditLog, 'newest'>;
  orders: Pick<TrackedOrders, 'get'>;
  groups: Pick<TrackedGroups, 'get'>;
};

export const createReadAudit = ({ auditLog, orders, groups }: Options): ReadAudit => {
  const findThread = async ({ orderKey, groupId }: AuditEntry): Promise<AuditLine['thread']> => {
    const record =
      (orderKey === null ? null : await orders.get(orderKey)) ?? (groupId === null ? null : await groups.get(groupId));
    const { channelId = null, cardTs = null } = record ?? {};
    return channelId === null || cardTs === null ? null : { channelId, cardTs };
  };
  return async (from) => {
    const { entries, older } = await auditLog.newest({ from, limit: LINES_A_PAGE });
    const lines = entries.map(async (entry) => ({ ...entry, thread: await findThread(entry) }));
    return { entries: await Promise.all(lines), older };
  };
};
