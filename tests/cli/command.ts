import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { builtProgram } from '../setup/built.ts';

export interface Ended {
  code: number | null;
  out: string;
  err: string;
}

/** One command of the program, as an operator runs it, to its end. */
export async function command(args: string[], env: Record<string, string> = {}): Promise<Ended> {
  const child = spawn(process.execPath, ['src/main.js', ...args], {
    cwd: await builtProgram(),
    env: { PATH: process.env.PATH, HOME: process.env.HOME, LOG_LEVEL: 'error', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { out: '', err: '' };
  child.stdout.on('data', (some: Buffer) => (said.out += some.toString()));
  child.stderr.on('data', (some: Buffer) => (said.err += some.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, ...said };
}
