import { oneLine } from './agent-text.ts';
import { callWords } from './words/call.ts';
import { folderInWords } from './work-facts.ts';
import type { Subject } from '../ask/ask.ts';
import type { AgentStage } from '../project/stage.ts';
import type { AskView } from './ask-view.ts';
import type { Fact, Span, Text } from './card.ts';

type Call = Extract<Subject, { about: 'tool_call' }>;

function stageOf({ stage }: Call, { definition }: AskView): AgentStage | null {
  const its = definition.pipeline.stages[stage];
  return its?.do === 'agent' ? its : null;
}

const folderOf = ({ directory }: AgentStage): Span => folderInWords(directory) ?? { code: oneLine(directory) };

/** The line above the call: where it would be made, and whether it can be undone (P13, P27). */
export function callWhy(call: Call, view: AskView): Text {
  const stage = stageOf(call, view);
  return callWords.why(call, view.run.execution, stage && folderOf(stage));
}

/** Who asks for the call, as the project file names them, and at which stage. */
export function callFacts(call: Call, view: AskView): Fact[] {
  const stage = stageOf(call, view);
  if (!stage) return [];
  const role = view.definition.roles.find(({ handle }) => handle === stage.role);
  return [
    { label: callWords.asksFor, value: [callWords.role(oneLine(role?.name ?? stage.role), stage.role)] },
    { label: callWords.where, value: callWords.here(stage.name, view.run.execution, folderOf(stage)) },
  ];
}
