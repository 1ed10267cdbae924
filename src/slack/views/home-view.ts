import type { FormDraft } from '../../domain/requirement-form.ts';
import type { TrackedOrder } from '../../domain/tracked-order.ts';
import { ACTIONS, formTarget } from '../ids.ts';
import {
  actions,
  button,
  context,
  divider,
  escapeLine,
  type HomeView,
  header,
  type KnownBlock,
  LIMITS,
  section,
} from './blocks.ts';
import { fitBlocks } from './fit-blocks.ts';
import { orderItem, sortOrders } from './orders-message.ts';
import { dateText } from './words.ts';

export type Home = {
  mine: TrackedOrder[];
  all: TrackedOrder[];
  /** Half-filled forms of the person who looks. */
  drafts: Pick<FormDraft, 'target' | 'title' | 'savedAt'>[];
  now: number;
};

const MAX_DRAFTS = 5;

const draftBlocks = (drafts: Home['drafts']): KnownBlock[] => {
  if (drafts.length === 0) return [];
  const left = drafts.length - MAX_DRAFTS;
  return [
    header(`Your half-filled forms (${drafts.length})`),
    ...drafts.slice(0, MAX_DRAFTS).map(({ target, title, savedAt }) =>
      section(
        `*${escapeLine(title, 250)}*\nLast typed in ${dateText(savedAt)}. Only you see this; it is kept for 14 days.`,
        {
          accessory: button({
            text: 'Continue',
            actionId: ACTIONS.requirementsOpen,
            value: formTarget.encode(target),
            label: `Continue: ${title}`,
          }),
        },
      ),
    ),
    ...(left > 0 ? [context(`and ${left} more: continue those from their orders’ cards`)] : []),
    divider,
  ];
};

/** Half of the tab each; Slack names no limit of characters for Home, so the message's is kept twice. */
const BLOCKS_OF_A_LIST = LIMITS.modalBlocks / 2 - 5 - Math.ceil((MAX_DRAFTS + 3) / 2);

const list = (given: { title: string; orders: TrackedOrder[]; empty: string; now: number }): KnownBlock[] => {
  const head = [header(`${given.title} (${given.orders.length})`)];
  if (given.orders.length === 0) return [...head, section(given.empty)];
  return fitBlocks({
    head,
    items: sortOrders(given.orders).map((order) => orderItem({ order, now: given.now })),
    more: (left) => `and ${left} more: \`/numbers orders\` lists them`,
    maxBlocks: BLOCKS_OF_A_LIST,
  });
};

/** The App Home: my open orders, then everyone's, soonest deadline first, each with the button for it. */
export const homeView = ({ mine, all, drafts, now }: Home): HomeView => {
  const own = new Set(mine.map((order) => order.key));
  const others = all.filter((order) => !own.has(order.key));
  return {
    type: 'home',
    blocks: [
      ...actions([
        button({ text: 'Search numbers', actionId: ACTIONS.searchOpen, style: 'primary' }),
        button({ text: 'Open orders', actionId: ACTIONS.ordersList }),
        button({ text: 'Requirement groups', actionId: ACTIONS.groupsList }),
      ]),
      ...draftBlocks(drafts),
      ...list({
        title: 'Your open orders',
        orders: mine,
        empty: '*Nothing is open.* Search for numbers to order some; what they need will be asked in their thread.',
        now,
      }),
      divider,
      ...list({ title: 'Orders of others', orders: others, empty: 'Nobody else has an open order.', now }),
      context('`/numbers help` in any channel shows all commands.'),
    ],
  };
};
