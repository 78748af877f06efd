import { optionIds, type Choice, type Subject } from '../../ask/ask.ts';
import type { Definition } from '../../run/state.ts';
import type { Run } from '../../run/run.ts';
import type { Confirm } from '../card.ts';
import { oneLine, quotation } from '../agent-text.ts';
import { grantDays } from '../../stage/grant.ts';
import { nextAfter } from './ask.ts';
import { callWords } from './call.ts';
import { actsAt, fixedWords, notNow, spentOf, takesEffect } from './control.ts';

/** The labels of choices if the question is not known. */
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
  always: `Always, ${grantDays} days`,
  answer: 'Answer in words',
  option_0: 'First option',
  option_1: 'Second option',
  option_2: 'Third option',
  option_3: 'Fourth option',
};

/** The longest option that fits into a button with its quotation marks: Slack allows 75 characters. */
const longestOption = 73;

/** The option of an agent's question that a choice stands for; null if it stands for none. */
export function optionOf(choice: Choice['id'], subject: Subject): string | null {
  const index = optionIds.findIndex((id) => id === choice);
  return subject.about === 'question' ? (subject.options[index] ?? null) : null;
}

/** Whether a button shows the whole option unchanged, apart from the quotation marks around it. */
export const isWholeLabel = (option: string): boolean => quotation(option, longestOption) === `“${option}”`;

export function choiceLabel(choice: Choice['id'], subject: Subject): string {
  const option = optionOf(choice, subject);
  if (option !== null) return quotation(option, longestOption);
  return choice === 'approve' && subject.about === 'tool_call' ? 'Approve once' : choiceLabels[choice];
}

/** What happens, when, whether it can be undone, what it costs. */
export function choiceHint(choice: Choice, subject: Subject, run: Run, definition: Definition): string {
  if (subject.about === 'tool_call') return callHint(choice, subject, run);
  const spends = `Spends from the budget: ${spentOf(run)}.`;
  switch (choice.id) {
    case 'approve':
    case 'for_run':
    case 'always':
      return subject.about === 'stage_next'
        ? `Runs it ${takesEffect(run)}, ${actsAt[run.execution]}, exactly as shown${withParameters(run, definition)}. ${undoOf(subject.stage, definition)} ${spends}`
        : `Makes it final; it is not made again. ${'stage' in subject ? nextAfter(subject.stage, definition) : ''} A rollback can undo it. ${spends}`;
    case 'reject':
      return subject.about === 'stage_next'
        ? 'Does not run it: the run stays held, with your reason. Costs nothing.'
        : subject.about === 'suggested_version'
          ? 'Leaves things as they are; the suggestion is kept. Costs nothing.'
          : `Asks for a reason and sends it back to be made again; your reason is read first. ${spends}`;
    case 'accept':
      return 'Makes it the version in force at once. An edit or a rollback can undo it. Costs nothing.';
    case 'defer':
      return 'Puts it aside until its artifact comes up again. Decides nothing, costs nothing.';
    case 'resume':
      return subject.about === 'blocker' && subject.reason === 'budget_exceeded'
        ? `Goes on at once, ${actsAt[run.execution]}, with the higher budget that you give it. You can pause again. So far: ${spentOf(run)}.`
        : `Goes on at once, ${actsAt[run.execution]}, with your notes. You can pause again. ${spends}`;
    case 'rollback':
      return `${fixedWords.rollback} Takes effect at once, ${actsAt[run.execution]}, and leaves the run paused. Money spent stays spent.`;
    case 'cancel':
      return `${fixedWords.cancel} Takes effect at once, ${actsAt[run.execution]}. Costs nothing more: ${spentOf(run)}.`;
    case 'happened':
      return `Says that the command took effect: the run goes on at once, without running it again. A rollback can undo that. ${spends}`;
    case 'try_again':
      return `Has the command run once more, ${actsAt[run.execution]}; a gate before it asks again first. If it had taken effect, it takes effect twice. ${spends}`;
    case 'answer':
      return `Your words are the answer: the work goes on with them ${takesEffect(run)}, ${actsAt[run.execution]}. ${spends}`;
    case 'option_0':
    case 'option_1':
    case 'option_2':
    case 'option_3':
      return `The work goes on with this answer ${takesEffect(run)}, ${actsAt[run.execution]}. ${spends}`;
  }
}

type Call = Extract<Subject, { about: 'tool_call' }>;

function callHint({ id }: Choice, call: Call, run: Run): string {
  switch (id) {
    case 'for_run':
      return callWords.also(call, 'until this run ends');
    case 'always':
      return callWords.also(call, `in every run of this pipeline for ${grantDays} days`);
    case 'reject':
      return `Nothing is done. Asks you for a reason, which whoever asked reads ${takesEffect(run)}. ${goesOn(run)}`;
    default:
      return `${callWords.once(call, takesEffect(run), run.execution)} ${goesOn(run)}`;
  }
}

const goesOn = (run: Run): string => `Then the work goes on, within its budget: ${spentOf(run)}.`;

/** The run's parameters in words: before a yes, people see what the stage is given. */
function withParameters({ parameters }: Run, { pipeline }: Definition): string {
  const given = pipeline.parameters.flatMap(({ name, label }) => {
    const value = parameters[name]?.trim() ?? '';
    return value === '' ? [] : [`${label}: ${value}`];
  });
  const all = oneLine(given.join(', '), Infinity);
  // Left out if too long, since the beginning of a value would look like all of it.
  return all === '' || all.length > 120 ? '' : ` (${all})`;
}

function undoOf(stage: number, definition: Definition): string {
  const next = definition.pipeline.stages[stage];
  if (next?.do === 'command') return next.irreversible ? "This can't be undone." : 'What it does outside may stay.';
  return next?.do === 'agent' ? 'What it does outside may stay.' : 'Its draft can be sent back.';
}

/** The second look before an irreversible choice. `checkpoint` names what a rollback would restore. */
export function choiceConfirm(label: string, hint: string, checkpoint: string | null): Confirm {
  const text =
    checkpoint === null
      ? hint
      : `${fixedWords.rollbackTo(checkpoint)} Takes effect at once and leaves the run paused. Money spent stays spent.`;
  return { title: `${label}?`, text, yes: label, no: notNow };
}
