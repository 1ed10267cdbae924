import type { Client } from './client.ts';
import { path } from './path.ts';
import type { ExternalRequirementRef, Telnyx } from './telnyx.ts';
import { one } from './wire/envelope.ts';
import { externalRequirement, toEndUserBody } from './wire/external-requirements.ts';

/** The link leads to somebody's identity check: should a refusal quote it, it goes no further. */
const ANY_LINK = /https?:\/\/\S+/gi;

const toPath = ({ requirementId, subOrderId }: ExternalRequirementRef) =>
  path`/external_requirements/${requirementId}/sub_number_orders/${subOrderId}`;

/** Acts of the end user, like the identity check of Australian mobile numbers. */
export const createExternalRequirements = (client: Client): Telnyx['externalRequirements'] => ({
  get: (on) => client.get({ path: toPath(on), answer: one(externalRequirement), personal: [ANY_LINK] }),

  create: ({ firstName, lastName, ...on }) =>
    client.post({
      path: toPath(on),
      body: toEndUserBody({ firstName, lastName }),
      answer: one(externalRequirement),
      personal: [`${firstName} ${lastName}`, firstName, lastName, ANY_LINK],
    }),
});
