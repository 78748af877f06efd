import { oneLine } from '../agent-text.ts';
import { encodeForm } from '../token.ts';
import { messageFormWords, relayFormWords } from '../words/form.ts';
import { runBadges } from '../words/run.ts';
import { fill, type Typed } from './run-form.ts';
import { policyField } from './control-forms.ts';
import type { Run } from '../../run/run.ts';
import type { MessageSource } from '../../steering/message.ts';
import type { Field, Form } from '../card.ts';

/** The form of a message shortcut: for which run are the words of this message? */
export function relayForm(runs: readonly Run[], source: MessageSource | null, typed: Typed): Form {
  const { title, intro, run } = relayFormWords;
  const choices = runs.map((it) => ({
    value: it.id,
    label: `${oneLine(it.title, 50)} · ${runBadges[it.status].word}`,
  }));
  const fields: Field[] = [
    { kind: 'choice', choices, name: 'run', label: run, help: null, required: true, value: choices[0]?.value ?? '' },
    { kind: 'text', rows: 6, name: 'text', label: messageFormWords.field, help: null, required: true, value: '' },
    policyField(),
  ];
  const { channel, message, mark } = source ?? { channel: '', message: '', mark: '' };
  return {
    token: encodeForm({ form: 'relay', channel, message, mark }),
    title,
    intro: [intro],
    blocks: [],
    fields: fill(fields, typed),
    submit: messageFormWords.submit,
    danger: false,
    problems: typed.problems,
  };
}
