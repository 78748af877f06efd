import { z } from 'zod';
import type { AgentStage } from '../../../core/project/stage.ts';
import { inWords } from '../../time-limit.ts';
import { limitOf, runLine, type ToolSetting } from './running.ts';
import { calls, type Tool } from './tool.ts';

type Declared = AgentStage['commands'];

/** Runs a command that the project file declares, by its name. */
export function commandTool(setting: ToolSetting, declared: Declared): Tool<{ name: string }> {
  const { stage } = setting.assignment;
  const names = Object.keys(declared);
  return {
    name: 'command',
    description: describe(declared, stage),
    input: z.object({ name: z.enum(names).describe('Which of them.') }),
    repeatable: ({ name }) => get(declared, name).repeatable,
    call: ({ name }) => calls('command', `${name}: ${lineOf(get(declared, name).run)}`, name),
    run: ({ name }, at) => {
      const command = get(declared, name);
      return runLine(setting, command.run, limitOf(command, stage), at);
    },
  };
}

function get(declared: Declared, name: string): Declared[string] {
  const command = Object.hasOwn(declared, name) ? declared[name] : undefined;
  if (command === undefined) throw new Error(`bug: command "${name}" was called, and is not declared`);
  return command;
}

/** A time limit that all commands share is said once. */
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

/** A list stays a list: no shell reads it, and as one line it would not show where its arguments end. */
const lineOf = (run: string | string[]): string => (typeof run === 'string' ? run : JSON.stringify(run));
