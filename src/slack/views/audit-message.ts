import type { AuditAct, AuditEntry, AuditPlace } from '../../domain/audit-entry.ts';
import { groupName } from '../../domain/requirement-group.ts';
import { ACTIONS, auditPlace } from '../ids.ts';
import { actions, button, context, escapeLine, type Message, section, truncate } from './blocks.ts';
import { packLines, toMessage } from './fit-blocks.ts';
import { dateText, personText } from './words.ts';

/** `link`: to the thread; null where there is none. */
export type ShownAct = AuditEntry & { link: string | null };

const ACT_WORDS: Record<AuditAct, string> = {
  ordered: 'placed an order',
  'placed-again': 'placed an order again',
  'said-not-placed': 'said that an order was not placed',
  watched: 'had an order followed',
  'taken-over': 'took an order over',
  'answers-sent': 'sent answers',
  'comment-sent': 'wrote to Number Ops',
  'time-asked': 'asked for more time',
  'part-cancelled': 'cancelled a part',
  'link-made': 'made a link for an end user',
  'address-created': 'made an address',
  'group-created': 'made a requirement group',
  'group-renamed': 'renamed a requirement group',
  'group-submitted': 'submitted a requirement group',
  'group-applied': 'put a requirement group into a part',
  'group-kept': 'had a requirement group kept in a channel',
  'group-deleted': 'deleted a requirement group',
};

/** A page of them stays within one message, whatever the references are made of: escaped, a letter may be five. */
const REFERENCE_SHOWN = 60;
const SHOWN = 130;

const short = (text: string): string => truncate(escapeLine(text, REFERENCE_SHOWN), SHOWN);

const nameOf = ({ reference, groupId }: AuditEntry): string | null => {
  const name = reference?.trim() ? reference : null;
  return name ?? (groupId === null ? null : groupName({ reference: null, id: groupId }));
};

/** A bar would end the address of a link. */
const linked = (words: string, link: string | null): string =>
  link === null || words === '' ? words : `<${link}|${words.replaceAll('|', '¦')}>`;

const lineOf = (act: ShownAct): string => {
  const detail = act.detail === null ? '' : ` (${short(act.detail)})`;
  const done = `${truncate(personText(act.personId), SHOWN)} ${ACT_WORDS[act.act]}${detail}`;
  const name = nameOf(act);
  const words = name === null ? '' : linked(short(name), act.link);
  return [dateText(act.at), done, ...(words === '' ? [] : [words])].join(' · ');
};

/** Who did what, the newest first. `isNewest`: not reached by *Older*. */
export const auditMessage = (given: {
  acts: readonly ShownAct[];
  older: AuditPlace | null;
  isNewest: boolean;
}): Message => {
  const { acts, older, isNewest } = given;
  if (acts.length === 0)
    return toMessage([
      section('*Nobody has done anything here yet.* Orders, answers, comments and the like will be listed.'),
    ]);
  return toMessage([
    section(isNewest ? '*Who did what*, the newest first.' : '*Who did what*, older.'),
    ...packLines(acts.map(lineOf)).map((text) => section(text)),
    ...(older === null
      ? [context('That is all there is.')]
      : actions([button({ text: 'Older', actionId: ACTIONS.auditOlder, value: auditPlace.encode(older) })])),
  ]);
};
