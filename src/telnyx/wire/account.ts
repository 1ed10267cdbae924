import { z } from 'zod';
import type { AccountOption } from '../telnyx.ts';
import { id, optionalText } from './fields.ts';

/** A thing without a name is still one to choose: its id stands for it. */
const toOption = (optionId: string, name: string | null): AccountOption => ({ id: optionId, name: name ?? optionId });

export const connection = z
  .looseObject({ id, connection_name: optionalText })
  .transform((wire) => toOption(wire.id, wire.connection_name));

export const messagingProfile = z
  .looseObject({ id, name: optionalText })
  .transform((wire) => toOption(wire.id, wire.name));

/** Deleted ones stay in Telnyx's list. */
export const billingGroup = z
  .looseObject({ id, name: optionalText, deleted_at: optionalText })
  .transform((wire) => ({ ...toOption(wire.id, wire.name), isDeleted: wire.deleted_at !== null }));
