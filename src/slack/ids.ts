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
  orderRefresh: 'order:refresh',
  orderCreateGroup: 'order:create-group',
  partPick: 'part:pick',
  partCancel: 'part:cancel',
  ordersList: 'orders:list',
  requirementsOpen: 'requirements:open',
  requirementsRemind: 'requirements:remind',
  requirementsAddAddress: 'requirements:add-address',
  requirementsShow: 'requirements:show',
  requirementsCopy: 'requirements:copy',
  commentOpen: 'comment:open',
  commentRead: 'comment:read',
  extensionOpen: 'extension:open',
  linkOpen: 'link:open',
  groupCreate: 'group:create',
  groupMore: 'group:more',
  groupApply: 'group:apply',
} as const;

export const VIEWS = {
  searchSubmit: 'search:submit',
  orderSubmit: 'order:submit',
  requirementsSubmit: 'requirements:submit',
  addressSubmit: 'address:submit',
  commentSubmit: 'comment:submit',
  extensionSubmit: 'extension:submit',
  cancelSubmit: 'cancel:submit',
  formSaving: 'form:saving',
  groupCreateSubmit: 'group-create:submit',
  groupRenameSubmit: 'group-rename:submit',
  groupApplySubmit: 'group-apply:submit',
  groupDeleteSubmit: 'group-delete:submit',
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

export const isText = (value: unknown): value is string => typeof value === 'string';
export const isTextOrNull = (value: unknown): value is string | null => value === null || isText(value);
export const isIndex = (value: unknown): value is number => Number.isInteger(value) && Number(value) >= 0;

export type OrderRef = { orderKey: string };
export const orderRef = createCodec<OrderRef>({
  toList: (ref) => [ref.orderKey],
  fromList: ([orderKey]) => (isText(orderKey) ? { orderKey } : null),
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

/** The requirement form, and the addresses made while it was open, by requirement id. */
export type RequirementsContext = PartRef & {
  /** `revision` is in the field's `block_id`: a new one makes Slack show the new choice. */
  chosen: Record<string, { addressId: string; revision: number }>;
};

const toChosen = (value: unknown): RequirementsContext['chosen'] | null => {
  if (!Array.isArray(value)) return null;
  const pairs = value.flatMap((each: unknown) => {
    const [requirementId, addressId, revision] = Array.isArray(each) ? each : [];
    return isText(requirementId) && isText(addressId) && isIndex(revision)
      ? [[requirementId, { addressId, revision }] as const]
      : [];
  });
  return pairs.length === value.length ? Object.fromEntries(pairs) : null;
};

export const requirementsContext = createCodec<RequirementsContext>({
  toList: ({ orderKey, partId, chosen }) => [
    orderKey,
    partId,
    Object.entries(chosen).map(([requirementId, { addressId, revision }]) => [requirementId, addressId, revision]),
  ],
  fromList: ([orderKey, partId, chosenList]) => {
    const chosen = toChosen(chosenList);
    if (!isText(orderKey) || !isText(partId) || chosen === null) return null;
    return { orderKey, partId, chosen };
  },
});

/** The address form on top of the requirement form: what that form holds, and the field that waits for the address. */
export type AddressContext = { form: RequirementsContext; requirementId: string; country: string };
export const addressContext = createCodec<AddressContext>({
  toList: ({ form, requirementId, country }) => [requirementsContext.encode(form), requirementId, country],
  fromList: ([form, requirementId, country]) =>
    isText(form) && isText(requirementId) && isText(country)
      ? { form: requirementsContext.decode(form), requirementId, country }
      : null,
});
