import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { TestContext } from 'node:test';

export const MAIN = join(import.meta.dirname, '../../src/main.ts');
const WAIT_MS = 15_000;

export type LogLine = { level: number; msg: string; port?: number; signal?: string } & Record<string, unknown>;
export type Exit = { code: number | null; signal: NodeJS.Signals | null };

/** `node src/main.ts` in a process of its own. */
export type AppProcess = {
  /** Everything written so far. */
  stdout(): string;
  stderr(): string;
  /** The first line of the log with these words, now or later. */
  logged(words: string): Promise<LogLine>;
  /** Once standard output matches. */
  printed(words: RegExp): Promise<string>;
  kill(signal: NodeJS.Signals): void;
  /** Resolves when the process is gone and its output is whole. */
  exit: Promise<Exit>;
};

const toLines = (text: string): LogLine[] =>
  text
    .split('\n')
    .filter((line) => line.startsWith('{') && line.endsWith('}'))
    .map((line) => JSON.parse(line) as LogLine);

/** Rejects when the process ends before, or takes too long. */
const createWaiting = (show: () => string) => {
  const looks = new Set<() => void>();
  let isOver = false;
  const until = <Found>(what: string, find: () => Found | null | undefined): Promise<Found> =>
    new Promise((resolve, reject) => {
      const end = (act: () => void): void => {
        clearTimeout(timer);
        looks.delete(look);
        act();
      };
      const look = (): void => {
        const found = find();
        if (found !== null && found !== undefined) end(() => resolve(found));
        else if (isOver) end(() => reject(new Error(`the process ended without ${what}\n${show()}`)));
      };
      const timer = setTimeout(() => end(() => reject(new Error(`waited in vain for ${what}\n${show()}`))), WAIT_MS);
      looks.add(look);
      look();
    });
  const lookAgain = (): void => {
    for (const look of [...looks]) look();
  };
  return {
    until,
    lookAgain,
    end: (): void => {
      isOver = true;
      lookAgain();
    },
  };
};

/** What was compiled before is not compiled again by each process of a test run: no setting of the app. */
const { NODE_COMPILE_CACHE } = process.env;
const SHARED = NODE_COMPILE_CACHE === undefined ? {} : { NODE_COMPILE_CACHE };

type ProcessOptions = {
  env: Record<string, string>;
  cwd: string;
  /** Of Node. */
  args?: string[];
  /** Instead of Node alone: a program that runs it. */
  command?: string[];
};

/**
 * Starts the app as an operator does. Only `env` is in its environment; `cwd` is where it looks for `.env`.
 * Killed after the test, should it still run.
 */
export const startProcess = (
  t: TestContext,
  { env, cwd, args = [MAIN], command = [process.execPath, ...args] }: ProcessOptions,
): AppProcess => {
  const [program = '', ...words] = command;
  const child = spawn(program, words, { cwd, env: { ...SHARED, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let [stdout, stderr] = ['', ''];
  const waiting = createWaiting(() => `stdout:\n${stdout}\nstderr:\n${stderr}`);
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    waiting.lookAgain();
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const exit = new Promise<Exit>((resolve) => {
    child.once('close', (code, signal) => {
      waiting.end();
      resolve({ code, signal });
    });
  });
  t.after(async () => {
    child.kill('SIGKILL');
    await exit;
  });
  return {
    stdout: () => stdout,
    stderr: () => stderr,
    logged: (words) => waiting.until(`"${words}" in the log`, () => toLines(stdout).find(({ msg }) => msg === words)),
    printed: (words) => waiting.until(`${words} on standard output`, () => words.exec(stdout)?.[0]),
    kill: (signal) => void child.kill(signal),
    exit,
  };
};
