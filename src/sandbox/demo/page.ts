import { styleText } from 'node:util';

/** How a transcript is set in a terminal. Colours only where the stream takes them: no TTY, or NO_COLOR, is plain text. */
export type Page = {
  /** A scene begins. */
  heading(text: string): void;
  /** What a person does, in a sentence, with what they type below it. */
  act(text: string, typed?: readonly string[]): void;
  /** Something on the screen, under a caption. */
  shown(caption: string, lines: readonly string[]): void;
};

const WIDEST = 110;
const NARROWEST = 60;

/** Lines broken between words; what follows a break stands under its beginning. Tables are left as they are. */
const wrap = (line: string, width: number): string[] => {
  if (line.length <= width || / {3,}/.test(line.trim())) return [line];
  const indent = /^\s*/.exec(line)?.[0] ?? '';
  const lines: string[] = [];
  let current = indent;
  for (const word of line.trim().split(' ')) {
    const next = current.trim() === '' ? indent + word : `${current} ${word}`;
    if (next.length <= width || current.trim() === '') current = next;
    else {
      lines.push(current);
      current = indent + word;
    }
  }
  return [...lines, current];
};

export const createPage = (stream: NodeJS.WriteStream): Page => {
  const width = Math.max(NARROWEST, Math.min(WIDEST, stream.columns ?? WIDEST));
  const style = (format: Parameters<typeof styleText>[0], text: string): string => styleText(format, text, { stream });
  const print = (line = ''): void => void stream.write(`${line}\n`);
  return {
    heading: (text) => {
      print();
      print(style(['bold', 'cyan'], `━━ ${text} ${'━'.repeat(Math.max(0, width - text.length - 4))}`));
    },
    act: (text, typed = []) => {
      print();
      print(style('yellow', `▸ ${text}`));
      for (const line of typed) print(style('yellow', `    ${line}`));
    },
    shown: (caption, lines) => {
      print();
      print(`  ${style('bold', caption)}`);
      const bar = style('gray', '│');
      for (const line of lines.flatMap((each) => each.split('\n')).flatMap((each) => wrap(each, width - 4)))
        print(`  ${bar} ${line}`.trimEnd());
    },
  };
};
