import { z } from 'zod';
import { longestCall } from '../../../core/stage/call.ts';
import { isRefused, type Refused } from '../workspace/refused.ts';
import { nameOf, type Workspace } from '../workspace/workspace.ts';
import { writeText } from '../workspace/write-text.ts';
import { count } from './fit.ts';
import { calls, notDone, type Called, type Tool } from './tool.ts';
import { explainBroken } from './whole-text.ts';

const input = z.object({
  path: z.string().min(1).max(1000).describe('The file. Folders that are missing are made.'),
  content: z.string().describe('All of its text, from the first character to the last.'),
});
type Input = z.infer<typeof input>;

const description = `Writes a text file: a new one, or a new text in place of all that one holds; at most ${longestCall.toLocaleString('en')} characters. Read a file before you replace it, and write it whole.`;

export const writeTool = (workspace: Workspace): Tool<Input> => ({
  name: 'write',
  description,
  input,
  // Writing the same text once more changes nothing.
  repeatable: () => true,
  call: (given) => callOf(workspace, given),
  run: async ({ path, content }) => {
    const written = await writeText(workspace, path, content);
    if (isRefused(written)) return notDone(written);
    const what = written.before === null ? 'a new file' : `in place of ${count(written.before.size, 'byte')}`;
    return `Wrote ${written.name}: ${count(Buffer.byteLength(content), 'byte')}, ${what}.`;
  },
});

/** A person approves the path and every character. */
function callOf(workspace: Workspace, { path, content }: Input): Called | Refused {
  const name = nameOf(workspace, path);
  if (typeof name !== 'string') return name;
  const problem = explainBroken(content);
  if (problem !== null) return { refused: problem };
  const shown = `${name}\n\n${content}`;
  if (shown.length <= longestCall) return calls('write', shown, name);
  return {
    refused: `${count(content.length, 'character')} are more than the ${longestCall.toLocaleString('en')} that can be written at once.`,
  };
}
