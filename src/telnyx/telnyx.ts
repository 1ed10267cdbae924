import type { Comment } from '../domain/order.ts';
import type { AvailableNumber } from '../domain/phone-number.ts';
import type { Address, AddressInput, RequirementType } from '../domain/requirement.ts';
import type { RequirementGroup } from '../domain/requirement-group.ts';
import type { SearchQuery } from '../domain/search.ts';

/** Instants are epoch milliseconds. Every call rejects with an `AppError`. Only reads retry. */
export type Telnyx = {
  numbers: {
    /** GET /available_phone_numbers. No coverage (10015) is an `AppError('no_coverage')`. */
    search(query: SearchQuery): Promise<{ numbers: AvailableNumber[]; totalCount: number; bestEffortCount: number }>;
  };
  coverage: {
    /** GET /country_coverage/countries/{country} */
    get(country: string): Promise<CountryCoverage>;
    /** GET /country_coverage */
    list(): Promise<CountryCoverage[]>;
  };
  orders: {
    /** POST /number_orders, never repeated. `telnyx_unclear`: it may have been placed; `telnyx_unreachable`: it was not. */
    create(order: NewNumberOrder): Promise<NumberOrder>;
    get(orderId: string): Promise<NumberOrder>;
    /** One page, newest first as Telnyx sends it. */
    list(options?: {
      page?: number;
      size?: number;
      reference?: string;
      status?: string;
    }): Promise<Page<NumberOrderSummary>>;
    /** Orders whose customer_reference is exactly this. `telnyx_unclear`: none found, but the list was not read to its end. */
    findByReference(reference: string): Promise<NumberOrderSummary[]>;
  };
  subOrders: {
    /** GET /sub_number_orders/{id}; with numbers: the first 50, with each requirement's status where Telnyx gives it. */
    get(subOrderId: string, options?: { includeNumbers?: boolean }): Promise<SubOrder>;
    listByOrder(orderId: string): Promise<SubOrder[]>;
    /**
     * Pending ones, page by page; pages of 250 with numbers included when Telnyx honours the newer parameters.
     * `complete` is true only on the last page of a list that is known to be whole. When no page says so, the list may have been cut:
     * a part that is missing from it is to be read by itself.
     */
    listPending(): AsyncIterable<{ parts: ListedPart[]; complete: boolean }>;
    /** PATCH: applies each value to all numbers of the sub order. */
    update(subOrderId: string, values: RequirementValue[]): Promise<SubOrder>;
    cancel(subOrderId: string): Promise<SubOrder>;
    /** POST: copies the group's values to all numbers of the sub order; what is approved keeps its value. */
    applyGroup(subOrderId: string, groupId: string): Promise<void>;
  };
  orderNumbers: {
    /** GET /number_order_phone_numbers/{id}: the only object with a deadline. */
    get(orderNumberId: string): Promise<NumberDetail>;
    list(options?: { country?: string }): Promise<NumberDetail[]>;
    /** PATCH: changes this number only. */
    update(orderNumberId: string, values: RequirementValue[]): Promise<NumberDetail>;
  };
  comments: {
    list(subOrderId: string): Promise<Comment[]>;
    listOfGroup(groupId: string): Promise<Comment[]>;
    create(comment: CommentOn & { body: string }): Promise<Comment>;
    markRead(commentId: string): Promise<Comment>;
  };
  requirements: {
    /** GET /requirements for ordering; an empty list means that no paperwork is asked. */
    list(filter: { country: string; numberType: string }): Promise<RequirementType[]>;
    types(): Promise<RequirementType[]>;
    type(requirementTypeId: string): Promise<RequirementType>;
  };
  documents: {
    /** POST /documents as base64 JSON, at most 20 MB. */
    upload(document: { filename: string; content: Uint8Array; reference: string | null }): Promise<Document>;
    /** The newest 1,000. */
    list(): Promise<Document[]>;
    get(documentId: string): Promise<Document>;
    /** GET /document_links: whether something at Telnyx refers to the document, so that it is not swept after 30 minutes. */
    isLinked(documentId: string): Promise<boolean>;
  };
  addresses: {
    create(address: AddressInput): Promise<Address>;
    list(filter?: { country?: string }): Promise<Address[]>;
  };
  requirementGroups: {
    /** For ordering; all of the account without a filter. */
    list(filter?: { country: string; numberType: string }): Promise<RequirementGroup[]>;
    get(groupId: string): Promise<RequirementGroup>;
    create(group: { country: string; numberType: string; reference: string | null }): Promise<RequirementGroup>;
    /** PATCH: values, the reference, or both; what is left out stays. */
    update(groupId: string, change: { values?: RequirementValue[]; reference?: string }): Promise<RequirementGroup>;
    /** For pre-approval. Not offered for every country: then `AppError('telnyx_refused')`. */
    submit(groupId: string): Promise<RequirementGroup>;
    remove(groupId: string): Promise<void>;
  };
  externalRequirements: {
    /** GET /external_requirements/{requirement}/sub_number_orders/{sub}: what the end user's link needs, and the link once made. */
    get(on: ExternalRequirementRef): Promise<ExternalRequirement>;
    /** POST to the same path: makes the link for this person. */
    create(on: ExternalRequirementRef & { firstName: string; lastName: string }): Promise<ExternalRequirement>;
  };
  reservations: {
    /** POST /number_reservations: holds the numbers for 30 minutes. */
    create(phoneNumbers: string[]): Promise<{ phoneNumber: string; status: string; expiresAt: number | null }[]>;
  };
  account: {
    /** Whose key this is, as its newest order names it; null while there is none. */
    id(): Promise<string | null>;
    connections(): Promise<AccountOption[]>;
    messagingProfiles(): Promise<AccountOption[]>;
    billingGroups(): Promise<AccountOption[]>;
  };
};

