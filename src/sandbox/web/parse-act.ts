import { z } from 'zod';
import { type DeskAct, FAULTS, type PersonAct } from './protocol.ts';

/** Instants that a Date can hold, and no further than a person would go. */
const LONGEST_ADVANCE_MS = 90 * 24 * 60 * 60_000;
const FASTEST = 3_600;

const id = z.string().min(1).max(300);
const instant = z.int().min(0).max(8.64e15);
const words = z.string().max(4_000);
const comment = z.string().trim().min(1, 'Write a comment.').max(4_000);

const place = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('view') }),
  z.object({ kind: z.literal('home') }),
  z.object({ kind: z.literal('message'), channel: id, ts: id }),
]);
const given = z.union([z.string().max(40_000), z.number(), z.null(), z.array(z.string().max(300)).max(100)]);
const element = { place, blockId: id, actionId: id };

const personAct = z.discriminatedUnion('type', [
  z.object({ type: z.literal('command'), channel: id, text: words }),
  z.object({ type: z.literal('say'), channel: id, text: words, threadTs: id.nullable() }),
  z.object({ type: z.literal('click'), ...element, option: z.string().max(300).nullable() }),
  z.object({ type: z.literal('choose'), ...element, value: given }),
  z.object({ type: z.literal('suggest'), ...element, text: words }),
  z.object({ type: z.literal('submit') }),
  z.object({ type: z.literal('close'), all: z.boolean() }),
  z.object({ type: z.literal('shortcut'), callbackId: id, channel: id, ts: id }),
  z.object({ type: z.literal('open-home') }),
  z.object({ type: z.literal('upload'), name: z.string().min(1).max(255), content: z.base64() }),
  z.object({ type: z.literal('read'), channel: id }),
  z.object({ type: z.literal('invite-app'), channel: id }),
]) satisfies z.ZodType<PersonAct>;

const deskAct = z.discriminatedUnion('type', [
  z.object({ type: z.literal('approve'), partId: id, requirementId: id, comment: comment.nullable() }),
  z.object({ type: z.literal('decline'), partId: id, requirementId: id, comment }),
  z.object({ type: z.literal('approve-all'), partId: id }),
  z.object({ type: z.literal('comment'), partId: id, body: comment }),
  z.object({ type: z.literal('move-deadline'), partId: id, deadlineAt: instant.nullable() }),
  z.object({ type: z.literal('do-action'), partId: id, requirementId: id }),
  z.object({ type: z.literal('approve-group'), groupId: id }),
  z.object({ type: z.literal('decline-group'), groupId: id, requirementIds: z.array(id).max(100), comment }),
  z.object({ type: z.literal('comment-group'), groupId: id, body: comment }),
  z.object({ type: z.literal('expire-value'), groupId: id, requirementId: id, expiresAt: instant.nullable() }),
  z.object({
    type: z.literal('add-order'),
    country: z.string().regex(/^[A-Z]{2}$/, 'The country is two capital letters.'),
    numberType: id,
    count: z.int('A whole number, please.').min(1, 'At least one number.').max(500, 'At most 500 numbers.'),
    reference: z.string().max(250),
  }),
  z.object({
    type: z.literal('advance'),
    ms: z.number().positive().max(LONGEST_ADVANCE_MS, 'At most 90 days at once.'),
  }),
  z.object({ type: z.literal('advance-to-deadline') }),
  z.object({ type: z.literal('speed'), speed: z.number().min(0).max(FASTEST, 'At most an hour a second.') }),
  z.object({ type: z.literal('fault'), name: z.enum(FAULTS), on: z.boolean() }),
]) satisfies z.ZodType<DeskAct>;

export type Parsed<Value> = { ok: true; value: Value } | { ok: false; error: string };

const parse = <Value>(schema: z.ZodType<Value>, body: unknown): Parsed<Value> => {
  const result = schema.safeParse(body);
  if (result.success) return { ok: true, value: result.data };
  const [issue] = result.error.issues;
  const where = issue?.path.join('.') ?? '';
  return { ok: false, error: where === '' ? 'That is no act the sandbox knows.' : `${where}: ${issue?.message}` };
};

export const parsePersonAct = (body: unknown): Parsed<{ person: string; act: PersonAct }> =>
  parse(z.object({ person: id, act: personAct }), body);

export const parseDeskAct = (body: unknown): Parsed<DeskAct> => parse(deskAct, body);
