import { accountMethods } from './methods/account.ts';
import { chatMethods } from './methods/chat.ts';
import { conversationsMethods } from './methods/conversations.ts';
import { filesMethods } from './methods/files.ts';
import type { Methods } from './methods/method.ts';
import { usersMethods } from './methods/users.ts';
import { viewsMethods } from './methods/views.ts';

/** Every Web API method there is; any other is `unknown_method`. */
export const METHODS: Methods = {
  ...accountMethods,
  ...chatMethods,
  ...conversationsMethods,
  ...filesMethods,
  ...usersMethods,
  ...viewsMethods,
};
