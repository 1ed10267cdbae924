import { notFound, refuse } from './errors.ts';
import { enumOf } from './query.ts';
import { type Call, data, param, type Reply, type Route, whole } from './route.ts';
import { toComment } from './shapes.ts';
import type { Simulation } from './simulation.ts';
import type { Comment } from './state.ts';

const RECORD_TYPES = ['sub_number_order', 'requirement_group'] as const;

export const addComment = ({ state, ids }: Simulation, comment: Omit<Comment, 'id' | 'readAt'>): Comment => {
  const added: Comment = { ...comment, id: ids.uuid('comment'), readAt: null };
  state.comments.set(added.id, added);
  state.version += 1;
  return added;
};

const list = ({ simulation, query }: Call): Reply => {
  const recordType = enumOf(query, { name: 'filter[comment_record_type]', words: RECORD_TYPES });
  const recordId = query.text('filter[comment_record_id]');
  const comments = [...simulation.state.comments.values()].filter(
    (comment) =>
      (recordType === null || comment.recordType === recordType) &&
      (recordId === null || comment.recordId === recordId),
  );
  return whole(comments, toComment);
};

const create = ({ simulation, body, now }: Call): Reply => {
  const { body: text, comment_record_type: recordType, comment_record_id: recordId } = body;
  if (typeof text !== 'string' || text.trim() === '') throw refuse('missing', 'body is missing.');
  if (typeof recordId !== 'string') throw refuse('missing', 'comment_record_id is missing.');
  const known = RECORD_TYPES.find((word) => word === recordType);
  if (known === undefined)
    throw refuse('invalidEnum', `comment_record_type must be one of ${RECORD_TYPES.join(', ')}.`);
  const records = known === 'sub_number_order' ? simulation.state.parts : simulation.state.groups;
  if (!records.has(recordId)) throw notFound();
  const comment = { body: text, recordType: known, recordId, commenter: 'team@example.com', createdAt: now };
  return data(toComment(addComment(simulation, { ...comment, commenterType: 'user' })));
};

const findComment = (call: Call): Comment => {
  const comment = call.simulation.state.comments.get(param(call, 'id'));
  if (comment === undefined) throw notFound();
  return comment;
};

const markRead = (call: Call): Reply => {
  const comment = findComment(call);
  comment.readAt ??= call.now;
  return data(toComment(comment));
};

export const commentRoutes: Route[] = [
  {
    method: 'GET',
    path: '/comments',
    query: ['filter[comment_record_type]', 'filter[comment_record_id]'],
    handle: list,
  },
  { method: 'POST', path: '/comments', handle: create },
  { method: 'GET', path: '/comments/{id}', handle: (call) => data(toComment(findComment(call))) },
  { method: 'PATCH', path: '/comments/{id}/read', handle: markRead },
];
