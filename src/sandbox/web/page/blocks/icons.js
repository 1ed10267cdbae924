import { html } from '/vendor/preact.js';

/** Drawn for this page, on a grid of 20 by 20. */
const PATHS = {
  hash: 'M8 3 6.4 17M13.6 3 12 17M3.5 7.5h13.4M3 12.5h13.4',
  lock: 'M5 9h10v8H5zM7 9V6.4a3 3 0 0 1 6 0V9',
  home: 'M3 9.5 10 3.5l7 6M5 8.5V16.5h10V8.5',
  chat: 'M3.5 4.5h13v9h-7l-3.5 3v-3h-2.5z',
  reply: 'M3.5 4.5h13v9h-7l-3.5 3v-3h-2.5zM7 8h6M7 10.6h4',
  more: 'M10 4.6v.1M10 10v.1M10 15.4v.1',
  close: 'm5 5 10 10M15 5 5 15',
  back: 'M12 4.5 6.5 10l5.5 5.5',
  down: 'm5.5 7.8 4.5 4.5 4.5-4.5',
  check: 'm4.5 10.5 3.7 3.7 7.3-8',
  send: 'M3.5 10 16.5 4.2l-4.4 12.3-2.5-5z',
  menu: 'M3.5 5.5h13M3.5 10h13M3.5 14.5h13',
  sun: 'M10 6.6a3.4 3.4 0 1 1 0 6.8 3.4 3.4 0 0 1 0-6.8M10 2v1.6M10 16.4V18M2 10h1.6M16.4 10H18M4.4 4.4l1.1 1.1M14.5 14.5l1.1 1.1M4.4 15.6l1.1-1.1M14.5 5.5l1.1-1.1',
  moon: 'M16.2 12.2A6.6 6.6 0 0 1 7.8 3.8a6.6 6.6 0 1 0 8.4 8.4z',
  desk: 'M3 4.5h14v9H3zM7.5 16.5h5M10 13.5v3M11.8 4.5v9',
  file: 'M5.5 3h6l3 3v11h-9zM11.5 3v3h3',
  eye: 'M2.5 10S5.2 5 10 5s7.5 5 7.5 5-2.7 5-7.5 5-7.5-5-7.5-5zM10 7.8a2.2 2.2 0 1 1 0 4.4 2.2 2.2 0 0 1 0-4.4',
  plus: 'M10 4v12M4 10h12',
  calendar: 'M3.5 5h13v11.5h-13zM3.5 8.5h13M7 3v3M13 3v3',
  warn: 'M10 3.5 17.5 16.5h-15zM10 8.2v4M10 14.2v.1',
};

/** @typedef {keyof typeof PATHS} IconName */

/** @param {{ name: IconName }} props */
export const Icon = ({ name }) => html`
  <svg class=${`icon icon-${name}`} viewBox="0 0 20 20" width="18" height="18" aria-hidden="true"><path d=${PATHS[name]} /></svg>`;
