import { z } from 'zod';
import type { Comment } from '../../domain/order.ts';
import { id, instant, optionalInstant } from './fields.ts';

const words = z
  .string()
  .nullish()
  .transform((value) => value ?? '');

export const comment: z.ZodType<Comment> = z
  .looseObject({
    id,
    body: words,
    commenter: words,
    commenter_type: words,
    created_at: instant,
    read_at: optionalInstant,
  })
  .transform((wire) => ({
    id: wire.id,
    body: wire.body,
    author: wire.commenter,
    authorType: wire.commenter_type,
    createdAt: wire.created_at,
    readAt: wire.read_at,
  }));

export type CommentedRecord = { type: 'sub_number_order' | 'requirement_group'; id: string };

export const toCommentsFilter = ({ type, id: recordId }: CommentedRecord) => ({
  'filter[comment_record_type]': type,
  'filter[comment_record_id]': recordId,
});

export const toCommentBody = ({ type, id: recordId, body }: CommentedRecord & { body: string }) => ({
  comment_record_type: type,
  comment_record_id: recordId,
  body,
});
