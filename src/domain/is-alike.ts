const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** What is missing and what is undefined are the same: neither comes back from the store. */
const areAlike = (one: Record<string, unknown>, other: Record<string, unknown>): boolean => {
  const own = (key: string): unknown => (Object.hasOwn(other, key) ? other[key] : undefined);
  for (const key of Object.keys(one)) if (!isAlike(one[key], own(key))) return false;
  for (const key of Object.keys(other)) if (other[key] !== undefined && !Object.hasOwn(one, key)) return false;
  return true;
};

/** Whether two values of plain data say the same. Stops at the first difference, and writes no text of either. */
export const isAlike = (one: unknown, other: unknown): boolean => {
  if (one === other) return true;
  if (!isRecord(one) || !isRecord(other) || Array.isArray(one) !== Array.isArray(other)) return false;
  if (Array.isArray(one) && one.length !== other.length) return false;
  return areAlike(one, other);
};
