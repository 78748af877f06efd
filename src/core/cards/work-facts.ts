import { duration } from './numbers.ts';
import { visible } from './agent-text.ts';
import { askWords, workWords } from './words/ask.ts';
import { doerOf } from './words/run.ts';
import type { Subject } from '../ask/ask.ts';
import type { AgentStage, CommandStage, Stage } from '../project/stage.ts';
import type { Run } from '../run/run.ts';
import type { Definition } from '../run/state.ts';
import type { AskView } from './ask-view.ts';
import type { Text } from './card.ts';

type Facts = { label: string; value: Text }[];
type Next = Extract<Subject, { about: 'stage_next' }>;

/** A piece of what would run, with a name in place of each invisible character. */
interface Given {
  label: string;
  text: string;
  /** Whether these are our own words, and not the project file's or a person's. */
  isOurs?: boolean;
}

/** What would run, exactly: the command, where, with what, and whether it can be undone (P13, P27). */
export function workFacts(subject: Next, view: AskView): Facts {
  const { definition } = view;
  const stage = definition.pipeline.stages[subject.stage];
  if (!stage) return [];
  const reads = subject.items.map((item) => askWords.version(item.name, item.version)).join(' · ');
  const role = { label: workWords.role, value: [doerOf(stage, definition)] };
  return [
    ...(stage.do === 'command' ? [] : [role]),
    ...givenTo(stage, view).short.map(({ label, text, isOurs }) => ({
      label,
      value: [isOurs ? text : { code: text }],
    })),
    { label: workWords.undo, value: undo(stage) },
    { label: workWords.reads, value: [reads === '' ? workWords.readsNothing : reads] },
    { label: workWords.timeLimit, value: [duration(stage.time_limit)] },
    ...(stage.do === 'agent' ? [{ label: workWords.turns, value: [String(stage.turns)] }] : []),
  ];
}

/** The pieces that are too long for one line, or have several lines: these are quoted, and part of *Show everything*. */
export function longGiven(subject: Subject, view: AskView): Given[] {
  const stage = subject.about === 'stage_next' ? view.definition.pipeline.stages[subject.stage] : undefined;
  return stage ? givenTo(stage, view).long : [];
}

/** Characters of one line, and of all lines together: that much fits beside the buttons on every surface. */
const lineLimit = { each: 200, all: 700 };

function givenTo(stage: Stage, { run, definition }: AskView): { short: Given[]; long: Given[] } {
  const short: Given[] = [];
  const long: Given[] = [];
  let room = lineLimit.all;
  for (const given of allGiven(stage, run, definition)) {
    const { text } = given;
    const isLine = text.length <= Math.min(room, lineLimit.each) && !/[\n\t]| {2}/.test(text);
    (isLine ? short : long).push(given);
    if (isLine) room -= text.length;
  }
  return { short, long };
}

/** Everything that the stage is given, also parameters and the brief: a command reads them from its environment, and a role from its prompt. */
const allGiven = (stage: Stage, run: Run, { pipeline }: Definition): Given[] =>
  [
    ...ofStage(stage),
    ...pipeline.parameters.map(({ name, label }) => ({ label, text: run.parameters[name] ?? '' })),
    { label: workWords.brief, text: run.brief },
  ].flatMap((given) => (given.text.trim() === '' ? [] : [{ ...given, text: visible(given.text) }]));

function ofStage(stage: Stage): Given[] {
  switch (stage.do) {
    case 'command':
      return [{ label: workWords.command, text: lineOf(stage.run) }, ...placeOf(workWords.directory, stage)];
    case 'write':
      return [{ label: workWords.task, text: stage.brief }];
    case 'agent':
      return [{ label: workWords.task, text: stage.brief }, ...toolsOf(stage), ...placeOf(workWords.workspace, stage)];
  }
}

/** All tools of an agent: which of them it will use, it decides step by step. */
function toolsOf({ tools, commands, shell, approve }: AgentStage): Given[] {
  const named = tools.map((tool) => (approve.some((it) => it === tool) ? `${tool} (${workWords.asksFirst})` : tool));
  const asks = ({ approval }: { approval: 'never' | 'needed' }): string =>
    approval === 'needed' ? ` (${workWords.asksFirst})` : '';
  return [
    { label: workWords.tools, text: named.join(', '), isOurs: true },
    ...Object.entries(commands).map(([name, command]) => ({
      label: `${workWords.commandNamed(name)}${asks(command)}`,
      text: lineOf(command.run),
    })),
    ...(shell ? [{ label: workWords.shell, text: `${workWords.may}${asks(shell)}`, isOurs: true }] : []),
  ];
}

const lineOf = (run: string | string[]): string => (typeof run === 'string' ? run : run.map(asTyped).join(' '));

function placeOf(label: string, { directory, environment }: CommandStage | AgentStage): Given[] {
  const set = Object.entries(environment).map(([name, value]) => `${name}=${asTyped(value)}`);
  const ours = folderInWords(directory);
  return [
    { label, text: ours ?? directory, isOurs: ours !== null },
    { label: workWords.environment, text: set.join(' ') },
  ];
}

/** Our words for `.` and `{workspace}`, which people would not understand; null for any other folder. */
export function folderInWords(directory: string): string | null {
  if (/^\.(\/+\.?)*$/.test(directory)) return workWords.ownFolder;
  return directory === '{workspace}' ? workWords.runFolder : null;
}

/** An argument as one would type it into a shell. */
const asTyped = (word: string): string => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`);

function undo(stage: Stage): Text {
  if (stage.do !== 'command') return [stage.do === 'agent' ? workWords.agent : workWords.write];
  return [stage.irreversible ? { strong: workWords.irreversible } : workWords.reversible];
}
