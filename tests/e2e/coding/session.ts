import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, onTestFailed } from 'vitest';
import { builtProgram } from '../../setup/built.ts';
import { serversEngine, type Engine } from '../kill/engine.ts';
import { freePort } from '../kill/free-port.ts';
import { Program } from '../kill/program.ts';
import type { Platform } from '../town/town.ts';
import { startEngineer, type Engineer } from './engineer.ts';
import type { Hand, Place } from './hand.ts';
import { copyExample } from './project.ts';

/** The example's project, the built program that works on it, and two people before a platform. */
export interface Session {
  engineer: Engineer;
  ada: Hand;
  ben: Hand;
  /** The run's own copy of the repository. */
  copy: () => string;
  /** Its tests' own last words, run by ourselves. */
  testsSay: () => string;
  git: (...args: string[]) => string;
}

interface Before {
  platform: Platform;
  hand: (engine: Engine, name: string, place: Place) => Hand;
}

interface Opened extends Session {
  close(): Promise<void>;
  said(): string;
}

export function useSession(open: () => Promise<Before>): () => Session {
  let opened: Opened | undefined;
  beforeAll(async () => void (opened = await begin(await open())), 120_000);
  afterAll(() => opened?.close(), 60_000);
  return () => {
    const session = opened!;
    onTestFailed(() => console.log(session.said()));
    return session;
  };
}

async function begin({ platform, hand }: Before): Promise<Opened> {
  const [engine, engineer, built] = await Promise.all([serversEngine(), startEngineer(), builtProgram()]);
  const project = await copyExample(path.join(engine.folder, 'project'), platform);
  const model = { MODEL_BASE_URL: engineer.baseUrl, MODEL_NAME: 'fake-1', MODEL_API_KEY: 'key-for-tests' };
  const env = { ...engine.env, ...model, PORT: String(await freePort()), ...platform.env };
  const program = new Program({ args: ['--project', project, ...engine.args], env, built });
  await program.ready();
  if (!program.isReady) throw new Error(`The program ended:\n${program.said.join('\n')}`);
  await platform.heard();

  const place: Place = { thread: '' };
  const [ada, ben] = [hand(engine, 'ada', place), hand(engine, 'ben', place)];
  const copy = (): string => {
    const all = path.join(engine.folder, 'data/workspaces');
    return path.join(all, readdirSync(all)[0]!);
  };
  const run = (what: string, args: readonly string[]): string => {
    const { stdout, stderr } = spawnSync(what, args, { cwd: copy(), encoding: 'utf8' });
    return stdout + stderr;
  };
  return {
    ...{ engineer, ada, ben, copy },
    testsSay: () => run('node', ['--test', '--test-reporter=tap']),
    git: (...args) => run('git', args),
    said: () => [transcript({ ada, ben }), ...program.said].join('\n\n'),
    close: async () => {
      await program.kill('SIGTERM');
      await Promise.all([engineer.close(), platform.close(), engine.close()]);
    },
  };
}

/** The thread as everybody reads it now, and what each was told and has not read. */
const transcript = (hands: Record<string, Hand>): string =>
  [
    ...Object.values(hands)[0]!
      .reads()
      .map(({ text, buttons }) => `${text}\n${buttons.map((it) => `[ ${it} ]`).join(' ')}`),
    ...Object.entries(hands).map(([name, hand]) =>
      [`${name} alone`, ...hand.unread(), ...hand.complaints()].join('\n'),
    ),
  ].join('\n\n');
