import path from 'node:path';
import type { Engine } from '../kill/engine.ts';
import { freePort } from '../kill/free-port.ts';
import { Person } from '../kill/person.ts';
import { Program } from '../kill/program.ts';
import { channel, writeProject } from './project.ts';
import type { Sides } from './sides.ts';

/** The platforms, and the program between them. */
export interface Town {
  engine: Engine;
  sides: Sides;
  /** Before the console: starts the runs, and reads. */
  owner: Person;
  /** SIGKILL, and another one; resolves when that hears the platforms. */
  kill(): Promise<void>;
  said(): readonly string[];
  close(): Promise<void>;
}

export async function openTown(engine: Engine, built: string, sides: Sides): Promise<Town> {
  const project = path.join(engine.folder, 'project.yaml');
  await writeProject(project, sides.ground);
  const port = await freePort();
  const env = { ...engine.env, ...sides.env, PORT: String(port) };
  const options = { args: ['--project', project, ...engine.args], env, built };

  let program = new Program(options);
  const ready = async (): Promise<void> => {
    await program.ready();
    if (!program.isReady) throw new Error(`The program ended:\n${program.said.join('\n')}`);
    await sides.heard();
  };
  const owner = new Person([`http://127.0.0.1:${port}`], () => program.link, channel);
  await ready();
  await owner.signIn();
  return {
    ...{ engine, sides, owner },
    kill: async () => {
      await program.kill();
      program = new Program(options);
      await ready();
    },
    said: () => program.said,
    close: async () => {
      await program.kill();
      await sides.close();
    },
  };
}
