import { html } from '/vendor/preact.js';
import { stringOf } from './text.js';

/**
 * A picture; only from this server, as the page takes nothing from the internet: another is named instead.
 * @param {{ of: Record<string, unknown>, class?: string }} props
 */
export const Picture = ({ of, class: name = 'picture' }) => {
  const url = stringOf(of.image_url);
  const words = stringOf(of.alt_text);
  return url.startsWith('data:image/') || url.startsWith('/')
    ? html`<img class=${name} src=${url} alt=${words} />`
    : html`<span class=${`${name} picture-absent`} role="img" aria-label=${words}>${words}</span>`;
};
