import { html } from '/vendor/preact.js';
import { useElement } from './element-value.js';
import { Link } from './mrkdwn.js';
import { stringOf, wordsOf } from './text.js';

/** @import { ElementProps } from './element-value.js' */

/**
 * A button; one with a `url` opens it and tells the app as well.
 * @param {ElementProps} props
 */
export const Button = (props) => {
  const { element } = props;
  const { isBusy, click } = useElement(props);
  const style = stringOf(element.style);
  const url = stringOf(element.url);
  const name = `button ${style === '' ? '' : `button-${style}`}`;
  const label = stringOf(element.accessibility_label) || undefined;
  const press = () => {
    if (!isBusy) void click(null);
  };
  if (url !== '') {
    return html`<span onClick=${press}><${Link} url=${url} class=${`${name} button-link`}>${wordsOf(element.text)}<//></span>`;
  }
  return html`
    <button type="button" class=${name} aria-label=${label} aria-busy=${isBusy ? 'true' : undefined} data-action=${element.action_id} onClick=${press}>
      ${wordsOf(element.text)}
    </button>`;
};
