/**
 * What a person typed, from the form in which Slack hands it over: entities undone, links and mentions as they read.
 * Order matters: `&amp;lt;` was typed as `&lt;`.
 */
export const toTypedText = (text: string): string =>
  text
    .replace(/<(?:https?:\/\/|mailto:|tel:)[^|>]+\|([^>]+)>/g, '$1')
    .replace(/<((?:https?:\/\/|mailto:|tel:)[^|>]+)>/g, '$1')
    .replace(/<[#@!][^|>]+\|([^>]+)>/g, '$1')
    .replace(/<([#@])([^>]+)>/g, '$1$2')
    .replace(/<!([^>]+)>/g, '@$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
