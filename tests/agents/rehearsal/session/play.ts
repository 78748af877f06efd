import { spawnSync } from 'node:child_process';
import type { AgentStage } from '../../../../src/core/project/definition.ts';
import { listTool } from '../../../../src/agents/agent/tools/list.ts';
import { readTool } from '../../../../src/agents/agent/tools/read.ts';
import type { Tool } from '../../../../src/agents/agent/tools/tool.ts';
import { writeTool } from '../../../../src/agents/agent/tools/write.ts';
import { openWorkspace } from '../../../../src/agents/agent/workspace/workspace.ts';
import type { ModelCall, Turn } from '../../../../src/agents/model/turn.ts';
import { callOf } from '../../../../src/agents/rehearsal/session/action.ts';
import { nextTurn } from '../../../../src/agents/rehearsal/session/next.ts';
import type { Script } from '../../../../src/agents/rehearsal/session/script.ts';

export interface Play {
  folder: string;
  stage: AgentStage;
  script: Script;
  /** What people say, once so many turns have been taken. */
  words?: Record<number, string>;
  /** To a question. */
  answer?: (question: string, options: string[]) => string;
  /** To a command line. */
  approve?: (line: string) => string | null;
}

const mostTurns = 60;

/** Plays a session with the real tools and the real tests, until it has no more to do. */
export async function play(given: Play): Promise<Turn[]> {
  const turns: Turn[] = [{ by: 'house', text: 'Work in this repository until its tests pass.' }];
  for (let taken = 0; taken < mostTurns; taken += 1) {
    const said = given.words?.[taken];
    if (said !== undefined) turns.push({ by: 'person', message: `m${taken}`, name: 'Mara', text: said });
    const { text, action } = nextTurn(turns, given);
    const calls = action === null ? [] : [callOf(action, `call_${taken}`)];
    turns.push({ by: 'model', text, calls });
    if (calls[0] === undefined) return turns;
    turns.push({ by: 'tool', call: calls[0].id, text: await resultOf(given, calls[0]) });
  }
  throw new Error(`It goes on after ${mostTurns} turns:\n${saidIn(turns).join('\n')}`);
}

async function resultOf({ folder, stage, answer, approve }: Play, { tool, input }: ModelCall): Promise<string> {
  const given = input as Record<string, string>;
  const workspace = await openWorkspace(folder);
  switch (tool) {
    case 'list':
      return use(listTool(workspace), input);
    case 'read':
      return use(readTool(workspace), input);
    case 'write':
      return use(writeTool(workspace), input);
    case 'command':
      return shell(folder, String(stage.commands[given.name!]!.run));
    case 'shell':
      return approve?.(given.line!) ?? shell(folder, given.line!);
    case 'ask':
      return `Mara answers: ${answer?.(given.question!, (input as { options: string[] }).options) ?? ''}`;
    default:
      throw new Error(`There is no tool ${tool}.`);
  }
}

const at = { signal: new AbortController().signal, heldFor: () => 60_000, output: () => undefined };

const use = <T>(tool: Tool<T>, input: unknown): Promise<string> => tool.run(tool.input.parse(input), at);

function shell(folder: string, line: string): string {
  const done = spawnSync('/bin/sh', ['-c', line], { cwd: folder, encoding: 'utf8', env: { PATH: process.env.PATH } });
  return `${done.stdout}${done.stderr}\nExit code ${done.status}.`;
}

export const callsIn = (turns: readonly Turn[]): ModelCall[] =>
  turns.flatMap((turn) => (turn.by === 'model' ? turn.calls : []));

export const saidIn = (turns: readonly Turn[]): string[] =>
  turns.flatMap((turn) => (turn.by === 'model' ? [turn.text] : []));
