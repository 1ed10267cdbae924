import states from './states.json' with { type: 'json' };

const STATES: Partial<Record<string, Record<string, string>>> = states;

/** Telnyx takes state and province codes in these countries only; elsewhere a state stays as it was typed. */
export const hasStates = (country: string): boolean => STATES[country] !== undefined;

/** "TX" for "TX", "tx" or "Texas" in the US, likewise for Canada's provinces; null for anything else. */
export const parseState = (text: string, country: string): string | null => {
  const typed = text.trim().toLowerCase();
  const found = Object.entries(STATES[country] ?? {}).find(
    ([code, name]) => code.toLowerCase() === typed || name.toLowerCase() === typed,
  );
  return found?.[0] ?? null;
};
