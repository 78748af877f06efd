import type { Subject } from '../../ask/ask.ts';
import type { Definition } from '../../run/state.ts';
import type { Execution } from '../../project/definition.ts';
import { actsAt } from './control.ts';
import { doerOf, quoted } from './run.ts';
import { callWords } from './call.ts';
import { blockerTitles } from './blocker.ts';

const stageName = (definition: Definition, stage: number, stageId: string): string =>
  quoted(definition.pipeline.stages[stage]?.name ?? stageId);

/** The name of the role that asks. The project file gives it, so it counts as our own words. */
export function askerOf(stage: number, stageId: string, definition: Definition): string {
  const its = definition.pipeline.stages[stage];
  return its ? doerOf(its, definition) : quoted(stageId);
}

/** The question in one line: the title of its card, and what the run's card says it waits for. */
export function questionOf(subject: Subject, definition: Definition): string {
  switch (subject.about) {
    case 'stage_done':
      return `Approve ${stageName(definition, subject.stage, subject.stageId)}?`;
    case 'stage_next':
      return `Run ${stageName(definition, subject.stage, subject.stageId)}?`;
    case 'suggested_version':
      return `Take the suggested ${quoted(subject.item.name)}?`;
    case 'question':
      return `${askerOf(subject.stage, subject.stageId, definition)} asks a question`;
    case 'tool_call':
      return `Let ${askerOf(subject.stage, subject.stageId, definition)} ${callWords.deed(subject)}?`;
    case 'blocker':
      return `Blocked at ${stageName(definition, subject.stage, subject.stageId)}: ${blockerTitles[subject.reason]}`;
  }
}

/** What comes next after a yes, in one sentence. */
export function nextAfter(stage: number, definition: Definition): string {
  const next = definition.pipeline.stages[stage + 1];
  if (!next) return 'It is the last stage: the run completes.';
  if (next.do === 'command') return `Next comes ${quoted(next.name)}, a command.`;
  if (next.do === 'agent') return `Next comes ${quoted(next.name)}: ${doerOf(next, definition)} works at it, in steps.`;
  return `Next comes ${quoted(next.name)}, written by ${doerOf(next, definition)}.`;
}

export const askWords = {
  madeIt: (doer: string, round: number): string =>
    round > 0 ? `${doer} has revised it (${round === 1 ? 'first' : `${round}.`} revision).` : `${doer} has finished.`,
  suggests: "A change that isn't in force until somebody accepts it.",
  unreadable: 'This text is no longer stored: it was redacted.',
  readOn: (yes: string): string => `This is the beginning. Show everything leads to the rest, and to ${yes} below it.`,
  cannotAgree: (yes: string): string =>
    `${yes} is not offered: nobody should agree to what can't be read. Reject it, or roll the run back to have it made again.`,
  version: (name: string, version: number): string => `${name}, version ${version}`,
  rehearsal: 'rehearsal',
  runsThis: (execution: Execution): string =>
    `Nothing of it has begun. Approving runs exactly what is shown here, ${actsAt[execution]}.`,
  onResume: 'While the run is paused, an answer takes effect on Resume.',
  waitsForWords: 'Nothing runs until somebody answers.',
  asks: (asker: string): string => `${asker} asks`,
  option: (number: number): string => `Option ${number}`,
  answers: 'the answers',
  why: 'Why',
  run: 'Run',
  openRun: 'Open it',
  decides: 'Who decides',
  votes: 'Approvals so far',
  page: (page: number, of: number, what: string): string => `Page ${page} of ${of} · ${what}`,
};

/** What a stage_next gate says about the work that would begin. */
export const workWords = {
  command: 'Command',
  directory: 'Directory',
  ownFolder: 'the folder of the project file',
  runFolder: "the run's own folder",
  does: 'What runs',
  role: 'Role',
  task: 'Task',
  brief: 'Brief',
  reads: 'Reads',
  readsNothing: 'only the brief',
  workspace: 'Workspace',
  tools: 'Tools',
  commandNamed: (name: string): string => `Command ${quoted(name)}`,
  shell: 'Any command line',
  may: 'may be run',
  asksFirst: 'a person is asked first',
  turns: 'Turns at most',
  environment: 'Sets',
  timeLimit: 'Time limit',
  undo: 'Can it be undone?',
  irreversible: "No. This can't be undone.",
  reversible: 'It is not declared irreversible.',
  agent:
    'What it hands over can be sent back or rolled back. What it writes and runs in its workspace stays, and money spent stays spent.',
  write: 'Yes: a draft can be sent back, edited or rolled back. Money spent stays spent.',
};

export const ownLabels = { edit: 'Edit…', showAll: 'Show everything', next: 'Next page' };

export const ownHints = {
  edit: 'Opens the text. Your version is in force at once, and the question is asked again about it. Decides nothing.',
  showAll: 'Shows the whole text to you alone. Decides nothing.',
  next: 'Shows the next page to you alone. Decides nothing.',
};
