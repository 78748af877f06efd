import { oneLine } from './agent-text.ts';
import { callWords } from './words/call.ts';
import { workWords } from './words/ask.ts';
import { quoted } from './words/run.ts';
import { folderInWords } from './work-facts.ts';
import type { Subject } from '../ask/ask.ts';
import type { Stage } from '../project/definition.ts';
import type { AskView } from './ask-view.ts';
import type { Text } from './card.ts';

type Call = Extract<Subject, { about: 'tool_call' }>;
type Facts = { label: string; value: Text }[];

/** Who asks, where it would be done, and whether it can be undone. Exactly what would be done stands below, in its fence (P13, P27). */
export function callFacts(call: Call, { definition }: AskView): Facts {
  const stage = definition.pipeline.stages[call.stage];
  if (!stage || stage.do !== 'agent') return [];
  const role = definition.roles.find(({ handle }) => handle === stage.role);
  const by = callWords.role(oneLine(role?.name ?? stage.role), stage.role);
  return [
    { label: callWords.asksFor, value: [by] },
    { label: callWords.where, value: [callWords.here(quoted(stage.name)), folderOf(stage)] },
    { label: workWords.undo, value: call.irreversible ? [{ strong: workWords.irreversible }] : [callWords.undo(call)] },
  ];
}

const folderOf = ({ directory }: Extract<Stage, { do: 'agent' }>): Text[number] =>
  folderInWords(directory) ?? { code: oneLine(directory) };
