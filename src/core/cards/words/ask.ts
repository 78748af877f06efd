import type { Choice, Subject } from '../../ask/ask.ts';
import type { Definition } from '../../run/state.ts';
import type { Run } from '../../run/run.ts';
import type { Confirm } from '../card.ts';
import { oneLine } from '../agent-text.ts';
import { doerOf, quoted } from './run.ts';
import { fixedWords, notNow, spentOf } from './control.ts';
import { blockerTitles } from './blocker.ts';

const stageName = (definition: Definition, stage: number, stageId: string): string =>
  quoted(definition.pipeline.stages[stage]?.name ?? stageId);

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
      return `Answer a question at ${stageName(definition, subject.stage, subject.stageId)}?`;
    case 'tool_call':
      return `Let ${stageName(definition, subject.stage, subject.stageId)} do this?`;
    case 'blocker':
      return `Blocked at ${stageName(definition, subject.stage, subject.stageId)}: ${blockerTitles[subject.reason]}`;
  }
}

/** What follows from saying yes, in one sentence. */
export function nextAfter(stage: number, definition: Definition): string {
  const next = definition.pipeline.stages[stage + 1];
  if (!next) return 'It is the last stage: the run completes.';
  if (next.do === 'command') return `Next comes ${quoted(next.name)}, a command.`;
  return `Next comes ${quoted(next.name)}, written by ${doerOf(next, definition)}.`;
}

export const askWords = {
  madeIt: (doer: string, round: number): string =>
    round > 0 ? `${doer} has revised it (${round === 1 ? 'first' : `${round}.`} revision).` : `${doer} has finished.`,
  suggests: "A change that isn't in force until somebody accepts it.",
  /** Once it is settled, what an answer would do is no news any more. */
  asked: 'This is what was asked about.',
  suggested: 'This change was suggested.',
  stopped: 'The run had stopped itself here.',
  unreadable: 'This text is no longer stored: it was redacted.',
  readOn: (yes: string): string => `This is the beginning. Show everything leads to the rest, and to ${yes} below it.`,
  cannotAgree: (yes: string): string =>
    `${yes} is not offered: nobody should agree to what can't be read. Reject it, or roll the run back to have it made again.`,
  version: (name: string, version: number): string => `${name}, version ${version}`,
  rehearsal: 'rehearsal',
  waitsForWords: 'The one who does the work asks, and waits for an answer.',
  runsExactly: 'Nothing of it has run. Approving runs exactly what is shown here, once.',
  asks: 'Question',
  why: 'Why',
  run: 'Run',
  artifact: 'Artifact',
  decides: 'Who decides',
  votes: 'Approvals so far',
  anyone: 'anyone who may decide',
  nobody: 'nobody: the list is empty',
  excluded: (names: string): string => `not ${names}`,
  needs: (quorum: number): string => `${quorum} different people`,
  expires: 'Waits until',
  expiresMeans: '. Silence ends the question; it neither approves nor rejects, and the run stays held.',
  page: (page: number, of: number, what: string): string => `Page ${page} of ${of} · ${what}`,
};

/** What a stage_next gate says about the work that would begin. */
export const workWords = {
  command: 'Command',
  directory: 'Directory',
  ownFolder: 'the folder of the project file',
  does: 'What runs',
  role: 'Role',
  task: 'Task',
  brief: 'Brief',
  reads: 'Reads',
  readsNothing: 'only the brief',
  environment: 'Sets',
  timeLimit: 'Time limit',
  undo: 'Can it be undone?',
  irreversible: "No. This can't be undone.",
  reversible: 'It is not declared irreversible.',
  write: 'Yes: a draft can be sent back, edited or rolled back. Money spent stays spent.',
};

export const choiceLabels: Record<Choice['id'], string> = {
  approve: 'Approve',
  reject: 'Reject',
  accept: 'Accept',
  defer: 'Later',
  resume: 'Resume',
  rollback: 'Roll back',
  cancel: 'Cancel',
  happened: 'It happened, go on',
  try_again: 'It did not, try again',
  for_run: 'For this run',
  always: 'Always, 30 days',
  answer: 'Answer in words',
  option_0: 'First',
  option_1: 'Second',
  option_2: 'Third',
  option_3: 'Fourth',
};

