/** What an answer to one requirement of one number stands at. */
export type AnswerStatus = 'awaiting-value' | 'pending-approval' | 'approved' | 'declined';

export type Answer = { requirementId: string; fieldType: string; value: string | null; status: AnswerStatus };

export type RequirementsStatus =
  | 'approved'
  | 'cancelled'
  | 'deleted'
  | 'requirement-info-pending'
  | 'requirement-info-under-review'
  | 'requirement-info-exception';

export type OrderedNumber = {
  id: string;
  phoneNumber: string;
  locality: string | null;
  status: 'pending' | 'success' | 'failure';
  requirementsStatus: RequirementsStatus;
  deadlineAt: number | null;
  answers: Answer[];
  /** When an approved number becomes active; null while it waits for something else. */
  activateAt: number | null;
  part: Part;
};

export type PartStatus = 'pending' | 'success' | 'failure' | 'cancelled' | 'deleted';

/** A sub number order: all numbers of one country and type in one order. */
export type Part = {
  id: string;
  order: Order;
  country: string;
  numberType: string;
  status: PartStatus;
  numbers: OrderedNumber[];
  createdAt: number;
  updatedAt: number;
  /** Approved requirement groups settle by themselves some minutes later. */
  autoApproveAt: number | null;
  /** The next moment at which time alone changes this part. */
  dueAt: number;
  /** Not listed and not found, as if the account had lost it. */
  hidden: boolean;
};

export type Order = {
  id: string;
  reference: string | null;
  connectionId: string | null;
  messagingProfileId: string | null;
  billingGroupId: string | null;
  parts: Part[];
  createdAt: number;
};

export type GroupStatus =
  | 'approved'
  | 'unapproved'
  | 'pending-approval'
  | 'declined'
  | 'expired'
  | 'no-longer-eligible';

export type GroupAnswer = {
  requirementId: string;
  fieldType: string;
  value: string | null;
  status: Exclude<GroupStatus, 'no-longer-eligible'>;
  /** With the first value that runs out, the group does. */
  expiresAt: number | null;
  updatedAt: number;
};

export type RequirementGroup = {
  id: string;
  country: string;
  numberType: string;
  action: string;
  status: GroupStatus;
  reference: string | null;
  answers: GroupAnswer[];
  createdAt: number;
  updatedAt: number;
};

export type Comment = {
  id: string;
  recordType: 'sub_number_order' | 'requirement_group';
  recordId: string;
  body: string;
  commenter: string;
  commenterType: 'admin' | 'user';
  createdAt: number;
  readAt: number | null;
};

export type StoredDocument = {
  id: string;
  filename: string;
  content: Uint8Array;
  contentType: string;
  sha256: string;
  reference: string | null;
  createdAt: number;
  /** Null while an answer refers to it; else since when none does: after half an hour it vanishes. */
  unlinkedSince: number | null;
};

export type LinkedRecord = {
  type: 'sub_number_order' | 'number_order_phone_number' | 'requirement_group';
  id: string;
};

export type DocumentLink = { id: string; documentId: string; record: LinkedRecord; createdAt: number };

/** What an end user was asked to do at a part, and the link that leads there. */
export type EndUserLink = { firstName: string; lastName: string; url: string };

export type Address = { id: string; createdAt: number; fields: Record<string, string | boolean | null> };

export type Reservation = {
  id: string;
  reference: string | null;
  createdAt: number;
  extended: boolean;
  numbers: { id: string; phoneNumber: string; status: 'success' | 'failure'; error: string; expiresAt: number }[];
};

export const createState = () => ({
  /** Insertion order is age: lists reverse it where Telnyx sends the newest first. */
  orders: new Map<string, Order>(),
  parts: new Map<string, Part>(),
  numbers: new Map<string, OrderedNumber>(),
  /** Only these are looked at when time passes, so that the account's history costs nothing. */
  pendingParts: new Set<Part>(),
  nextDueAt: Number.POSITIVE_INFINITY,
  groups: new Map<string, RequirementGroup>(),
  comments: new Map<string, Comment>(),
  documents: new Map<string, StoredDocument>(),
  documentLinks: new Map<string, DocumentLink>(),
  /** By `<part> <requirement>`. */
  endUserLinks: new Map<string, EndUserLink>(),
  addresses: new Map<string, Address>(),
  reservations: new Map<string, Reservation>(),
  /** When a search last returned a number. */
  searchedAt: new Map<string, number>(),
  /** Ordered here, or sold to somebody else. */
  taken: new Set<string>(),
  /** Grows with whatever a reviewer sees of a part or a group. */
  version: 0,
  fundsMissing: false,
  /** On top of what the inventory says: prices rise between a search and an order. */
  priceFactor: 1,
});

export type State = ReturnType<typeof createState>;
