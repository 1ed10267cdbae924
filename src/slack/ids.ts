import type { AuditPlace } from '../domain/audit-entry.ts';
import type { FormTarget } from '../domain/requirement-form.ts';
import { AppError } from '../errors.ts';

/** Every id that Slack sends back to us: `noun:verb`. `routes.ts` gives each its handler; a test compares the two. */
export const COMMAND = '/numbers';

export const ACTIONS = {
  searchOpen: 'search:open',
  searchSelect: 'search:select',
  searchOrder: 'search:order',
  searchHold: 'search:hold',
  searchChange: 'search:change',
  searchMore: 'search:more',
  searchRelax: 'search:relax',
  orderPlaceAgain: 'order:place-again',
  orderShow: 'order:show',
  orderMore: 'order:more',
  orderTake: 'order:take',
  orderWatch: 'order:watch',
  orderRefresh: 'order:refresh',
  orderNotPlaced: 'order:not-placed',
  orderCreateGroup: 'order:create-group',
  partPick: 'part:pick',
  partCancel: 'part:cancel',
  ordersList: 'orders:list',
  requirementsOpen: 'requirements:open',
  requirementsRemind: 'requirements:remind',
  requirementsAddAddress: 'requirements:add-address',
  requirementsShow: 'requirements:show',
  requirementsCopy: 'requirements:copy',
  requirementsBack: 'requirements:back',
  requirementsNumbers: 'requirements:numbers',
  requirementsAside: 'requirements:aside',
  requirementsPutAside: 'requirements:put-aside',
  requirementsRemoveFile: 'requirements:remove-file',
  requirementsAskNumberOps: 'requirements:ask-number-ops',
  fieldValue: 'field:value',
  fieldAddress: 'field:address',
  fieldDocument: 'field:document',
  fieldNumbers: 'field:numbers',
  commentOpen: 'comment:open',
  commentRead: 'comment:read',
  extensionOpen: 'extension:open',
  linkOpen: 'link:open',
  linkShow: 'link:show',
  spreadOpen: 'spread:open',
  auditOlder: 'audit:older',
  groupsList: 'groups:list',
  groupCreate: 'group:create',
  groupMore: 'group:more',
  groupApply: 'group:apply',
  groupSave: 'group:save',
  groupCommentOpen: 'group-comment:open',
  groupCommentAbout: 'group-comment:about',
  groupCommentRead: 'group-comment:read',
} as const;

export const VIEWS = {
  searchSubmit: 'search:submit',
  orderSubmit: 'order:submit',
  requirementsSubmit: 'requirements:submit',
  decisionsSubmit: 'decisions:submit',
  numbersSubmit: 'numbers:submit',
  linkSubmit: 'link:submit',
  spreadSubmit: 'spread:submit',
  addressSubmit: 'address:submit',
  commentSubmit: 'comment:submit',
  extensionSubmit: 'extension:submit',
  cancelSubmit: 'cancel:submit',
  formSaving: 'form:saving',
  groupCreateSubmit: 'group-create:submit',
  groupSaveSubmit: 'group-save:submit',
  groupRenameSubmit: 'group-rename:submit',
  groupApplySubmit: 'group-apply:submit',
  groupDeleteSubmit: 'group-delete:submit',
  groupCommentSubmit: 'group-comment:submit',
} as const;

/** Menus that ask the app for their choices; also the `action_id` of what is chosen. */
export const OPTIONS = {
  addresses: ACTIONS.fieldAddress,
  documents: ACTIONS.fieldDocument,
  numbers: ACTIONS.fieldNumbers,
} as const;
export type OptionsId = (typeof OPTIONS)[keyof typeof OPTIONS];

/** Forms that tell when they are closed without being sent, or while they are. */
export const CLOSINGS = {
  requirements: VIEWS.requirementsSubmit,
  decisions: VIEWS.decisionsSubmit,
  saving: VIEWS.formSaving,
} as const;

export const SHORTCUTS = { commentSend: 'comment:send' } as const;
export const EVENTS = { homeOpened: 'app_home_opened' } as const;

/**
 * Button values and private_metadata: compact JSON, ids only, nothing personal.
 * `decode` trusts nothing: a value of another shape (an old message, another version) is an `AppError('form_expired')`.
 */
export type Codec<Value> = { encode(value: Value): string; decode(text: string | null | undefined): Value };

const parseJson = (text: string | null | undefined): unknown => {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
};

/** JSON arrays, because an option's value holds 75 characters and an id alone takes 36. */
export const createCodec = <Value>(shape: {
  toList: (value: Value) => unknown[];
  fromList: (list: unknown[]) => Value | null;
}): Codec<Value> => ({
  encode: (value) => JSON.stringify(shape.toList(value)),
  decode: (text) => {
    const list = parseJson(text);
    const value = Array.isArray(list) ? shape.fromList(list) : null;
    if (value === null) throw new AppError('form_expired', 'a button value or form context has another shape');
    return value;
  },
});

