import { z } from 'zod';
import { longestCall } from '../../../core/stage/call.ts';
import { editText, mayRepeat, type Edit } from '../workspace/edit-text.ts';
import { isRefused, type Refused } from '../workspace/refused.ts';
import { nameOf, type Workspace } from '../workspace/workspace.ts';
import { calls, notDone, type Called, type Tool } from './tool.ts';
import { explainBroken } from './whole-text.ts';

const input = z.object({
  path: z.string().min(1).max(1000).describe('The file.'),
  old_text: z.string().min(1).describe('What to replace, letter for letter, with its line ends and indentation.'),
  new_text: z.string().describe('What to put in its place; empty to take it out.'),
});
type Input = z.infer<typeof input>;

const description =
  'Replaces one passage of a text file by another. The passage has to stand in the file exactly once: give as many of the lines around it as that takes. Read the file first. To make a file, or to write it anew, use write.';

export const editTool = (workspace: Workspace): Tool<Input> => ({
  name: 'edit',
  description,
  input,
  repeatable: (given) => mayRepeat(editOf(given)),
  call: (given) => callOf(workspace, given),
  run: async (given) => {
    const edited = await editText(workspace, given.path, editOf(given));
    return isRefused(edited) ? notDone(edited) : `Changed ${edited.name}.`;
  },
});

const editOf = ({ old_text: old, new_text: put }: Input): Edit => ({ old, put });

/** A person approves exactly what is done: these lines, which the file has once, are replaced by those. */
function callOf(workspace: Workspace, { path, old_text: old, new_text: put }: Input): Called | Refused {
  const name = nameOf(workspace, path);
  if (typeof name !== 'string') return name;
  if (old === put) return { refused: 'Both texts are the same.' };
  const problem = explainBroken(old) ?? explainBroken(put);
  if (problem !== null) return { refused: problem };
  const shown = [name, '', ...marked('-', old), ...(put === '' ? [] : marked('+', put))].join('\n');
  if (shown.length <= longestCall) return calls('edit', shown, name);
  return {
    refused: `That is more than the ${longestCall.toLocaleString('en')} characters that can be shown of a change.`,
  };
}

const marked = (sign: '-' | '+', text: string): string[] => text.split('\n').map((line) => `${sign} ${line}`);
