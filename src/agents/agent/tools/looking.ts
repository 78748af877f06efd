import type { ToolName } from '../../../core/stage/call.ts';
import { isRefused, type Refused } from '../workspace/refused.ts';
import { nameOf, type Place, type Workspace } from '../workspace/workspace.ts';
import { calls, notDone, type Called } from './tool.ts';

/** The call of a tool that looks at a path, without asking the disk. `say`: what people are shown. */
export function callAt(
  workspace: Workspace,
  path: string,
  tool: ToolName,
  say: (name: string) => string,
): Called | Refused {
  const name = nameOf(workspace, path);
  return typeof name === 'string' ? calls(tool, say(name)) : name;
}

/** The result of looking at a place, or why that was not possible. */
export async function lookAt(
  found: Promise<Place | Refused>,
  look: (place: Place) => Promise<string | Refused>,
): Promise<string> {
  const place = await found;
  const told = isRefused(place) ? place : await look(place);
  return typeof told === 'string' ? told : notDone(told);
}
