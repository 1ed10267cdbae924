import { parseCommand } from '../../domain/command.ts';
import { parsePhoneNumber } from '../../domain/phone-number.ts';
import { emptyQuery, parseSearchText } from '../../domain/search.ts';
import type { CommandHandler, HandlerDeps } from '../handler.ts';
import { toTypedText } from '../slack-text.ts';
import type { Surface } from '../surface.ts';
import { doctorMessage } from '../views/doctor-message.ts';
import { helpMessage, unknownCommandMessage, usageMessage } from '../views/help-message.ts';
import { ordersMessage } from '../views/orders-message.ts';
import { searchModal } from '../views/search-modal.ts';
import { showAudit } from './audit.ts';
import { showGroups } from './groups.ts';
import { showFound } from './orders.ts';
import { showPaperwork } from './paperwork.ts';
import { openOrderForm } from './place-order.ts';
import { showResults } from './search.ts';
import { watch } from './watch.ts';

type Run = { surface: Surface; rest: string };

const search = async (deps: HandlerDeps, { surface, rest }: Run): Promise<void> => {
  if (rest === '') {
    const query = emptyQuery(deps.defaultCountry, true);
    return surface.openModal(searchModal({ query, channelId: surface.channelId }));
  }
  const parsed = parseSearchText(rest, { defaultCountry: deps.defaultCountry });
  if (parsed.kind === 'problem')
    return surface.reply(usageMessage({ ...parsed, example: `/numbers search ${parsed.example}` }));
  return showResults(deps, { surface, query: parsed.query });
};

const ORDER_EXAMPLE = '/numbers order +493012345678';

const order = async (deps: HandlerDeps, { surface, rest }: Run): Promise<void> => {
  // Spaces separate numbers and also stand inside them: a plus sign begins each.
  const words = rest
    .split(/[,;\n]|\s+(?=\+)/)
    .map((word) => word.trim())
    .filter(Boolean);
  if (words.length === 0)
    return surface.reply(
      usageMessage({ message: 'Which numbers? Write each with its country code.', example: ORDER_EXAMPLE }),
    );
  const malformed = words.filter((word) => parsePhoneNumber(word) === null);
  if (malformed.length > 0) {
    const message = `Not a phone number: ${malformed.join(', ')}. Write each with + and its country code.`;
    return surface.reply(usageMessage({ message, example: ORDER_EXAMPLE }));
  }
  const phoneNumbers = [...new Set(words.flatMap((word) => parsePhoneNumber(word) ?? []))];
  if (phoneNumbers.length > 50)
    return surface.reply(
      usageMessage({
        message: 'One order takes at most 50 numbers here. Order them in parts.',
        example: ORDER_EXAMPLE,
      }),
    );
  return openOrderForm(deps, { surface, phoneNumbers });
};

const orders = async (
  deps: HandlerDeps,
  { surface, rest, act }: Run & { act?: 'cancel' | 'comment' | 'fill' },
): Promise<void> => {
  const mine = rest.trim().toLowerCase() === 'mine';
  if (rest !== '' && !mine) {
    return surface.reply(
      usageMessage({ message: `“${rest}” is not something to list by.`, example: '/numbers orders mine' }),
    );
  }
  const found = await deps.flows.findOrders.list(mine ? { ownerId: surface.userId } : {});
  await surface.reply(ordersMessage({ orders: found, mine, now: deps.clock.now(), ...(act ? { act } : {}) }));
};

/** `/numbers` and what follows it. A word that it does not know is answered, never guessed at. */
export const numbersCommand =
  (deps: HandlerDeps): CommandHandler =>
  async ({ command, surface }) => {
    const parsed = parseCommand(toTypedText(command.text));
    switch (parsed.name) {
      case 'help':
        return surface.reply(helpMessage());
      case 'search':
        return search(deps, { surface, rest: parsed.rest });
      case 'order':
        return order(deps, { surface, rest: parsed.rest });
      case 'orders':
        return orders(deps, { surface, rest: parsed.rest, ...(parsed.act ? { act: parsed.act } : {}) });
      case 'show':
        return showFound(deps, { surface, text: parsed.rest });
      case 'watch':
        return watch(deps, { surface, text: parsed.rest });
      case 'requirements':
        return showPaperwork(deps, { surface, text: parsed.rest });
      case 'groups':
        return showGroups(deps, { surface, text: parsed.rest });
      case 'doctor':
        return surface.reply(doctorMessage(await deps.flows.checkConnections()));
      case 'audit':
        return showAudit(deps, { surface });
      case 'unknown':
        return surface.reply(unknownCommandMessage(parsed));
    }
  };
