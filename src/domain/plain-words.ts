/** "Côte d’Ivoire" and "cote d'ivoire" are the same words: no accents, no capitals, no punctuation, one blank between. */
export const toPlainWords = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/[\p{M}\p{Cf}.]/gu, '')
    .toLowerCase()
    .replaceAll('&', ' and ')
    .replaceAll('ı', 'i')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
