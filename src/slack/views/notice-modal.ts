import { type Message, type ModalView, modal, section } from './blocks.ts';
import { packLines, toMessage } from './fit-blocks.ts';

/** Opened at once, before anything is fetched: a trigger lives three seconds. */
export const loadingModal = (title: string): ModalView =>
  modal({ title, blocks: [section('Fetching this from Telnyx. It takes a moment…')] });

type Notice = { title: string; text: string };

const linesOf = (text: string): string[] => text.split('\n').filter((line) => line.trim() !== '');

/** `text` is ours, foreign parts of it already escaped. */
export const noticeModal = ({ title, text }: Notice): ModalView => {
  const texts = packLines(linesOf(text)).slice(0, 10);
  return modal({ title, blocks: (texts.length === 0 ? [title] : texts).map((each) => section(each)) });
};

/** The same where there is no modal to say it in. */
export const noticeMessage = ({ title, text }: Notice): Message =>
  toMessage([section(`*${title}*\n${linesOf(text).join('\n')}`)]);
