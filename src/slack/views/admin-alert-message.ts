import type { Incident, IncidentKind } from '../../domain/incident.ts';
import { context, type Message, section } from './blocks.ts';
import { toMessage } from './fit-blocks.ts';
import { counted, dateText } from './words.ts';

type Words = { happened: (incident: Incident) => string; toDo: string; isOver: string };

const NOTHING_POSTED = 'Nothing was posted about them: what cannot be found is not called cancelled.';

const WORDS: Record<IncidentKind, Words> = {
  'key-refused': {
    happened: ({ since }) =>
      `*Telnyx refuses the API key of numberdesk* since ${dateText(since)}. Nothing can be searched, ordered, sent or read. Reminders of deadlines still go out, with the time of the last check.`,
    toDo: 'Make a key in the Telnyx portal under *API Keys*, set it as `TELNYX_API_KEY` and start numberdesk again. A new key of the same account goes on where the old one stopped.',
    isOver: 'Telnyx takes the API key.',
  },
  'other-account': {
    happened: ({ since, missing }) =>
      `*The Telnyx API key belongs to another account than before*, since ${dateText(since)}: none of the ${counted(missing, 'part')} followed here is in it. ${NOTHING_POSTED} Reminders of deadlines still go out.`,
    toDo: 'Set `TELNYX_API_KEY` to a key of the account that placed the orders, and start numberdesk again.',
    isOver: 'the orders followed here are in the account of the API key again.',
  },
  'orders-lost': {
    happened: ({ since, missing, of }) =>
      `*Telnyx does not find ${missing} of the ${counted(of, 'order')} followed here*, since ${dateText(since)}. ${NOTHING_POSTED}`,
    toDo: 'Look for one of them in the Telnyx portal. If it is there, `TELNYX_API_KEY` is a key of another account; if not, ask Telnyx support what became of it.',
    isOver: 'Telnyx finds the orders again.',
  },
  'list-short': {
    happened: ({ since, missing, of }) =>
      `*Telnyx’s list of pending parts is incomplete* since ${dateText(since)}: it lacks ${missing} of ${counted(of, 'part')} that are pending. ${NOTHING_POSTED} Each is read by itself meanwhile, at least every five minutes.`,
    toDo: 'Nothing for now. If it lasts for a day, tell Telnyx support that `GET /sub_number_orders` leaves pending ones out.',
    isOver: 'the list of pending parts is complete.',
  },
  silent: {
    happened: ({ since }) =>
      `*Telnyx has not answered for an hour* (noticed ${dateText(since)}). Reminders of deadlines still go out, with the time of the last check; all else is told once it answers.`,
    toDo: 'Look at status.telnyx.com. If all is well there, see whether the machine of numberdesk reaches the internet.',
    isOver: 'Telnyx answers.',
  },
};

/** What those who look after numberdesk are told of an incident, or of its end. */
export const adminAlertMessage = (incident: Incident): Message => {
  const { happened, toDo, isOver } = WORDS[incident.kind];
  const blocks = incident.isOver
    ? [section(`All is well again: ${isOver} It began ${dateText(incident.since)}.`)]
    : [
        section(happened(incident)),
        section(`*What to do:* ${toDo}`),
        context('Said once; you will hear when it is over.'),
      ];
  return toMessage(blocks);
};
