import { COMMANDS } from '../../domain/command.ts';
import type { PageState } from './protocol.ts';

/** What Slack learns of the app when it is installed: the composer offers the commands, a message's menu the shortcuts. */
export const OFFERED_COMMANDS: PageState['commands'] = COMMANDS.map(({ name, usage, summary, example }) => ({
  word: `/numbers ${name}`,
  usage,
  summary,
  example,
}));

/** As in `manifest.yml`, to which a test holds it. */
export const OFFERED_SHORTCUTS: PageState['shortcuts'] = [{ callbackId: 'comment:send', name: 'Send to Number Ops' }];
