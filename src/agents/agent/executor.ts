import type { Role } from '../../core/project/definition.ts';
import type { AgentStage } from '../../core/project/stage.ts';
import { noCost } from '../../core/run/run.ts';
import type { Output } from '../../core/run/event.ts';
import type { Assignment, Boundary, Executor, Failed, StageResult } from '../../core/stage/executor.ts';
import type { Machine } from '../command/environment.ts';
import { failed } from '../failed.ts';
import type { AgentModel } from '../model/agent-model.ts';
import { modelOf, type ModelChoice, type ModelDefaults } from '../model/choice.ts';
import { endpointOf } from '../model/endpoint.ts';
import { remoteAgent } from '../model/remote-agent.ts';
import { turnSchema, type Turn } from '../model/turn.ts';
import { rehearsalAgent } from '../rehearsal/session/agent.ts';
import { findDirectory } from '../workspace.ts';
import { Conversation } from './conversation.ts';
import { openingTurn, resumingTurn, systemOf } from './prompt.ts';
import { resumedCalls } from './resumed-calls.ts';
import { toolsOf } from './tools/tools.ts';
import { doneRemark, unreadableTalk } from './words.ts';
import { workOn, type Work } from './work.ts';
import { openWorkspace } from './workspace/workspace.ts';

type Settings = Machine & { models: ModelDefaults };

/** A role works with tools until it reports that it is done. Each call of its model is a step, and so is each call of a tool. */
export function agentExecutor(settings: Settings): Executor {
  return {
    kind: 'agent',
    async execute(assignment, boundary) {
      const { stage, definition } = assignment;
      if (stage.do !== 'agent') throw new Error(`bug: stage "${stage.id}" is a ${stage.do} stage, not an agent's`);
      const role = definition.roles.find((it) => it.handle === stage.role);
      if (role === undefined) return failed(`Stage "${stage.id}" is for role "${stage.role}", which \`roles\` lacks.`);
      const kept = readTurns(assignment.turns);
      if ('error' in kept) return kept;
      if (boundary.signal.aborted) return { kind: 'aborted', cost: noCost };
      return runAgent(settings, { ...assignment, stage, role }, new Conversation(boundary, kept), boundary);
    },
  };
}

type AgentAssignment = Assignment & { stage: AgentStage; role: Role };

async function runAgent(
  settings: Settings,
  assignment: AgentAssignment,
  talk: Conversation,
  boundary: Boundary,
): Promise<StageResult> {
  const { stage, role, definition, replies } = assignment;
  const found = await findDirectory(assignment, settings.workspaces);
  if ('problem' in found) return failed(found.problem);
  const choice = modelOf(role, definition, settings.models);
  const model = agentOf(choice, assignment, settings.models);
  if ('error' in model) return model;
  const setting = { machine: settings, workspace: await openWorkspace(found.directory), assignment };
  const work: Work = {
    model,
    tools: toolsOf(setting),
    replies,
    boundary,
    system: systemOf(role),
    resumed: resumedCalls(talk.turns, assignment),
    opening: (turns) => (turns.length === 0 ? openingTurn(assignment) : resumingTurn(turns, assignment)),
    outputOf: (report, turns) => outputOf(stage, report, turns, choice.rehearsal),
  };
  return workOn(talk, work);
}

function agentOf(
  choice: ModelChoice,
  { stage, definition }: AgentAssignment,
  defaults: ModelDefaults,
): AgentModel | Failed {
  if (choice.rehearsal) return rehearsalAgent(stage, definition.folder);
  const endpoint = endpointOf(choice, defaults);
  return 'problem' in endpoint ? failed(endpoint.problem) : remoteAgent(choice, endpoint);
}

function readTurns(kept: readonly unknown[]): Turn[] | Failed {
  const turns: Turn[] = [];
  for (const [index, turn] of kept.entries()) {
    const read = turnSchema.safeParse(turn);
    if (!read.success) return failed(unreadableTalk(index + 1, read.error.message));
    turns.push(read.data);
  }
  return turns;
}

function outputOf(stage: AgentStage, report: string, turns: readonly Turn[], rehearsal: boolean): Output {
  const calls = turns.flatMap((it) => (it.by === 'model' ? it.calls : [])).length;
  const heard = turns.flatMap((it) => (it.by === 'person' ? [it.name] : []));
  return { text: `${report.trim()}\n`, rehearsal, remark: doneRemark(stage.name, calls, heard) };
}
