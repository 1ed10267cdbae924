import { findPart, missingRequirementIds } from '../domain/order.ts';
import { checkAnswers } from '../domain/requirement.ts';
import type { Telnyx } from '../telnyx/telnyx.ts';
import { createActOnPart, findActedOn } from './act-on-part.ts';
import { addAddress } from './add-address.ts';
import type { Attachments } from './attachments.ts';
import type { FulfilRequirements } from './flows.ts';
import { createFollowOrder, type FollowOptions } from './follow-order.ts';
import { openForm } from './requirement-form.ts';
import { submitAnswers, typesIn } from './submit-requirements.ts';

type Options = FollowOptions & { telnyx: Pick<Telnyx, 'addresses' | 'documents'>; attachments: Attachments };

/** The paperwork of a part: what the form asks, what is wrong with the answers, sending them. */
export const createFulfilRequirements = (options: Options): FulfilRequirements => {
  const { orders } = options;
  const follow = createFollowOrder(options);
  const actOnPart = createActOnPart({ ...options, follow });

  return {
    open: (part) => openForm({ ...options, follow }, part),

    check: async ({ orderKey, partId, answers }) => {
      const { order, part } = await findActedOn(options, { orderKey, partId });
      return checkAnswers({ types: typesIn(part, order.requirementTypes), answers });
    },

    submit: async ({ orderKey, partId, answers, personId }) => {
      const outcome = await actOnPart({
        orderKey,
        partId,
        act: (on) => submitAnswers({ ...options, follow }, { ...on, answers, personId }),
      });
      if (outcome.kind !== 'sent') return outcome;
      // Telnyx erases the deadline when all answers are in, and knows whether anything is still declined: what was
      // read after sending counts.
      const order = (await orders.get(orderKey))?.order;
      const part = order ? findPart(order, partId) : null;
      if (!part) return outcome;
      const open = missingRequirementIds(part);
      return { ...outcome, missing: outcome.missing.filter((id) => open.includes(id)), deadlineAt: part.deadlineAt };
    },

    addAddress: (address) => addAddress(options, address),
  };
};
