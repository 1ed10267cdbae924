import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

export type StandInTelnyx = {
  origin: string;
  /** How many calls came since this was last asked. */
  takeCalls(): Promise<number>;
  stop(): void;
};

/** In a process of its own, so that its work is nobody's cost. `old`: how many parts the account has that are over. */
export const startStandInTelnyx = async ({
  parts,
  old = 0,
}: {
  parts: number;
  old?: number;
}): Promise<StandInTelnyx> => {
  const file = join(import.meta.dirname, 'stand-in-telnyx.ts');
  const child = spawn(process.execPath, [file, String(parts), String(old)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await once(child.stdout, 'data');
  const origin = `http://127.0.0.1:${String(line).trim()}`;
  return {
    origin,
    takeCalls: async () => Number(await (await fetch(`${origin}/count`)).text()),
    stop: () => void child.kill(),
  };
};
