import { html } from '/vendor/preact.js';
import { groupsOf, useElement } from './element-value.js';
import { Menu } from './menu.js';
import { stringOf, wordsOf } from './text.js';

/** @import { ElementProps } from './element-value.js' */

/** @param {string} url */
const safeUrl = (url) => (/^https?:\/\//i.test(url) ? url : '');

/** @param {ElementProps} props */
export const Overflow = (props) => {
  const { isBusy, click } = useElement(props);
  const items = groupsOf(props.element)
    .flatMap((group) => group.options)
    .map((option) => ({
      key: option.value,
      text: wordsOf(option.text),
      description: wordsOf(option.description),
      url: safeUrl(stringOf(option.url)),
      run: () => void click(option.value),
    }));
  return html`<${Menu} label="More" icon="more" items=${items} isBusy=${isBusy} />`;
};
