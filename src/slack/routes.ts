import type { HandlerDeps, Route } from './handler.ts';
import { addressSubmit, requirementsAddAddress } from './handlers/address.ts';
import { auditOlder } from './handlers/audit.ts';
import { cancelSubmit, partCancel } from './handlers/cancel-part.ts';
import { commentAbout, commentOpen, commentRead, commentSend, commentSubmit } from './handlers/comment.ts';
import { linkShow, linkSubmit } from './handlers/end-user-link.ts';
import { extensionOpen, extensionSubmit } from './handlers/extension.ts';
import {
  addressOptions,
  documentOptions,
  numberOptions,
  numbersChosen,
  numbersSubmit,
  requirementsNumbers,
} from './handlers/form-menus.ts';
import {
  groupApply,
  groupApplySubmit,
  groupDeleteSubmit,
  groupMore,
  groupRenameSubmit,
} from './handlers/group-acts.ts';
import { groupCommentAbout, groupCommentOpen, groupCommentRead, groupCommentSubmit } from './handlers/group-comment.ts';
import { groupCreate, groupCreateSubmit, groupsList, orderCreateGroup } from './handlers/groups.ts';
import { homeOpened } from './handlers/home.ts';
import { numbersCommand } from './handlers/numbers-command.ts';
import {
  orderMore,
  orderNotPlaced,
  orderRefresh,
  orderShow,
  ordersList,
  orderTake,
  partPick,
} from './handlers/orders.ts';
import { requirementsCopy, requirementsShow } from './handlers/paperwork.ts';
import { formSaving, linkOpen, orderPlaceAgain, orderSubmit } from './handlers/place-order.ts';
import {
  decisionsSubmit,
  requirementsAside,
  requirementsBack,
  requirementsClosed,
  requirementsOpen,
  requirementsRemind,
  requirementsRemoveFile,
  requirementsSubmit,
  requirementsTyped,
} from './handlers/requirements.ts';
import { groupSave, groupSaveSubmit } from './handlers/save-as-group.ts';
import {
  searchChange,
  searchHold,
  searchMore,
  searchOpen,
  searchOrder,
  searchRelax,
  searchSubmit,
} from './handlers/search.ts';
import { spreadOpen, spreadSubmit } from './handlers/spread.ts';
import { orderWatch } from './handlers/watch.ts';
import { ACTIONS, CLOSINGS, COMMAND, EVENTS, OPTIONS, SHORTCUTS, VIEWS } from './ids.ts';
import { unavailableOptions } from './views/wallet-options.ts';

/** Selects that only hold a choice until a button is pressed: the wrapper's ack is all they need. */
const acknowledge = async (): Promise<void> => undefined;

