import { html } from '/vendor/preact.js';
import { ariaOf, groupsOf, isOption, useValue } from './element-value.js';
import { Text, wordsOf } from './text.js';
import { useChosen } from './use-chosen.js';

/** @import { Option } from '../../../slack/shapes.ts' */
/** @import { ElementProps } from './element-value.js' */

/**
 * Checkboxes, or radio buttons.
 * @param {ElementProps} props
 */
export const Choices = (props) => {
  const { element } = props;
  const value = useValue(props);
  const isMulti = element.type === 'checkboxes';
  const stored = (Array.isArray(value) ? value : [value]).filter(isOption).map((option) => option.value);
  const { values: chosen, choose, draftKey } = useChosen(props, { stored, isMulti });
  const options = groupsOf(element).flatMap((group) => group.options);
  /** @param {Option} option */
  const toggle = ({ value: one }) => {
    if (!isMulti) choose([one]);
    else choose(chosen.includes(one) ? chosen.filter((each) => each !== one) : [...chosen, one]);
  };
  return html`
    <div class="choices" role=${isMulti ? 'group' : 'radiogroup'} ...${ariaOf(props)}>
      ${options.map(
        (option) => html`
          <label class="choice" key=${option.value}>
            <input type=${isMulti ? 'checkbox' : 'radio'} name=${draftKey} checked=${chosen.includes(option.value)} onChange=${() => toggle(option)} />
            <span><${Text} of=${option.text} />${option.description ? html`<span class="option-note">${wordsOf(option.description)}</span>` : null}</span>
          </label>`,
      )}
    </div>`;
};
