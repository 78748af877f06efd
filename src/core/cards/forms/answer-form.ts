import { isSpent } from '../../run/run.ts';
import { money, plural, tokensOf } from '../numbers.ts';
import { encodeForm } from '../token.ts';
import { cap, visible } from '../agent-text.ts';
import { askerOf, askWords, questionOf } from '../words/ask.ts';
import { answerFormWords } from '../words/form.ts';
import { spentOf } from '../words/control.ts';
import { asSentence } from '../words/run.ts';
import { choiceHint } from '../words/choice.ts';
import { fill, nothingTyped, type Typed } from './run-form.ts';
import type { Choice, Subject } from '../../ask/ask.ts';
import type { AskView } from '../ask-view.ts';
import type { Block, Field, Form } from '../card.ts';

/** Characters that are shown of an agent's question. */
const questionLimit = 2000;

interface Shape {
  title: string;
  intro: string;
  fields: Field[];
  submit: string;
}

/** The form of a choice that takes words: a reason, notes, a higher budget. */
export function answerForm(view: AskView, choice: Choice, typed: Typed = nothingTyped): Form {
  const { ask, definition } = view;
  const shape = shapeOf(view, choice);
  return {
    token: encodeForm({ form: 'answer', askId: ask.id, revision: ask.revision, choice: choice.id }),
    title: shape.title,
    intro: [{ strong: asSentence(questionOf(ask.subject, definition)) }, ` ${shape.intro}`],
    blocks: asked(view),
    fields: fill(shape.fields, typed),
    submit: shape.submit,
    danger: choice.irreversible,
    problems: typed.problems,
  };
}

/** The question itself, so that people see it while they answer in words. */
function asked({ ask: { subject }, definition }: AskView): Block[] {
  if (subject.about !== 'question') return [];
  const label = askWords.asks(askerOf(subject.stage, subject.stageId, definition));
  return [{ kind: 'quote', label, ...cap(visible(subject.text), questionLimit) }];
}

function shapeOf(view: AskView, choice: Choice): Shape {
  const { ask, run, definition } = view;
  const intro = choiceHint(choice, ask.subject, run, definition);
  switch (choice.id) {
    case 'reject':
      return rejection(view, choice);
    case 'resume':
      return { ...answerFormWords.resume, intro, fields: [...raise(view), notes()] };
    case 'happened':
      return { ...answerFormWords.happened, intro, fields: [...goOn(view), words(answerFormWords.remark, choice)] };
    case 'try_again':
      return { ...answerFormWords.tryAgain, intro, fields: [...raise(view), notes()] };
    case 'answer':
      return { ...answerFormWords.answer, intro, fields: [words(answerFormWords.answer.field, choice)] };
    case 'approve':
    case 'for_run':
    case 'always':
    case 'option_0':
    case 'option_1':
    case 'option_2':
    case 'option_3':
    case 'accept':
    case 'defer':
    case 'rollback':
    case 'cancel':
      return { title: intro, intro: '', fields: [words(answerFormWords.remark, choice)], submit: choice.id };
  }
}

const { holdBack, rejectSuggestion, rejectCall } = answerFormWords;
/** Rejections with words of their own: nothing has been made yet that could be sent back. */
const rejections: Partial<Record<Subject['about'], typeof answerFormWords.reject | typeof holdBack>> = {
  stage_next: holdBack,
  suggested_version: rejectSuggestion,
  tool_call: rejectCall,
};

function rejection({ ask: { subject }, run }: AskView, choice: Choice): Shape {
  const form = rejections[subject.about] ?? answerFormWords.reject;
  const intro = typeof form.intro === 'string' ? form.intro : form.intro(spentOf(run));
  return { title: form.title, intro, fields: [words(form.field, choice)], submit: form.submit };
}

const words = (label: string, choice: Choice): Field => ({
  kind: 'text',
  rows: 4,
  name: 'words',
  label,
  help: null,
  required: choice.words === 'required',
  value: '',
});

const notes = (): Field => ({
  kind: 'text',
  rows: 4,
  name: 'words',
  label: answerFormWords.notes,
  help: answerFormWords.notesHelp,
  required: false,
  value: '',
});

/** After “it happened”, an agent goes on at once, which needs a budget. A command is over, and what follows it asks for itself. */
const goOn = (view: AskView): Field[] =>
  view.ask.subject.about === 'blocker' && view.ask.subject.callId !== undefined ? raise(view) : [];

/** Fields for a higher budget: with a spent one, the run could not go on, whatever else has stopped it. */
function raise({ ask: { subject }, run }: AskView): Field[] {
  if (subject.about !== 'blocker') return [];
  if (subject.reason !== 'budget_exceeded' && !isSpent(run.spent, run.budget)) return [];
  const { microUsd, tokens } = run.budget;
  const used = tokensOf(run.spent);
  const { raise: usd, raiseTokens, raiseHelp } = answerFormWords;
  const fields: Field[] = [];
  if (microUsd !== null) {
    const help = raiseHelp(money(run.spent.microUsd));
    const limit = raised(microUsd / 1_000_000, run.spent.microUsd / 1_000_000);
    fields.push({ kind: 'number', help, name: 'budget_usd', label: usd, ...limit });
  }
  if (tokens !== null) {
    const help = raiseHelp(plural(used, 'token'));
    fields.push({ kind: 'number', help, name: 'budget_tokens', label: raiseTokens, ...raised(tokens, used) });
  }
  return fields;
}

/** The suggested new limit, which the person may change: of one that is used up, twice what was spent, to the cent, and then it has to be given. */
const raised = (limit: number, spent: number): Pick<Field, 'value' | 'required'> =>
  spent >= limit
    ? { value: String(Math.ceil(spent * 200) / 100), required: true }
    : { value: String(limit), required: false };