export const ownLabels = { edit: 'Edit…', showAll: 'Show everything', next: 'Next page' };

export const ownHints = {
  edit: 'Opens the text. Your version is in force at once, and the question is asked again about it. Decides nothing.',
  showAll: 'Shows the whole text to you alone. Decides nothing.',
  next: 'Shows the next page to you alone. Decides nothing.',
};

/** What happens, when, whether it can be undone, what it costs. */
export function choiceHint(choice: Choice, subject: Subject, run: Run, definition: Definition): string {
  const spends = `Spends from the budget: ${spentOf(run)}.`;
  switch (choice.id) {
    case 'for_run':
      return `Runs it, and lets the same pass without asking until this run ends. Revocable. ${spends}`;
    case 'always':
      return `Runs it, and lets the same pass without asking in every run of this pipeline, for 30 days. Revocable. ${spends}`;
    case 'answer':
    case 'option_0':
    case 'option_1':
    case 'option_2':
    case 'option_3':
      return `Answers the question; the work goes on with it at once, locally. ${spends}`;
    case 'approve':
      if (subject.about === 'tool_call') return `Runs exactly this, once, locally. What it does outside may stay. ${spends}`;
      return subject.about === 'stage_next'
        ? `Runs it at once, locally, exactly as shown${withParameters(run, definition)}. ${undoOf(subject.stage, definition)} ${spends}`
        : `Makes it final; it is not made again. ${'stage' in subject ? nextAfter(subject.stage, definition) : ''} A rollback can undo it. ${spends}`;
    case 'reject':
      if (subject.about === 'tool_call') return 'Does not run it; the one who asked reads your reason, and goes on without.';
      return subject.about === 'stage_next'
        ? 'Does not run it: the run stays held, with your reason. Costs nothing.'
        : subject.about === 'suggested_version'
          ? 'Leaves things as they are; the suggestion is kept. Costs nothing.'
          : `Asks for a reason and sends it back: the reason is the first thing the next draft reads. ${spends}`;
    case 'accept':
      return 'Makes it the version in force at once. An edit or a rollback can undo it. Costs nothing.';
    case 'defer':
      return 'Puts it aside until its artifact comes up again. Decides nothing, costs nothing.';
    case 'resume':
      return `Goes on at once, locally, with your notes. You can pause again. ${spends}`;
    case 'rollback':
      return `${fixedWords.rollback} Takes effect at once and leaves the run paused. Money spent stays spent.`;
    case 'cancel':
      return `${fixedWords.cancel} Takes effect at once. Costs nothing; ${spentOf(run)} stays spent.`;
    case 'happened':
      return 'Says that the command took effect: the run goes on without running it again. A rollback can undo that.';
    case 'try_again':
      return `Has the command run once more, locally; a gate before it asks again first. If it had taken effect, it takes effect twice. ${spends}`;
  }
}

/** The second look names what the command is given, not only that it runs. */
function withParameters({ parameters }: Run, { pipeline }: Definition): string {
  const given = pipeline.parameters.flatMap(({ name, label }) => {
    const value = parameters[name]?.trim() ?? '';
    return value === '' ? [] : [`${label}: ${value}`];
  });
  const all = oneLine(given.join(', '), Infinity);
  // The beginning of a value would pass for all of it.
  return all === '' || all.length > 120 ? '' : ` (${all})`;
}

function undoOf(stage: number, definition: Definition): string {
  const next = definition.pipeline.stages[stage];
  if (next?.do === 'command') return next.irreversible ? "This can't be undone." : 'What it does outside may stay.';
  return 'Its draft can be sent back.';
}

/** The second look before an irreversible choice. `checkpoint` names what a rollback would restore. */
export function choiceConfirm(choice: Choice, hint: string, checkpoint: string | null): Confirm {
  const rollback = choice.id === 'rollback' && checkpoint !== null ? `${fixedWords.rollbackTo(checkpoint)} ` : '';
  const text =
    rollback === '' ? hint : `${rollback}Takes effect at once and leaves the run paused. Money spent stays spent.`;
  return { title: `${choiceLabels[choice.id]}?`, text, yes: choiceLabels[choice.id], no: notNow };
}
