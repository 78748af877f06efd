import { z } from 'zod';
import { inWords } from '../../time-limit.ts';
import { limitOf, runLine, type ToolSetting } from './running.ts';
import { calls, type Tool } from './tool.ts';
import { explainBroken } from './whole-text.ts';

const input = z.object({
  command: z.string().trim().min(1).max(8000).describe('What `/bin/sh` is given, with the workspace as its folder.'),
});

const describe = (seconds: number): string =>
  `Runs a command line in the workspace, without a terminal and without input, for at most ${inWords(seconds)}. Its exit code and its output are told; what it leaves running is ended.`;

export function shellTool(
  setting: ToolSetting,
  declared: { time_limit?: number | undefined },
): Tool<z.infer<typeof input>> {
  const seconds = limitOf(declared, setting.assignment.stage);
  return {
    name: 'shell',
    description: describe(seconds),
    input,
    repeatable: () => false,
    call: ({ command }) => {
      const problem = explainBroken(command);
      return problem === null ? calls('shell', command, command) : { refused: problem };
    },
    run: ({ command }, at) => runLine(setting, command, seconds, at),
  };
}
