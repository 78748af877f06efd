import type { AgentStage } from '../../../../src/core/project/stage.ts';
import { toolsOf } from '../../../../src/agents/agent/tools/tools.ts';
import { openWorkspace } from '../../../../src/agents/agent/workspace/workspace.ts';
import type { ModelCall, Turn } from '../../../../src/agents/model/turn.ts';
import { callOf } from '../../../../src/agents/rehearsal/session/action.ts';
import { nextTurn } from '../../../../src/agents/rehearsal/session/next.ts';
import { assignmentOf } from '../../stage.ts';
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
  approve?: (line: string) => string;
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

async function resultOf({ folder, stage, answer, approve }: Play, { tool: name, input }: ModelCall): Promise<string> {
  const workspace = await openWorkspace(folder);
  const machine = { host: { PATH: process.env.PATH ?? '' }, workspaces: folder };
  const ground = { machine, workspace, assignment: { ...assignmentOf(stage), stage } };
  const tool = toolsOf(ground).find((it) => it.name === name);
  if (tool === undefined) throw new Error(`There is no tool ${name}.`);
  const given = tool.input.parse(input) as { question: string; options: string[]; command: string };
  if (name === 'ask') return `Answered by Mara: ${answer?.(given.question, given.options) ?? ''}`;
  return (name === 'shell' && approve?.(given.command)) || tool.run(given, at);
}

const at = { signal: new AbortController().signal, heldFor: () => 60_000, output: () => undefined };

export const callsIn = (turns: readonly Turn[]): ModelCall[] =>
  turns.flatMap((turn) => (turn.by === 'model' ? turn.calls : []));

export const saidIn = (turns: readonly Turn[]): string[] =>
  turns.flatMap((turn) => (turn.by === 'model' ? [turn.text] : []));
