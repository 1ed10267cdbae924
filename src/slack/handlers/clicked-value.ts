import { AppError } from '../../errors.ts';

/** What a click carries: a button's value, or that of the option chosen in a menu. */
export const clickedValue = (action: object): string => {
  const { value, selected_option: chosen } = action as {
    value?: unknown;
    selected_option?: { value?: unknown } | null;
  };
  const found = value ?? chosen?.value;
  if (typeof found === 'string') return found;
  throw new AppError('form_expired', 'A click carried no value');
};
