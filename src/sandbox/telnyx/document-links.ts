import { PAGE } from './query.ts';
import { type Call, paged, type Reply, type Route } from './route.ts';
import { iso } from './shapes.ts';
import type { Simulation } from './simulation.ts';
import type { DocumentLink, LinkedRecord, RequirementGroup, State, StoredDocument } from './state.ts';

const FILTERS = ['filter[linked_record_type]', 'filter[linked_resource_id]'];

/** One link for each document and record, however many numbers or answers name it. It stays when the answer changes (a choice). */
export const linkDocument = (
  { state, ids }: Simulation,
  { document, record, now }: { document: StoredDocument; record: LinkedRecord; now: number },
): void => {
  document.unlinkedSince = null;
  const key = `${document.id} ${record.id}`;
  if (state.documentLinks.has(key)) return;
  state.documentLinks.set(key, { id: ids.uuid('document_link'), documentId: document.id, record, createdAt: now });
};

/** What an order took over from a group is the order's own: it outlives the group. */
export const linkCopied = (
  simulation: Simulation,
  { group, record, now }: { group: RequirementGroup; record: LinkedRecord; now: number },
): void => {
  for (const { fieldType, value } of group.answers) {
    const document = fieldType === 'document' ? simulation.state.documents.get(value ?? '') : undefined;
    if (document !== undefined) linkDocument(simulation, { document, record, now });
  }
};

/** Its documents are free again, unless something else refers to them. */
export const unlinkRecord = (state: State, { recordId, now }: { recordId: string; now: number }): void => {
  const freed = new Set<string>();
  for (const [key, { documentId, record }] of state.documentLinks) {
    if (record.id !== recordId) continue;
    state.documentLinks.delete(key);
    freed.add(documentId);
  }
  for (const { documentId } of state.documentLinks.values()) freed.delete(documentId);
  for (const id of freed) {
    const document = state.documents.get(id);
    if (document !== undefined) document.unlinkedSince = now;
  }
};

const toDocumentLink = ({ id, documentId, record, createdAt }: DocumentLink) => ({
  id,
  record_type: 'document_link',
  document_id: documentId,
  linked_record_type: record.type,
  linked_resource_id: record.id,
  created_at: iso(createdAt),
  updated_at: iso(createdAt),
});

/** There is no filter by document; the newest come first. */
const list = (call: Call): Reply => {
  const type = call.query.text('filter[linked_record_type]');
  const id = call.query.text('filter[linked_resource_id]');
  const links = [...call.simulation.state.documentLinks.values()]
    .filter(({ record }) => (type === null || record.type === type) && (id === null || record.id === id))
    .reverse();
  return paged(call, { items: links, toWire: toDocumentLink });
};

export const documentLinkRoutes: Route[] = [
  { method: 'GET', path: '/document_links', query: [...FILTERS, ...PAGE], handle: list },
];
