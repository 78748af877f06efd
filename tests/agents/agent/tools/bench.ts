import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { At, Called, Tool } from '../../../../src/agents/agent/tools/tool.ts';
import { isRefused } from '../../../../src/agents/agent/workspace/refused.ts';
import { openWorkspace, type Workspace } from '../../../../src/agents/agent/workspace/workspace.ts';
import { OpenBoundary } from '../../stage.ts';

/** A folder that is a workspace, beside one that is not. */
export class Bench {
  readonly top = realpathSync(mkdtempSync(path.join(tmpdir(), 'tools-')));
  readonly folder = path.join(this.top, 'workspace');
  readonly outside = path.join(this.top, 'workspace-2');
  boundary = new OpenBoundary();

  constructor() {
    for (const folder of [this.folder, this.outside]) mkdirSync(folder);
    writeFileSync(path.join(this.outside, 'secret.txt'), 'canary\n');
  }

  at(name: string): string {
    return path.join(this.folder, name);
  }

  /** Files of the workspace by their names. */
  put(files: Record<string, string | Buffer>): void {
    const folders = new Set(Object.keys(files).map((name) => path.dirname(this.at(name))));
    for (const folder of folders) mkdirSync(folder, { recursive: true });
    for (const [name, content] of Object.entries(files)) writeFileSync(this.at(name), content);
  }

  workspace(): Promise<Workspace> {
    return openWorkspace(this.folder);
  }

  remove(): void {
    rmSync(this.top, { recursive: true, force: true });
  }
}

/** As the loop does it, for a call that is approved: its result, whether it was refused before it began or while it ran. */
export async function use(tool: Tool, input: unknown, at: At = new OpenBoundary()): Promise<string> {
  const parsed = tool.input.parse(input);
  const call = tool.call(parsed);
  return isRefused(call) ? `Not done: ${call.refused}` : tool.run(parsed, at);
}

export function callOf(tool: Tool, input: unknown): Called {
  const call = tool.call(tool.input.parse(input));
  if (isRefused(call)) throw new Error(call.refused);
  return call;
}
