import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { deserialize, serialize } from 'node:v8';
import type { KeptWorld } from './slack/world.ts';
import type { KeptTelnyx } from './telnyx/simulation.ts';

/** A whole sandbox apart from the app's own store. */
export type KeptSandbox = {
  clock: { now: number; speed: number };
  telnyx: KeptTelnyx;
  slack: KeptWorld;
  /** By `<person> <channel>`: the ts up to which was read. */
  readUntil: Map<string, number>;
  /** What the app's store is sealed with; absent in what was kept before stores were. */
  encryptionKeys?: string[];
};

export type SandboxFolder = {
  /** Of the app's store. */
  storeUrl: string;
  /** Null: begins fresh. */
  kept: KeptSandbox | null;
  /** What to tell whoever started it; null when all is as it should be. */
  warning: string | null;
  /** Writes it in one piece: the file is replaced, never half written. */
  save(sandbox: KeptSandbox): Promise<void>;
  saveNow(sandbox: KeptSandbox): void;
};

/** Raised when what is kept changes its shape: an older file is then set aside. */
const FORMAT = 2;
const STATE_FILE = 'simulators.state';
const STORE_FILE = 'numberdesk.sqlite';
const STORE_FILES = [STORE_FILE, `${STORE_FILE}-wal`, `${STORE_FILE}-shm`];

const readState = (file: string): KeptSandbox | null => {
  if (!existsSync(file)) return null;
  const { format, sandbox } = deserialize(readFileSync(file)) as { format?: unknown; sandbox: KeptSandbox };
  if (format !== FORMAT) throw new Error(`it has format ${String(format)}, not ${FORMAT}`);
  return sandbox;
};

/** The app would refuse to start on a broken store; a sandbox begins anew instead. */
const checkStore = (file: string): void => {
  if (!existsSync(file)) return;
  const database = new DatabaseSync(file);
  try {
    const [verdict] = Object.values(database.prepare('PRAGMA quick_check').get() ?? {});
    if (verdict !== 'ok') throw new Error(String(verdict));
  } finally {
    database.close();
  }
};

/** Simulators and store belong together: orders of one that the other does not know would only confuse. */
const setAside = (folder: string): void => {
  for (const name of [STATE_FILE, ...STORE_FILES].filter((one) => existsSync(join(folder, one)))) {
    renameSync(join(folder, name), join(folder, `unreadable-${name}`));
  }
};

const readFolder = (folder: string): Pick<SandboxFolder, 'kept' | 'warning'> => {
  mkdirSync(folder, { recursive: true });
  try {
    const kept = readState(join(folder, STATE_FILE));
    checkStore(join(folder, STORE_FILE));
    if (kept === null && existsSync(join(folder, STORE_FILE))) throw new Error(`${STATE_FILE} is missing`);
    return { kept, warning: null };
  } catch (error) {
    setAside(folder);
    const reason = error instanceof Error ? error.message : String(error);
    return {
      kept: null,
      warning: `What ${folder} held could not be read (${reason}): it begins fresh, the old files now begin with "unreadable-".`,
    };
  }
};

/**
 * A folder in which the sandbox outlives its restarts; created when it is not there. What is unreadable is set aside.
 */
export const openSandboxFolder = (folder: string): SandboxFolder => {
  const read = readFolder(folder);
  const file = join(folder, STATE_FILE);
  const toBytes = (sandbox: KeptSandbox): Uint8Array => serialize({ format: FORMAT, sandbox });
  return {
    ...read,
    storeUrl: `sqlite://${join(folder, STORE_FILE)}`,
    save: async (sandbox) => {
      await writeFile(`${file}.new`, toBytes(sandbox));
      await rename(`${file}.new`, file);
    },
    saveNow: (sandbox) => {
      writeFileSync(`${file}.last`, toBytes(sandbox));
      renameSync(`${file}.last`, file);
    },
  };
};
