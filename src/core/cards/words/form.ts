import type { Execution, Pipeline } from '../../project/definition.ts';
import type { Stage } from '../../project/stage.ts';
import type { Run } from '../../run/run.ts';
import type { UsedModel } from '../../run/run-config.ts';
import { oneLine } from '../agent-text.ts';
import { budget, cost } from '../numbers.ts';
import { actsAt, fixedWords, spentOf } from './control.ts';
import { nextOf, quoted } from './run.ts';

const title = (run: Run): string => quoted(oneLine(run.title, 60));

/** Which models will be called, and whether that costs money: people read this before they start a run. */
function worksWith(models: readonly UsedModel[]): string {
  if (models.length === 0) return 'It calls no model.';
  const real = [...new Set(models.flatMap(({ name, rehearses }) => (rehearses ? [] : [oneLine(name, 60)])))];
  const rehearse = 'Roles rehearse, for nothing: a stand-in writes, not a model';
  if (real.length === 0) return `No model is configured. ${rehearse}.`;
  const some = models.some(({ rehearses }) => rehearses)
    ? ' Where no model is configured, roles rehearse for nothing.'
    : '';
  return `It calls ${real.join(' and ')}, which may cost money; what is spent stays spent.${some}`;
}

export const runFormWords = {
  title: (pipeline: Pipeline): string => `Start: ${oneLine(pipeline.name, 60)}`,
  intro: (pipeline: Pipeline, models: readonly UsedModel[], execution: Execution): string => {
    const stages = pipeline.stages.length;
    return `${oneLine(pipeline.about, 300)} Run starts it at once, ${actsAt[execution]}, in ${stages} ${stages === 1 ? 'stage' : 'stages'}. ${worksWith(models)} You can pause or cancel it at any time.`;
  },
  changed:
    'The pipeline, or a price, has changed since this form was opened. Nothing was started. Look at it again: Run starts what it is now.',
  mode: 'Control mode',
  modeHelp: 'Can be changed at any time.',
  budgetUsd: 'Budget in US dollars',
  budgetTokens: 'Budget in tokens',
  budgetHelp: (limit: string | null): string =>
    `When it is reached, the run stops and asks. Empty means ${limit === null ? 'no limit' : `the pipeline's own: ${limit}`}.`,
  limitOf: budget,
  submit: 'Run',
  pipeline: 'Pipeline',
  choose: 'Start a run',
  chooseIntro: 'Which pipeline? Its form comes next; nothing starts before you press Run there.',
  chooseSubmit: 'Next',
};

export const answerFormWords = {
  reject: {
    title: 'Send back',
    intro: (spent: string): string =>
      `It is made again at once, and your reason is read first. What was made is kept. Spends from the budget: ${spent}.`,
    field: 'What should be different?',
    submit: 'Reject',
  },
  holdBack: {
    title: "Don't run this",
    intro: 'Nothing runs. The run stays held with your reason, and Resume asks again. Costs nothing.',
    field: 'Why not?',
    submit: 'Reject',
  },
  rejectCall: {
    title: "Don't let it do this",
    intro: (spent: string): string =>
      `Nothing of it runs. Whoever asked reads your reason at once, and goes on without. Spends from the budget: ${spent}.`,
    field: 'Why not? What instead?',
    submit: 'Reject',
  },
  rejectSuggestion: {
    title: 'Reject the suggestion',
    intro: 'Leaves things as they are; the suggestion is kept. Costs nothing.',
    field: 'Why? (may be empty)',
    submit: 'Reject',
  },
  notes: 'Notes (may be empty)',
  notesHelp: 'What should be done differently? They are read before anything else.',
  raise: 'New budget in US dollars',
  raiseTokens: 'New budget in tokens',
  raiseHelp: (spent: string): string => `More than what is spent: ${spent}.`,
  resume: { title: 'Resume', submit: 'Resume' },
  happened: { title: 'It happened', submit: 'It happened, go on' },
  tryAgain: { title: 'Try it again', submit: 'Run it again' },
  answer: { title: 'Answer', field: 'Your answer', submit: 'Answer' },
  remark: 'Remark (may be empty)',
};

