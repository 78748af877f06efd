import { z } from 'zod';
import type { AgentStage } from '../../../core/project/definition.ts';
import { inWords } from '../../time-limit.ts';
import { limitOf, runLine, type Ground } from './running.ts';
import { calls, type Tool } from './tool.ts';

type Declared = AgentStage['commands'];

/** Runs what the project declared, by its name. */
export function commandTool(ground: Ground, declared: Declared): Tool<{ name: string }> {
  const { stage } = ground.assignment;
  const names = Object.keys(declared);
  return {
    name: 'command',
    description: describe(declared, stage),
    input: z.object({ name: z.enum(names).describe('Which of them.') }),
    repeatable: ({ name }) => get(declared, name).repeatable,
    call: ({ name }) => calls('command', `${name}: ${lineOf(get(declared, name).run)}`, name),
    run: ({ name }, at) => {
      const command = get(declared, name);
      return runLine(ground, command.run, limitOf(command, stage), at);
    },
  };
}

function get(declared: Declared, name: string): Declared[string] {
  const command = Object.hasOwn(declared, name) ? declared[name] : undefined;
  if (command === undefined) throw new Error(`bug: command "${name}" was called, and is not declared`);
  return command;
}

/** How long each may take is said once, where that is the same for all. */
function describe(declared: Declared, stage: AgentStage): string {
  const limits = new Set(Object.values(declared).map((it) => limitOf(it, stage)));
  const [only] = limits.size === 1 ? limits : [];
  const most = (seconds: number): string => `for at most ${inWords(seconds)}`;
  return [
    `Runs one of these commands in the workspace, as it stands${only ? `, ${most(only)}` : ''}. Its exit code and its output are told.`,
    ...Object.entries(declared).map(([name, command]) => {
      const limit = only ? '' : ` (${most(limitOf(command, stage))})`;
      return `- ${name}${limit}: ${command.about ?? lineOf(command.run)}`;
    }),
  ].join('\n');
}

/** A list is told as a list: it goes through no shell, and a line would not say where its words end. */
const lineOf = (run: string | string[]): string => (typeof run === 'string' ? run : JSON.stringify(run));