export type Page<Item> = { items: Item[]; page: number; totalPages: number; totalCount: number };
export type AccountOption = { id: string; name: string };
/** What a comment is about. */
export type CommentOn = { subOrderId: string } | { groupId: string };
export type ExternalRequirementRef = { requirementId: string; subOrderId: string };

/** An act of the end user at Telnyx. The link is for them alone: shown to who asks for it, never logged, stored or posted. */
export type ExternalRequirement = { link: string | null; fields: { name: string; description: string | null }[] };

export type RequirementValue = { requirementId: string; value: string };

export type CountryCoverage = {
  country: string;
  numberTypes: string[];
  features: string[];
};

export type NewNumberOrder = {
  phoneNumbers: { phoneNumber: string; requirementGroupId: string | null }[];
  reference: string;
  connectionId: string | null;
  messagingProfileId: string | null;
  billingGroupId: string | null;
};

export type NumberOrderSummary = {
  id: string;
  status: string;
  reference: string | null;
  createdAt: number;
  subOrderIds: string[];
  phoneNumbersCount: number;
};

export type NumberOrder = NumberOrderSummary & { phoneNumbers: NumberInOrder[] };

/** `value` is personal data: shown in a form to people who may order, never logged, stored or posted. */
export type RequirementInOrder = {
  requirementId: string;
  kind: string;
  value: string | null;
  /** Null where Telnyx does not tell it. */
  status: string | null;
};

export type NumberInOrder = {
  id: string;
  phoneNumber: string;
  country: string;
  numberType: string;
  status: string;
  requirementsStatus: string;
  requirements: RequirementInOrder[];
};

export type NumberDetail = NumberInOrder & {
  orderId: string;
  subOrderId: string;
  deadlineAt: number | null;
  locality: string | null;
};

export type SubOrder = {
  id: string;
  orderId: string;
  country: string;
  numberType: string;
  status: string;
  accountId: string | null;
  reference: string | null;
  phoneNumbersCount: number;
  requirements: { requirementId: string; kind: string }[];
  /** The newer extra: null when Telnyx does not send numbers here; at most 50. */
  phoneNumbers: NumberInOrder[] | null;
};

/** A part as a list shows it, read in depth only when somebody asks: most parts of a list are as they were. */
export type ListedPart = {
  id: string;
  orderId: string;
  accountId: string | null;
  /** Changes with whatever Telnyx shows of the part. */
  fingerprint: string;
  /** Throws `AppError('telnyx_unreadable')`. */
  read(): SubOrder;
  /** The same, for longer than its page is looked at: the next page takes its place. */
  keep(): ListedPart;
};

export type Document = {
  id: string;
  filename: string;
  contentType: string | null;
  sizeBytes: number | null;
  sha256: string | null;
  status: string;
  reference: string | null;
  /** The virus scan: `pending_scan`, `scanned`, `infected`, `not_scanned` or another word; null where Telnyx does not say. */
  scanStatus?: string | null;
};