/** Half of a character is part of no id, and no address can hold it. */
export const isText = (value: unknown): value is string => typeof value === 'string' && value.isWellFormed();
export const isTextOrNull = (value: unknown): value is string | null => value === null || isText(value);
export const isIndex = (value: unknown): value is number => Number.isInteger(value) && Number(value) >= 0;

export type OrderRef = { orderKey: string };
export const orderRef = createCodec<OrderRef>({
  toList: (ref) => [ref.orderKey],
  fromList: ([orderKey]) => (isText(orderKey) ? { orderKey } : null),
});

/** An order at Telnyx that is not followed: it has no key here. */
export const watchRef = createCodec<{ orderId: string }>({
  toList: (ref) => [ref.orderId],
  fromList: ([orderId]) => (isText(orderId) ? { orderId } : null),
});

export type PartRef = { orderKey: string; partId: string };
export const partRef = createCodec<PartRef>({
  toList: (ref) => [ref.orderKey, ref.partId],
  fromList: ([orderKey, partId]) => (isText(orderKey) && isText(partId) ? { orderKey, partId } : null),
});

/** What a requirement form is about; in the value of each button that opens one (`requirements:open`). */
export const formTarget = createCodec<FormTarget>({
  toList: (target) => (target.kind === 'part' ? [target.orderKey, target.partId] : [target.groupId]),
  fromList: ([first, partId]) => {
    if (!isText(first)) return null;
    return isText(partId) ? { kind: 'part', orderKey: first, partId } : { kind: 'group', groupId: first };
  },
});

export type CommentRef = PartRef & { commentId: string };
export const commentRef = createCodec<CommentRef>({
  toList: (ref) => [ref.orderKey, ref.partId, ref.commentId],
  fromList: ([orderKey, partId, commentId]) =>
    isText(orderKey) && isText(partId) && isText(commentId) ? { orderKey, partId, commentId } : null,
});

/** Where the next page of the audit begins. */
export const auditPlace = createCodec<AuditPlace>({
  toList: ({ day, count }) => [day, count],
  fromList: ([day, count]) =>
    isText(day) && /^\d{4}-\d{2}-\d{2}(\.\d+)?$/.test(day) && isIndex(count) ? { day, count } : null,
});

/** What the card's overflow menu offers (`order:more`). */
export const MORE_ACTS = ['cancel', 'extension', 'refresh', 'take', 'numbers'] as const;
export type MoreAct = (typeof MORE_ACTS)[number];
export type MoreRef = { act: MoreAct; orderKey: string; partId: string | null };
export const moreRef = createCodec<MoreRef>({
  toList: (ref) => [MORE_ACTS.indexOf(ref.act), ref.orderKey, ref.partId],
  fromList: ([index, orderKey, partId]) => {
    const act = isIndex(index) ? MORE_ACTS[index] : undefined;
    return act !== undefined && isText(orderKey) && isTextOrNull(partId) ? { act, orderKey, partId } : null;
  },
});

/** Where paperwork is asked for: a country and a number type. */
export type PlaceRef = { country: string; numberType: string };
export const placeRef = createCodec<PlaceRef>({
  toList: (ref) => [ref.country, ref.numberType],
  fromList: ([country, numberType]) => (isText(country) && isText(numberType) ? { country, numberType } : null),
});

/** `channelId` is where the results go; null when the form was opened in the App Home. */
export type SearchContext = { channelId: string | null };
export const searchContext = createCodec<SearchContext>({
  toList: (context) => [context.channelId],
  fromList: ([channelId]) => (isTextOrNull(channelId) ? { channelId } : null),
});

const toTarget = (value: unknown): FormTarget | null => (isText(value) ? formTarget.decode(value) : null);

/** The requirement form at one of its pages; what it holds is kept with the person's draft. */
export type FormContext = { target: FormTarget; page: number; isLast: boolean };
export const formContext = createCodec<FormContext>({
  toList: ({ target, page, isLast }) => [formTarget.encode(target), page, isLast ? 1 : 0],
  fromList: ([encoded, page, last]) => {
    const target = toTarget(encoded);
    return target !== null && isIndex(page) ? { target, page, isLast: last === 1 } : null;
  },
});

/** A field of a form: the address form on top of it fills that field. */
export type FieldRef = { target: FormTarget; key: string };
export type AddressContext = FieldRef & { country: string | null };
export const addressContext = createCodec<AddressContext>({
  toList: ({ target, key, country }) => [formTarget.encode(target), key, country],
  fromList: ([encoded, key, country]) => {
    const target = toTarget(encoded);
    return target !== null && isText(key) && isTextOrNull(country) ? { target, key, country } : null;
  },
});

/** Requirements of a part, in the value of a button about them. */
export type RequirementsRef = PartRef & { requirementIds: string[] };
export const requirementsRef = createCodec<RequirementsRef>({
  toList: ({ orderKey, partId, requirementIds }) => [orderKey, partId, ...requirementIds],
  fromList: ([orderKey, partId, ...requirementIds]) =>
    isText(orderKey) && isText(partId) && requirementIds.every(isText) ? { orderKey, partId, requirementIds } : null,
});
