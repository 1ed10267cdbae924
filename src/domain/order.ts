import type { RequirementState } from './requirement.ts';

/** Instants are epoch milliseconds, UTC. Status words are Telnyx's own; unknown ones stay as they came. */
export type OrderNumber = {
  /** Id of the number order phone number. */
  id: string;
  phoneNumber: string;
  status: string;
  requirementsStatus: string;
};

export type Comment = {
  id: string;
  body: string;
  author: string;
  /** `admin` is Number Ops, `user` is us. */
  authorType: string;
  createdAt: number;
  readAt: number | null;
};

/** A sub number order with all its numbers, as last read. */
export type Part = {
  id: string;
  orderId: string;
  country: string;
  numberType: string;
  status: string;
  numbers: OrderNumber[];
  requirements: RequirementState[];
  /** The soonest among its numbers; null when none is set. */
  deadlineAt: number | null;
  comments: Comment[];
};

export type Order = {
  id: string;
  reference: string | null;
  status: string;
  createdAt: number;
  parts: Part[];
};
