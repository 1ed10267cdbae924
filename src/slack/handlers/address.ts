import type { ActionHandler, HandlerDeps, ViewHandler } from '../handler.ts';
import { addressContext } from '../ids.ts';
import { addressModal, addressSavedModal, readAddressForm } from '../views/address-modal.ts';
import { toFieldErrors } from '../views/form-inputs.ts';
import { requirementsModal } from '../views/requirements-modal.ts';
import { savingForm } from '../views/submitted-form.ts';
import { valueOf } from './action-value.ts';
