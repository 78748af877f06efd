import { z } from 'zod';
import { inWords } from '../../time-limit.ts';
import { longestCommand, runLine, type Ground } from './running.ts';
import { calls, type Tool } from './tool.ts';
import { explainBroken } from './whole-text.ts';

const input = z.object({
  line: z.string().trim().min(1).max(8000).describe('What `/bin/sh` is given, with the workspace as its folder.'),
});

const description = `Runs a command line in the workspace, without a terminal and without input, for at most ${inWords(longestCommand)}. Its exit code and its output are told; what it leaves running is ended.`;

export const shellTool = (ground: Ground): Tool<z.infer<typeof input>> => ({
  name: 'shell',
  description,
  input,
  repeatable: () => false,
  call: ({ line }) => {
    const problem = explainBroken(line);
    return problem === null ? calls('shell', line, line) : { refused: problem };
  },
  run: ({ line }, at) => runLine(ground, line, at),
});
