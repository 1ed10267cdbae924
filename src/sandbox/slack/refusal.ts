/** What Slack answers when it refuses: `{ ok: false, error }` and, for bad arguments, a line for each fault. */
export type Refusal = { error: string; messages: string[]; extra: Record<string, unknown> };

/** Stops a Web API method with Slack's own error code. */
export function refuse(error: string, details: { messages?: string[]; extra?: Record<string, unknown> } = {}): never {
  const refusal: Refusal = { error, messages: details.messages ?? [], extra: details.extra ?? {} };
  throw Object.assign(new Error(error), { refusal });
}

const hasRefusal = (error: unknown): error is Error & { refusal: Refusal } =>
  error instanceof Error && 'refusal' in error;

export const refusalOf = (error: unknown): Refusal | null => (hasRefusal(error) ? error.refusal : null);
