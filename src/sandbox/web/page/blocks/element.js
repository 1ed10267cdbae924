import { html } from '/vendor/preact.js';
import { Button } from './button.js';
import { Choices } from './choices.js';
import { FileInput } from './file-input.js';
import { Picture } from './image.js';
import { Overflow } from './overflow.js';
import { ConversationsSelect, ExternalSelect, StaticSelect, UsersSelect } from './select.js';
import { MomentInput, TypedInput } from './typed-input.js';

/** @import { VNode } from '/vendor/preact.js' */
/** @import { ElementProps } from './element-value.js' */

/** @type {Record<string, (props: ElementProps) => VNode>} */
const ELEMENTS = {
  button: Button,
  overflow: Overflow,
  static_select: StaticSelect,
  multi_static_select: StaticSelect,
  external_select: ExternalSelect,
  multi_external_select: ExternalSelect,
  users_select: UsersSelect,
  multi_users_select: UsersSelect,
  conversations_select: ConversationsSelect,
  multi_conversations_select: ConversationsSelect,
  channels_select: ConversationsSelect,
  multi_channels_select: ConversationsSelect,
  plain_text_input: TypedInput,
  rich_text_input: TypedInput,
  email_text_input: TypedInput,
  url_text_input: TypedInput,
  number_input: TypedInput,
  datepicker: MomentInput,
  timepicker: MomentInput,
  checkboxes: Choices,
  radio_buttons: Choices,
  file_input: FileInput,
  image: ({ element }) => html`<${Picture} of=${element} class="thumbnail" />`,
};

/**
 * An interactive element or an image, wherever it stands.
 * @param {ElementProps} props
 */
export const BlockElement = (props) => {
  const Known = ELEMENTS[props.element.type];
  return Known === undefined
    ? html`<span class="unknown">${props.element.type} is not shown here</span>`
    : html`<${Known} ...${props} />`;
};
