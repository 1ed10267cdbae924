import type { AuditEntry } from '../../src/domain/audit-entry.ts';
import type { Comment, Order, OrderNumber, Part } from '../../src/domain/order.ts';
import type { PlaceRequest } from '../../src/domain/order-offer.ts';
import type { AvailableNumber } from '../../src/domain/phone-number.ts';
import type { Address, RequirementState, RequirementType } from '../../src/domain/requirement.ts';
import type { RequirementGroup } from '../../src/domain/requirement-group.ts';
import type { OwedUpdate, TrackedOrder } from '../../src/domain/tracked-order.ts';

/** One plausible thing of each kind; a test names only what matters to it. */
export const NOW = Date.UTC(2026, 0, 12, 9, 0, 0);
export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

export const anAvailableNumber = (given: Partial<AvailableNumber> = {}): AvailableNumber => ({
  phoneNumber: '+4930901820001',
  country: 'DE',
  numberType: 'local',
  place: 'Berlin',
  features: ['voice'],
  upfront: { amount: '1.00', currency: 'USD' },
  monthly: { amount: '1.00', currency: 'USD' },
  bestEffort: false,
  quickship: false,
  reservable: true,
  ...given,
});

export const aRequirementType = (given: Partial<RequirementType> = {}): RequirementType => ({
  id: 'req-name',
  name: 'Name of the end user',
  kind: 'textual',
  description: 'Who uses the number.',
  example: 'Ada Lovelace',
  ...given,
  criteria: given.criteria ?? {
    minLength: null,
    maxLength: null,
    acceptableCharacters: null,
    acceptableValues: [],
    localityLimit: null,
    timeLimit: null,
  },
});

export const aRequirementState = (given: Partial<RequirementState> = {}): RequirementState => ({
  requirementId: 'req-name',
  kind: 'textual',
  answered: false,
  status: 'awaiting-value',
  ...given,
});

export const anOrderNumber = (given: Partial<OrderNumber> = {}): OrderNumber => ({
  id: 'num-1',
  phoneNumber: '+4930901820001',
  status: 'pending',
  requirementsStatus: 'requirement-info-pending',
  ...given,
});

export const aComment = (given: Partial<Comment> = {}): Comment => ({
  id: 'comment-1',
  body: 'The passport is cut off at the edge.',
  author: 'ops@telnyx.example',
  authorType: 'admin',
  createdAt: NOW,
  readAt: null,
  ...given,
});

export const aPart = (given: Partial<Part> = {}): Part => ({
  id: 'part-1',
  orderId: 'order-1',
  country: 'DE',
  numberType: 'local',
  status: 'pending',
  numbers: [anOrderNumber()],
  requirements: [aRequirementState()],
  deadlineAt: NOW + 10 * DAY_MS,
  comments: [],
  ...given,
});

export const anOrder = (given: Partial<Order> = {}): Order => ({
  id: 'order-1',
  reference: 'Berlin office · nd-token1',
  status: 'pending',
  createdAt: NOW,
  parts: [aPart()],
  ...given,
});

export const anOwedUpdate = (given: Partial<OwedUpdate> = {}): OwedUpdate => ({
  id: 'update-1',
  createdAt: NOW,
  changes: [{ kind: 'order-complete' }],
  lastCheckedAt: null,
  down: null,
  ...given,
});

/** Placed, read once, its card posted, nothing owed. */
export const aTrackedOrder = (given: Partial<TrackedOrder> = {}): TrackedOrder => ({
  version: 3,
  key: 'token1',
  state: 'placed',
  refusal: null,
  intent: {
    reference: 'Berlin office · nd-token1',
    numbers: [
      {
        phoneNumber: '+4930901820001',
        country: 'DE',
        numberType: 'local',
        requirementGroupId: null,
        upfront: { amount: '1.00', currency: 'USD' },
        monthly: { amount: '1.00', currency: 'USD' },
      },
    ],
    connectionId: null,
    messagingProfileId: null,
    billingGroupId: null,
  },
  createdAt: NOW,
  ownerId: 'U1',
  orderedBy: 'U1',
  channelId: 'C1',
  cardTs: '1768208400.000100',
  cardIsStale: false,
  moved: null,
  posting: null,
  orderId: 'order-1',
  order: anOrder(),
  requirementTypes: { 'req-name': aRequirementType() },
  owed: [],
  reminders: {},
  answeredAt: {},
  cancelledBy: {},
  filling: {},
  answeredBy: {},
  groups: {},
  links: {},
  lastCheckedAt: NOW,
  lastChangedAt: NOW,
  nextCheckAt: NOW,
  ...given,
});

export const aRequirementGroup = (given: Partial<RequirementGroup> = {}): RequirementGroup => ({
  id: 'group-1',
  country: 'CH',
  numberType: 'local',
  status: 'unapproved',
  reference: 'Zurich office',
  requirements: [
    {
      requirementId: 'req-name',
      kind: 'textual',
      answered: true,
      value: 'Ada Lovelace',
      status: 'unapproved',
      expiresAt: null,
    },
  ],
  ...given,
});

export const anAddress = (given: Partial<Address> = {}): Address => ({
  id: '1001',
  firstName: 'Ada',
  lastName: 'Lovelace',
  businessName: 'Engines Ltd',
  streetAddress: 'Unter den Linden 1',
  extendedAddress: null,
  locality: 'Berlin',
  administrativeArea: null,
  postalCode: '10117',
  country: 'DE',
  reference: 'Berlin office',
  ...given,
});

export const aPlaceRequest = (given: Partial<PlaceRequest> = {}): PlaceRequest => ({
  token: 'token1',
  reference: 'Berlin office',
  phoneNumbers: ['+4930901820001'],
  groupByPart: {},
  connectionId: null,
  messagingProfileId: null,
  billingGroupId: null,
  channelId: 'C1',
  personId: 'U1',
  seenPrices: { '+4930901820001': { upfront: '1.00', monthly: '1.00' } },
  repeatConfirmed: false,
  ...given,
});

export const anAuditEntry = (given: Partial<AuditEntry> = {}): AuditEntry => ({
  at: NOW,
  personId: 'U1',
  act: 'ordered',
  orderKey: 'key1',
  orderId: 'order-1',
  reference: 'Berlin office · nd-key1',
  partId: null,
  groupId: null,
  detail: '1 number',
  ...given,
});