/** THE table: every id that Slack can send back, and what handles it. */
export const slackRoutes = (deps: HandlerDeps): Route[] => [
  { kind: 'command', id: COMMAND, handle: numbersCommand(deps) },

  { kind: 'action', id: ACTIONS.searchOpen, handle: searchOpen(deps) },
  { kind: 'action', id: ACTIONS.searchSelect, handle: acknowledge },
  { kind: 'action', id: ACTIONS.searchOrder, handle: searchOrder(deps) },
  { kind: 'action', id: ACTIONS.searchHold, handle: searchHold(deps) },
  { kind: 'action', id: ACTIONS.searchChange, handle: searchChange(deps) },
  { kind: 'action', id: ACTIONS.searchMore, handle: searchMore(deps) },
  { kind: 'action', id: ACTIONS.searchRelax, handle: searchRelax(deps) },

  { kind: 'action', id: ACTIONS.orderPlaceAgain, handle: orderPlaceAgain(deps) },
  { kind: 'action', id: ACTIONS.orderShow, handle: orderShow(deps) },
  { kind: 'action', id: ACTIONS.orderMore, handle: orderMore(deps) },
  { kind: 'action', id: ACTIONS.orderTake, handle: orderTake(deps) },
  { kind: 'action', id: ACTIONS.orderWatch, handle: orderWatch(deps) },
  { kind: 'action', id: ACTIONS.orderRefresh, handle: orderRefresh(deps) },
  { kind: 'action', id: ACTIONS.orderNotPlaced, handle: orderNotPlaced(deps) },
  { kind: 'action', id: ACTIONS.ordersList, handle: ordersList(deps) },
  { kind: 'action', id: ACTIONS.partPick, handle: partPick(deps) },
  { kind: 'action', id: ACTIONS.partCancel, handle: partCancel(deps) },
  { kind: 'action', id: ACTIONS.linkOpen, handle: linkOpen() },

  { kind: 'action', id: ACTIONS.auditOlder, handle: auditOlder(deps) },

  { kind: 'action', id: ACTIONS.groupsList, handle: groupsList(deps) },
  { kind: 'action', id: ACTIONS.groupCreate, handle: groupCreate(deps) },
  { kind: 'action', id: ACTIONS.groupMore, handle: groupMore(deps) },
  { kind: 'action', id: ACTIONS.groupSave, handle: groupSave(deps) },
  { kind: 'action', id: ACTIONS.groupApply, handle: groupApply(deps) },
  { kind: 'action', id: ACTIONS.groupCommentOpen, handle: groupCommentOpen(deps) },
  { kind: 'action', id: ACTIONS.groupCommentAbout, handle: groupCommentAbout(deps) },
  { kind: 'action', id: ACTIONS.groupCommentRead, handle: groupCommentRead(deps) },
  { kind: 'action', id: ACTIONS.orderCreateGroup, handle: orderCreateGroup(deps) },

  { kind: 'action', id: ACTIONS.requirementsOpen, handle: requirementsOpen(deps) },
  { kind: 'action', id: ACTIONS.requirementsRemind, handle: requirementsRemind(deps) },
  { kind: 'action', id: ACTIONS.requirementsAddAddress, handle: requirementsAddAddress(deps) },
  { kind: 'action', id: ACTIONS.requirementsBack, handle: requirementsBack(deps) },
  { kind: 'action', id: ACTIONS.requirementsNumbers, handle: requirementsNumbers(deps) },
  { kind: 'action', id: ACTIONS.requirementsAside, handle: requirementsAside(deps, true) },
  { kind: 'action', id: ACTIONS.requirementsPutAside, handle: requirementsAside(deps, false) },
  { kind: 'action', id: ACTIONS.requirementsRemoveFile, handle: requirementsRemoveFile(deps) },
  { kind: 'action', id: ACTIONS.requirementsAskNumberOps, handle: commentAbout(deps) },
  { kind: 'action', id: ACTIONS.fieldValue, handle: requirementsTyped(deps) },
  { kind: 'action', id: ACTIONS.fieldAddress, handle: requirementsTyped(deps) },
  { kind: 'action', id: ACTIONS.fieldDocument, handle: requirementsTyped(deps) },
  { kind: 'action', id: ACTIONS.fieldNumbers, handle: numbersChosen() },
  { kind: 'options', id: OPTIONS.addresses, handle: addressOptions(deps), says: unavailableOptions },
  { kind: 'options', id: OPTIONS.documents, handle: documentOptions(deps), says: unavailableOptions },
  { kind: 'options', id: OPTIONS.numbers, handle: numberOptions(deps) },
  { kind: 'closing', id: CLOSINGS.requirements, handle: requirementsClosed(deps) },
  { kind: 'closing', id: CLOSINGS.decisions, handle: requirementsClosed(deps) },
  { kind: 'closing', id: CLOSINGS.saving, handle: requirementsClosed(deps) },
  { kind: 'action', id: ACTIONS.spreadOpen, handle: spreadOpen(deps) },
  { kind: 'action', id: ACTIONS.linkShow, handle: linkShow(deps) },
  { kind: 'action', id: ACTIONS.requirementsShow, handle: requirementsShow(deps) },
  { kind: 'action', id: ACTIONS.requirementsCopy, handle: requirementsCopy(deps) },

  { kind: 'action', id: ACTIONS.commentOpen, handle: commentOpen(deps) },
  { kind: 'action', id: ACTIONS.commentRead, handle: commentRead(deps) },
  { kind: 'action', id: ACTIONS.extensionOpen, handle: extensionOpen(deps) },

  { kind: 'view', id: VIEWS.searchSubmit, handle: searchSubmit(deps) },
  { kind: 'view', id: VIEWS.orderSubmit, handle: orderSubmit(deps) },
  { kind: 'view', id: VIEWS.requirementsSubmit, handle: requirementsSubmit(deps) },
  { kind: 'view', id: VIEWS.decisionsSubmit, handle: decisionsSubmit(deps) },
  { kind: 'view', id: VIEWS.numbersSubmit, handle: numbersSubmit(deps) },
  { kind: 'view', id: VIEWS.spreadSubmit, handle: spreadSubmit(deps) },
  { kind: 'view', id: VIEWS.linkSubmit, handle: linkSubmit(deps) },
  { kind: 'view', id: VIEWS.addressSubmit, handle: addressSubmit(deps) },
  { kind: 'view', id: VIEWS.commentSubmit, handle: commentSubmit(deps) },
  { kind: 'view', id: VIEWS.extensionSubmit, handle: extensionSubmit(deps) },
  { kind: 'view', id: VIEWS.cancelSubmit, handle: cancelSubmit(deps) },
  { kind: 'view', id: VIEWS.groupCreateSubmit, handle: groupCreateSubmit(deps) },
  { kind: 'view', id: VIEWS.groupSaveSubmit, handle: groupSaveSubmit(deps) },
  { kind: 'view', id: VIEWS.groupRenameSubmit, handle: groupRenameSubmit(deps) },
  { kind: 'view', id: VIEWS.groupApplySubmit, handle: groupApplySubmit(deps) },
  { kind: 'view', id: VIEWS.groupDeleteSubmit, handle: groupDeleteSubmit(deps) },
  { kind: 'view', id: VIEWS.groupCommentSubmit, handle: groupCommentSubmit(deps) },
  { kind: 'view', id: VIEWS.formSaving, handle: formSaving() },

  { kind: 'shortcut', id: SHORTCUTS.commentSend, handle: commentSend(deps) },
  { kind: 'event', id: EVENTS.homeOpened, handle: homeOpened(deps) },
];
