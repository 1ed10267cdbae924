import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { createInterface } from 'node:readline';

/** Linux counts processor time in hundredths of a second. */
const TICK_MS = 10;

export type MeasuredApp = {
  port: number;
  /** From its spawn until its port was told and took a connection. */
  startMs: number;
  /** Processor time since its start, in ms. */
  cpuMs(): number;
  /** Resident memory, in MB. */
  memoryMb(): number;
  stop(): Promise<void>;
};

const connects = (port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    const socket = createConnection({ port, host: '127.0.0.1' }, () => {
      socket.destroy();
      resolve();
    });
    socket.once('error', reject);
  });

const portOf = (child: ChildProcess): Promise<number> =>
  new Promise((resolve, reject) => {
    if (!child.stdout) return reject(new Error('no output to read'));
    child.once('exit', (code) => reject(new Error(`it ended with ${code} before it listened`)));
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (!line.startsWith('{')) return;
      const { msg, port } = JSON.parse(line) as { msg: string; port?: number };
      if (msg === 'numberdesk is running' && port) resolve(port);
    });
  });

/** Starts `node <words>` and waits until it listens. */
export const startMeasured = async (words: readonly string[], env: Record<string, string>): Promise<MeasuredApp> => {
  const startedAt = performance.now();
  const child = spawn(process.execPath, words, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const over = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const port = await portOf(child);
  await connects(port);
  const startMs = performance.now() - startedAt;
  const read = (name: string): string => readFileSync(`/proc/${child.pid}/${name}`, 'utf8');
  return {
    port,
    startMs,
    cpuMs: () => {
      const fields = read('stat').split(') ')[1]?.split(' ') ?? [];
      return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
    },
    memoryMb: () => Number(/VmRSS:\s+(\d+)/.exec(read('status'))?.[1] ?? 0) / 1024,
    stop: async () => {
      child.kill('SIGTERM');
      await over;
    },
  };
};
