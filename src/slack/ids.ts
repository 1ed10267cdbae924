/** Every id that Slack sends back to us: `noun:verb`. `routes.ts` gives each its handler; a test compares the two. */
export const COMMAND = '/numbers';

export const ACTIONS = {
  searchOpen: 'search:open',
  searchSelect: 'search:select',
  searchOrder: 'search:order',
  searchHold: 'search:hold',
  searchChange: 'search:change',
  searchMore: 'search:more',
  searchRelax: 'search:relax',
  searchCity: 'search:city',
  orderPlaceAgain: 'order:place-again',
  orderShow: 'order:show',
  orderMore: 'order:more',
  orderTake: 'order:take',
  orderRefresh: 'order:refresh',
  partPick: 'part:pick',
  partCancel: 'part:cancel',
  ordersList: 'orders:list',
  requirementsOpen: 'requirements:open',
  requirementsRemind: 'requirements:remind',
  requirementsAddAddress: 'requirements:add-address',
  requirementsShow: 'requirements:show',
  requirementsCopy: 'requirements:copy',
  commentOpen: 'comment:open',
  commentRead: 'comment:read',
  extensionOpen: 'extension:open',
  linkOpen: 'link:open',
} as const;

export const VIEWS = {
  searchSubmit: 'search:submit',
  orderSubmit: 'order:submit',
  requirementsSubmit: 'requirements:submit',
  addressSubmit: 'address:submit',
  addressDone: 'address:done',
  commentSubmit: 'comment:submit',
  extensionSubmit: 'extension:submit',
  cancelSubmit: 'cancel:submit',
} as const;

export const SHORTCUTS = { commentSend: 'comment:send' } as const;
export const EVENTS = { homeOpened: 'app_home_opened' } as const;

/**
 * Button values and private_metadata: compact JSON, ids only, nothing personal.
 * `decode` trusts nothing: a value of another shape (an old message, another version) is an `AppError('form_expired')`.
 */
export type Codec<Value> = { encode(value: Value): string; decode(text: string | null | undefined): Value };
