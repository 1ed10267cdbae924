/** An argument that a form-encoded call sends as JSON text; text that is no JSON comes back as it was, for the check to refuse. */
export const parseArgument = (value: unknown): unknown => {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
};
