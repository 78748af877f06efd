import { duration } from './numbers.ts';
import { oneLine, visible } from './agent-text.ts';
import { askWords, workWords } from './words/ask.ts';
import { doerOf } from './words/run.ts';
import type { Subject } from '../ask/ask.ts';
import type { CommandStage, WriteStage } from '../project/definition.ts';
import type { Run } from '../run/run.ts';
import type { Definition } from '../run/state.ts';
import type { AskView } from './ask-view.ts';
import type { Text } from './card.ts';

type Facts = { label: string; value: Text }[];

/** What would run, exactly: the command, where, with what, and whether it can be undone (P13, P27). */
export function workFacts(subject: Extract<Subject, { about: 'stage_next' }>, { run, definition }: AskView): Facts {
  const stage = definition.pipeline.stages[subject.stage];
  if (!stage) return [];
  const reads = subject.items.map((item) => askWords.version(item.name, item.version)).join(' · ');
  return [
    ...(stage.do === 'command' ? commandFacts(stage) : writeFacts(stage, definition)),
    ...parameterFacts(run, definition),
    { label: workWords.reads, value: [reads === '' ? workWords.readsNothing : reads] },
    { label: workWords.timeLimit, value: [duration(stage.time_limit)] },
  ];
}

/** What the run was started with: a command reads it from its environment, so it is part of what would run. */
const parameterFacts = ({ parameters }: Run, { pipeline }: Definition): Facts =>
  pipeline.parameters.flatMap(({ name, label }) => {
    const value = parameters[name]?.trim() ?? '';
    return value === '' ? [] : [{ label, value: [{ code: oneLine(visible(value), 200) }] }];
  });

function commandFacts(stage: CommandStage): Facts {
  const set = Object.entries(stage.environment).map(([name, value]) => `${name}=${value}`);
  return [
    { label: workWords.command, value: [{ code: commandLine(stage.run) }] },
    { label: workWords.directory, value: [{ code: visible(stage.directory) }] },
    ...(set.length > 0 ? [{ label: workWords.environment, value: [{ code: visible(set.join(' ')) }] }] : []),
    { label: workWords.undo, value: [stage.irreversible ? { strong: workWords.irreversible } : workWords.reversible] },
  ];
}

function writeFacts(stage: WriteStage, definition: Definition): Facts {
  return [
    { label: workWords.role, value: [doerOf(stage, definition)] },
    { label: workWords.task, value: [oneLine(stage.brief, 400)] },
    { label: workWords.undo, value: [workWords.write] },
  ];
}

/** A list as a shell would need it written; a string is one already. */
function commandLine(run: CommandStage['run']): string {
  if (typeof run === 'string') return visible(run);
  return visible(
    run.map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`)).join(' '),
  );
}
