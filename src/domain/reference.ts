/** Telnyx gives no limit for `customer_reference`; 250 is well inside what such fields hold, and readable. */
const MAX_LENGTH = 250;
const SEPARATOR = ' · ';
const TOKEN_AT_END = /(?:^| · )nd-(\S+)$/u;

/** Control characters, direction marks, zero-width and other invisible ones would break looking the order up. */
const toCleanText = (text: string): string =>
  text
    .replace(/\s+/gu, ' ')
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu, '')
    .replace(/ {2,}/g, ' ')
    .trim();

/** Cuts between what a reader sees as characters, so that no emoji or accent is halved. */
const cut = (text: string, maxLength: number): string => {
  let kept = '';
  for (const { segment } of new Intl.Segmenter('en').segment(text)) {
    if (kept.length + segment.length > maxLength) break;
    kept += segment;
  }
  return kept.trimEnd();
};

/**
 * The customer reference of an order: what the person typed, then a token unique to the intent. Telnyx has no
 * idempotency key, so this is how an order is found again after a lost answer; the token is therefore never cut.
 * A token left from an earlier order (a reference pasted again) is dropped.
 */
export const createReference = ({ text, token }: { text: string; token: string }): string => {
  const mark = `nd-${token}`;
  const words = toCleanText(toCleanText(text).replace(TOKEN_AT_END, ''));
  const kept = cut(words, MAX_LENGTH - SEPARATOR.length - mark.length);
  return kept === '' ? mark : `${kept}${SEPARATOR}${mark}`;
};

/** What the person typed of a reference that `createReference` made. */
export const typedReference = (reference: string): string => toCleanText(reference).replace(TOKEN_AT_END, '');

/** The token of a reference that `createReference` made; null for any other. */
export const tokenOf = (reference: string): string | null => TOKEN_AT_END.exec(reference.trim())?.[1] ?? null;
