import path from 'node:path';
import { readText } from './read-text.ts';
import { explainFault, isRefused, type Refused } from './refused.ts';
import { nameOf, type Workspace } from './workspace.ts';
import { findFile, writeText } from './write-text.ts';

export interface Edit {
  old: string;
  put: string;
}

/** Replaces a text that the file has exactly once. As in `writeText`, no link is followed. */
export async function editText(workspace: Workspace, given: string, edit: Edit): Promise<{ name: string } | Refused> {
  const name = nameOf(workspace, given);
  if (typeof name !== 'string') return name;
  const at = path.join(workspace.real, name);
  try {
    const found = await findFile(at, name);
    if (isRefused(found)) return found;
    const text = await readText({ at, name });
    const edited = typeof text === 'string' ? editedBy(edit, text, name) : text;
    return typeof edited === 'string' ? await writeText(workspace, given, edited) : edited;
  } catch (error) {
    return explainFault(error, name);
  }
}

function editedBy({ old, put }: Edit, text: string, name: string): string | Refused {
  const at = text.indexOf(old);
  if (at === -1) return notThere(text, { old, put }, name);
  if (at !== text.lastIndexOf(old))
    return { refused: `This text stands in ${name} more than once: give more of what stands around it.` };
  const edited = text.slice(0, at) + put + text.slice(at + old.length);
  if (mayRepeat({ old, put }) && edited.includes(old))
    return { refused: `After that, the same text would stand in ${name} again: give more of what stands around it.` };
  return edited;
}

/** Whether the edit may be made again: what it looks for is gone after the first time, so the second time changes nothing. */
export const mayRepeat = ({ old, put }: Edit): boolean => !put.includes(old);

function notThere(text: string, { put }: Edit, name: string): Refused {
  const lineEnds = text.includes('\r\n') ? ' Its lines end in CRLF.' : '';
  const done = put !== '' && text.includes(put) ? ' What was to be put in its place stands there already.' : '';
  return { refused: `This text does not stand in ${name}, letter for letter.${lineEnds}${done} Read the file again.` };
}
