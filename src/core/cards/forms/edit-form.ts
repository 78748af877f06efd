import { cap, printed } from '../agent-text.ts';
import { encodeForm } from '../token.ts';
import { editFormWords } from '../words/form.ts';
import { fill, nothingTyped, type Typed } from './run-form.ts';
import type { Block, Field, Form } from '../card.ts';

const quoteLimit = 2000;

export interface EditFormAbout {
  runId: string;
  artifact: string;
  /** The version that is in force, and that the new one replaces. */
  version: number;
  text: string;
}

/** The form to edit an artifact. After a conflict it shows the version that is now in force beside what was typed. */
export function editForm(about: EditFormAbout, typed: Typed = nothingTyped): Form {
  const { runId, artifact, version, text } = about;
  const field: Field = {
    kind: 'text',
    rows: 16,
    name: 'text',
    label: editFormWords.field,
    help: null,
    required: true,
    value: text,
  };
  const conflict: Block[] =
    typed.values['text'] === undefined
      ? []
      : [{ kind: 'quote', label: editFormWords.inForce(version), ...cap(printed(text), quoteLimit) }];
  return {
    token: encodeForm({ form: 'edit', runId, artifact, base: version }),
    title: editFormWords.title(artifact),
    intro: [editFormWords.intro(version)],
    blocks: conflict,
    fields: fill([field], typed),
    submit: editFormWords.submit,
    danger: false,
    problems: typed.problems,
  };
}