export const messageFormWords = {
  title: (run: Run): string => `Message to ${title(run)}`,
  intro: (reader: Stage | undefined): string =>
    `Your words go to ${nextOf(reader)}. They never approve, cancel or resume anything.`,
  field: 'Message',
  policy: 'How to send it',
  steer: 'Send: the run goes on',
  stage: 'Send for later: read once the current stage is over',
  pause: 'Send and pause: no further step starts until somebody resumes',
  submit: 'Send',
};

export const relayFormWords = {
  title: 'Say this to a run',
  intro: 'The run that you choose reads these words next. They never approve, cancel or resume anything.',
  run: 'Run',
};

export const resumeFormWords = {
  title: (run: Run): string => `Resume ${title(run)}`,
  intro: (run: Run): string =>
    `Goes on where it stopped, at once, ${actsAt[run.execution]}. You can pause again. Spends from the budget: ${spentOf(run)}.`,
  submit: 'Resume',
};

export const rollbackFormWords = {
  title: (run: Run): string => `Roll back ${title(run)}`,
  intro: (run: Run, chosen: string | null): string =>
    `${chosen === null ? fixedWords.rollback : fixedWords.rollbackTo(chosen)} Takes effect at once: the ${run.execution} step in flight is aborted, and the run is left paused.`,
  field: 'Checkpoint',
  checkpoint: (name: string, isLast: boolean): string => `${isLast ? 'Last good: ' : ''}${name}`,
  lost: 'What is lost',
  lostText:
    'What was made after the checkpoint is no longer used; every version is kept. Open questions are withdrawn, and what people have said to the run is dropped, whether it was read or waits.',
  backTo: (checkpoint: number): string => `Back to checkpoint ${checkpoint}`,
  /** `before`: the version whose text comes back; null where there was none. */
  leaving: (artifact: string, version: number, before: number | null): string =>
    `“${artifact}”, version ${version}${before === null ? '' : ` (version ${before} comes back)`}`,
  lostSince: (leaving: readonly string[], spent: string): string =>
    `${leaving.length === 0 ? 'Drops no text' : `Drops ${leaving.join(', ')}`}. Spent since: ${spent}.`,
  permissionsStay: (given: number): string => `Permissions stay: ${given} given since, each until it ends.`,
  undone: "What can't be undone",
  undoneText: (run: Run, begun: readonly Stage[]): string => {
    const named = (kind: Stage['do']): string =>
      begun.flatMap((it) => (it.do === kind ? [quoted(it.name)] : [])).join(', ');
    const [commands, agents] = [named('command'), named('agent')];
    return [
      ...(commands === '' ? [] : [`Commands that ran (${commands}) stay as they ran.`]),
      ...(agents === '' ? [] : [`What was changed and run with tools (${agents}) stays: files are not brought back.`]),
      `Money stays spent: ${cost(run.spent)}.`,
    ].join(' ');
  },
  submit: 'Roll back',
};

export const editFormWords = {
  title: (artifact: string): string => `Edit ${quoted(oneLine(artifact, 60))}`,
  intro: (version: number | null): string =>
    `Your text becomes a new version and is in force at once${version === null ? '' : `, in place of version ${version}`}. Questions about it are asked again. The old version is kept. Costs nothing.`,
  field: 'Text',
  submit: 'Save as a new version',
  inForce: (version: number): string => `Version ${version}, which is in force now`,
};

export const modeFormWords = {
  title: (run: Run): string => `Control mode of ${title(run)}`,
  intro:
    'Counts from the next step on: open questions stay open, and what is finished is not asked about. Can be changed back at any time. Costs nothing.',
  field: 'Control mode',
  submit: 'Change',
};

export const problemWords = {
  required: 'Fill this in.',
  number: (value: string): string => `“${oneLine(value, 40)}” is not a number. Write one like 0.50.`,
  positive: 'Write a number above 0, or leave it empty.',
  wholePositive: 'Write a whole number above 0, or leave it empty.',
  choose: (choices: string): string => `Choose one of: ${choices}.`,
  higher: (spent: string): string => `Write more than what is spent: ${spent}.`,
  usedAlready: (runId: string): string => `This form has started its run already: ${runId}.`,
};
