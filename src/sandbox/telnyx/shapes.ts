import { requirementsFor } from './requirement-catalogue.ts';
import { NUMBERS_SHOWN, SPANS } from './rules.ts';
import type {
  Address,
  Answer,
  Comment,
  Order,
  OrderedNumber,
  Part,
  RequirementGroup,
  StoredDocument,
} from './state.ts';
import { orderStatusOf } from './state-machine.ts';

/** Objects as Telnyx sends them. Fields without a value are `null`, not left out. */

export const iso = (at: number): string => new Date(at).toISOString();
export const isoOrNull = (at: number | null): string | null => (at === null ? null : iso(at));

const toAnswer = (answer: Answer, extras: boolean) => ({
  record_type: 'phone_number_regulatory_requirement',
  requirement_id: answer.requirementId,
  field_type: answer.fieldType,
  field_value: answer.value,
  ...(extras ? { status: answer.status } : {}),
});

const isMet = (number: OrderedNumber): boolean => number.answers.every((answer) => answer.status === 'approved');

const toNumber = (number: OrderedNumber, extras: boolean) => ({
  id: number.id,
  record_type: 'number_order_phone_number',
  phone_number: number.phoneNumber,
  country_code: number.part.country,
  phone_number_type: number.part.numberType,
  bundle_id: null,
  regulatory_requirements: number.answers.map((answer) => toAnswer(answer, extras)),
  requirements_met: isMet(number),
  requirements_status: number.requirementsStatus,
  status: number.status,
});

/** The only object with a deadline. Which of its requirements stands where is told in its part alone. */
export const toOrderNumber = (number: OrderedNumber) => ({
  ...toNumber(number, false),
  order_request_id: number.part.order.id,
  sub_number_order_id: number.part.id,
  deadline: isoOrNull(number.deadlineAt),
  locality: number.locality,
  is_block_number: false,
});

const numbersOf = (order: Order): OrderedNumber[] =>
  order.parts.filter((part) => !part.hidden).flatMap((part) => part.numbers);

const toOrderSummary = (order: Order, numbers: OrderedNumber[]) => ({
  id: order.id,
  record_type: 'number_order',
  phone_numbers_count: numbers.length,
  connection_id: order.connectionId,
  messaging_profile_id: order.messagingProfileId,
  billing_group_id: order.billingGroupId,
  sub_number_orders_ids: order.parts.filter((part) => !part.hidden).map((part) => part.id),
  status: orderStatusOf(order.parts),
  customer_reference: order.reference,
  created_at: iso(order.createdAt),
  updated_at: iso(Math.max(order.createdAt, ...order.parts.map((part) => part.updatedAt))),
  requirements_met: numbers.every(isMet),
});

export const toListedOrder = (order: Order) => {
  const numbers = numbersOf(order);
  return {
    ...toOrderSummary(order, numbers),
    phone_numbers: numbers.map(({ id, phoneNumber }) => ({ id, phone_number: phoneNumber })),
  };
};

/** All its numbers, however many; the status of each requirement is told in the parts alone, for their first 50. */
export const toOrder = (order: Order) => {
  const numbers = numbersOf(order);
  return {
    ...toOrderSummary(order, numbers),
    phone_numbers: numbers.map((number) => ({
      ...toNumber(number, false),
      country_iso_alpha2: number.part.country,
    })),
  };
};

/** @param withNumbers the first 50 of its numbers, which carry no deadline */
export const toPart = (
  part: Part,
  { extras, accountId, withNumbers }: { extras: boolean; accountId: string; withNumbers: boolean },
) => ({
  id: part.id,
  record_type: 'sub_number_order',
  order_request_id: part.order.id,
  country_code: part.country,
  phone_number_type: part.numberType,
  user_id: accountId,
  regulatory_requirements: requirementsFor(part.country, part.numberType).map(({ id, type }) => ({
    record_type: 'phone_number_regulatory_requirement',
    requirement_id: id,
    field_type: type,
  })),
  phone_numbers_count: part.numbers.length,
  created_at: iso(part.createdAt),
  updated_at: iso(part.updatedAt),
  requirements_met: part.numbers.every(isMet),
  status: part.status,
  customer_reference: part.order.reference,
  is_block_sub_number_order: false,
  ...(withNumbers
    ? { phone_numbers: part.numbers.slice(0, NUMBERS_SHOWN).map((number) => toNumber(number, extras)) }
    : {}),
});

export const toComment = (comment: Comment) => ({
  id: comment.id,
  body: comment.body,
  commenter: comment.commenter,
  commenter_type: comment.commenterType,
  comment_record_type: comment.recordType,
  comment_record_id: comment.recordId,
  created_at: iso(comment.createdAt),
  updated_at: iso(comment.readAt ?? comment.createdAt),
  read_at: isoOrNull(comment.readAt),
});

export const toGroup = (group: RequirementGroup) => ({
  id: group.id,
  record_type: 'requirement_group',
  country_code: group.country,
  phone_number_type: group.numberType,
  action: group.action,
  status: group.status,
  customer_reference: group.reference,
  created_at: iso(group.createdAt),
  updated_at: iso(group.updatedAt),
  regulatory_requirements: group.answers.map((answer) => ({
    requirement_id: answer.requirementId,
    field_type: answer.fieldType,
    field_value: answer.value,
    status: answer.status,
    expires_at: isoOrNull(answer.expiresAt),
    created_at: iso(group.createdAt),
    updated_at: iso(answer.updatedAt),
  })),
});

export const toDocument = (document: StoredDocument, now: number) => ({
  id: document.id,
  record_type: 'document',
  filename: document.filename,
  content_type: document.contentType,
  size: { amount: document.content.byteLength, unit: 'bytes' },
  sha256: document.sha256,
  status: 'pending',
  av_scan_status: now >= document.createdAt + SPANS.scanMs ? 'scanned' : 'pending_scan',
  customer_reference: document.reference,
  created_at: iso(document.createdAt),
  updated_at: iso(document.createdAt),
});

export const toAddress = (address: Address) => ({
  id: address.id,
  record_type: 'address',
  ...address.fields,
  created_at: iso(address.createdAt),
  updated_at: iso(address.createdAt),
});
