import { z } from 'zod';
import type { AgentStage } from '../../../core/project/definition.ts';
import { inWords } from '../../time-limit.ts';
import { longestCommand, runLine, type Ground } from './running.ts';
import { calls, type Tool } from './tool.ts';

type Declared = AgentStage['commands'];

/** Runs what the project declared, by its name. */
export function commandTool(ground: Ground, declared: Declared): Tool<{ name: string }> {
  const names = Object.keys(declared);
  return {
    name: 'command',
    description: describe(declared),
    input: z.object({ name: z.enum(names).describe('Which of them.') }),
    repeatable: ({ name }) => get(declared, name).repeatable,
    call: ({ name }) => calls('command', `${name}: ${lineOf(get(declared, name).run)}`, name),
    run: ({ name }, at) => runLine(ground, get(declared, name).run, at),
  };
}

function get(declared: Declared, name: string): Declared[string] {
  const command = Object.hasOwn(declared, name) ? declared[name] : undefined;
  if (command === undefined) throw new Error(`bug: command "${name}" was called, and is not declared`);
  return command;
}

const describe = (declared: Declared): string =>
  [
    `Runs one of these commands in the workspace, as it stands, for at most ${inWords(longestCommand)}. Its exit code and its output are told.`,
    ...Object.entries(declared).map(([name, { run, about }]) => `- ${name}: ${about ?? lineOf(run)}`),
  ].join('\n');

/** A list is told as a list: it goes through no shell, and a line would not say where its words end. */
const lineOf = (run: string | string[]): string => (typeof run === 'string' ? run : JSON.stringify(run));
