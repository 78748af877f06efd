import { readerFrom } from '../../steering/destination.ts';
import { plainTime } from '../plain.ts';
import { encodeForm } from '../token.ts';
import { checkpointName } from '../words/control.ts';
import { answerFormWords, messageFormWords, modeFormWords, resumeFormWords, rollbackFormWords } from '../words/form.ts';
import { lostSince } from './lost-since.ts';
import { fill, modeChoices, nothingTyped, type Typed } from './run-form.ts';
import type { Stage } from '../../project/stage.ts';
import type { Run } from '../../run/run.ts';
import type { RunState } from '../../run/state.ts';
import type { SteerPolicy } from '../../steering/message.ts';
import type { Block, Field, Form } from '../card.ts';

const base = (fields: Field[], typed: Typed): Pick<Form, 'blocks' | 'fields' | 'danger' | 'problems'> => ({
  blocks: [],
  fields: fill(fields, typed),
  danger: false,
  problems: typed.problems,
});

/** `usual`: the project's policy for words without a chosen one. */
export function messageForm(
  { run, definition }: Pick<RunState, 'run' | 'definition'>,
  typed: Typed = nothingTyped,
  usual?: SteerPolicy,
): Form {
  const { field, title, intro, submit } = messageFormWords;
  const reader = readerFrom(definition.pipeline.stages, run.stage);
  const fields: Field[] = [
    { kind: 'text', rows: 4, name: 'text', label: field, help: null, required: true, value: '' },
    policyField(usual),
  ];
  const token = encodeForm({ form: 'message', runId: run.id });
  return { ...base(fields, typed), token, title: title(run), intro: [intro(reader)], submit };
}

/** One list with three entries, instead of two lists for policy and timing (S1-16): with a pause, the timing does not matter. */
export function policyField(usual: SteerPolicy = 'steer'): Field {
  const { policy, steer, stage, pause } = messageFormWords;
  const choices = [
    { value: 'steer', label: steer },
    { value: 'stage', label: stage },
    { value: 'pause', label: pause },
  ];
  return { kind: 'choice', choices, name: 'policy', label: policy, help: null, required: true, value: usual };
}

export function resumeForm(run: Run, typed: Typed = nothingTyped): Form {
  const { notes, notesHelp } = answerFormWords;
  const fields: Field[] = [
    { kind: 'text', rows: 4, name: 'words', label: notes, help: notesHelp, required: false, value: '' },
  ];
  const { title, intro, submit } = resumeFormWords;
  const token = encodeForm({ form: 'resume', runId: run.id, epoch: run.epoch });
  return { ...base(fields, typed), token, title: title(run), intro: [intro(run)], submit };
}

export function modeForm(run: Run, typed: Typed = nothingTyped): Form {
  const { field, title, intro, submit } = modeFormWords;
  const fields: Field[] = [
    { kind: 'choice', choices: modeChoices, name: 'mode', label: field, help: null, required: true, value: run.mode },
  ];
  const token = encodeForm({ form: 'mode', runId: run.id });
  return { ...base(fields, typed), token, title: title(run), intro: [intro], submit };
}

/** The stages that were done, or at least begun: half of a command has also happened. */
const begunStages = ({ run, definition, attempts }: RunState): Stage[] =>
  definition.pipeline.stages.filter(
    (_, index) => index < run.stage || attempts.some((it) => it.stage === index && it.steps > 0),
  );

/** The second look of a rollback: which checkpoint, what is lost, what can't be undone. */
export function rollbackForm(state: RunState, typed: Typed = nothingTyped): Form {
  const { run, checkpoints } = state;
  const { stages } = state.definition.pipeline;
  const words = rollbackFormWords;
  const choices = [...checkpoints].reverse().map((it, index) => {
    const name = words.checkpoint(checkpointName(it, stages), index === 0);
    return { value: String(it.number), label: `${name}, ${plainTime(it.at)}`, timed: { name, at: it.at } };
  });
  const fields: Field[] = [
    {
      kind: 'choice',
      choices,
      name: 'checkpoint',
      label: words.field,
      help: null,
      required: true,
      value: choices[0]?.value ?? '0',
    },
  ];
  // The intro names the checkpoint if another one than the last was chosen before the form was opened.
  const chosen = checkpoints.slice(0, -1).find(({ number }) => String(number) === typed.values.checkpoint);
  const facts: Block = {
    kind: 'facts',
    facts: [
      { label: words.lost, value: [words.lostText] },
      ...lostSince(state),
      { label: words.undone, value: [words.undoneText(run, begunStages(state))] },
    ],
  };
  const token = encodeForm({ form: 'rollback', runId: run.id, epoch: run.epoch });
  const shape = base(fields, typed);
  return {
    ...shape,
    token,
    blocks: [facts],
    title: words.title(run),
    intro: [words.intro(run, chosen ? checkpointName(chosen, stages) : null)],
    submit: words.submit,
    danger: true,
  };
}
