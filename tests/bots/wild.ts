import fc from 'fast-check';
import { oneLine } from '../../src/core/cards/agent-text.ts';
import type { Block, Button, Card, Fact, Field, Form, Text, Words } from '../../src/core/cards/card.ts';
import type { Reply } from '../../src/core/intent.ts';
import { encodePress } from '../../src/core/cards/token.ts';
import { agentText, card, nasty } from '../contract/arbitraries.ts';

/** Longer than anything that the core makes: from nothing to several times what a message may hold. */
export const anyText = fc.oneof(
  { weight: 4, arbitrary: fc.string({ unit: 'grapheme', maxLength: 60 }) },
  { weight: 2, arbitrary: fc.constantFrom(...nasty, '', ' ', '\n') },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.string({ unit: 'binary', maxLength: 40 }), fc.integer({ min: 1, max: 500 }))
      .map(([text, times]) => text.repeat(times)),
  },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 20_000 }).map((length) => 'word '.repeat(length / 5)) },
);

const span = fc.oneof(
  anyText,
  fc.record({ strong: anyText }),
  fc.record({ code: anyText }),
  fc.record({ time: fc.date({ min: new Date('1970-01-01'), max: new Date('2200-01-01'), noInvalidDate: true }) }),
  fc.record({ link: fc.record({ text: anyText, path: fc.oneof(fc.constant('/runs/r_1'), anyText) }) }),
);
const text: fc.Arbitrary<Text> = fc.array(span, { maxLength: 5 });
const state = fc.constantFrom(
  'done' as const,
  'now' as const,
  'waiting' as const,
  'failed' as const,
  'to come' as const,
);

const fact: fc.Arbitrary<Fact> = fc.record({ label: anyText, value: text });

export const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ kind: fc.constantFrom('text' as const, 'note' as const), text }),
  fc.record({
    kind: fc.constant('facts' as const),
    facts: fc.array(fact, { maxLength: 8 }),
  }),
  fc.record({
    kind: fc.constant('progress' as const),
    steps: fc.array(fc.record({ name: anyText, state, note: fc.option(anyText) }), { maxLength: 40 }),
  }),
  fc.record({
    kind: fc.constantFrom('quote' as const, 'output' as const),
    label: anyText,
    text: fc.oneof(agentText, anyText),
    cut: fc.boolean(),
  }),
);

const confirm = fc.record({ title: anyText, text: anyText, yes: anyText, no: anyText });

/** What an answer, an act at once and a second look's press carry, and what is nothing of ours. */
const token = fc.oneof(
  fc.nat().map((n) => encodePress({ press: 'answer', askId: `k_${n}`, revision: 1, choice: 'approve' })),
  fc.nat().map((n) => encodePress({ press: 'command', runId: `r_${n}`, epoch: 1, verb: 'pause' })),
  fc.nat().map((n) => encodePress({ press: 'command', runId: `r_${n}`, epoch: 1, verb: 'cancel' })),
  fc.stringMatching(/^[a-z0-9._-]{1,100}$/),
);

const button: fc.Arbitrary<Button> = fc.record({
  token,
  label: anyText,
  style: fc.constantFrom('primary' as const, 'plain' as const, 'danger' as const),
  hint: anyText,
  confirm: fc.option(confirm),
});

const buttons = fc.uniqueArray(button, { maxLength: 30, selector: (it) => it.token });

/** Far beyond what the core may make. */
export const wildCard: fc.Arbitrary<Card> = fc
  .tuple(
    card,
    fc.record({
      title: anyText,
      why: text,
      blocks: fc.oneof({ weight: 9, arbitrary: fc.array(block, { maxLength: 5 }) }, fc.array(block, { maxLength: 60 })),
      buttons,
      outcome: fc.option(text),
      aside: fc.array(fact, { maxLength: 8 }),
      fallback: anyText,
    }),
  )
  .map(([calm, over]) => ({ ...calm, ...over }));

export const wildWords: fc.Arbitrary<Words> = fc.record({
  subject: fc.constant({ kind: 'message' as const, id: 'm_1' }),
  author: fc.record({
    kind: fc.constantFrom('role' as const, 'system' as const, 'person' as const),
    name: anyText,
    handle: fc.option(anyText),
    emoji: fc.option(fc.constantFrom('✍️', '🎬')),
  }),
  label: fc.option(anyText),
  text: anyText,
  blocks: fc.array(block, { maxLength: 4 }),
});

/** Whom words call, some of them by name alone. */
export const wildCalls = fc.array(
  fc.record({
    personId: fc.constant('somebody'),
    name: anyText.map((text) => oneLine(text, 80)),
    user: fc.option(fc.constantFrom('81384788765712384', '81384788765712385', '81384788765712386')),
  }),
  { maxLength: 20 },
);

export const told = fc.tuple(text, buttons);

const choices = fc.uniqueArray(
  fc.record({ value: fc.oneof(fc.stringMatching(/^[a-z0-9 -]{1,90}$/), anyText), label: anyText }),
  {
    minLength: 1,
    maxLength: 260,
    selector: ({ value }) => value,
  },
);
const name = fc.stringMatching(/^[a-z][a-z0-9_-]{0,39}$/);
const base = { name, label: anyText, help: fc.option(anyText), required: fc.boolean(), value: anyText };
const field: fc.Arbitrary<Field> = fc.oneof(
  fc.record({ ...base, kind: fc.constantFrom('line' as const, 'number' as const) }),
  fc.record({ ...base, kind: fc.constant('text' as const), rows: fc.constant(4) }),
  fc
    .tuple(fc.record({ ...base, kind: fc.constant('choice' as const), choices }), fc.nat())
    .map(([it, index]) => ({ ...it, value: it.choices[index % it.choices.length]?.value ?? '' })),
);

export const wildForm: fc.Arbitrary<Form> = fc
  .record({
    token: fc.constantFrom(
      'f.message.r_1',
      'f.edit.r_1.notes.2',
      'f.run.aaaaaaaaaaaa.film.treatment',
      'nothing of ours',
    ),
    title: anyText,
    intro: text,
    blocks: fc.array(block, { maxLength: 4 }),
    fields: fc.uniqueArray(field, { maxLength: 8, selector: (it) => it.name }),
    submit: anyText,
    danger: fc.boolean(),
    problem: fc.option(anyText),
    wrong: fc.integer({ min: -1, max: 8 }),
  })
  .map(({ problem, wrong, ...form }) => {
    const at = form.fields[wrong]?.name ?? '';
    return { ...form, problems: problem === null ? {} : { [at]: problem } };
  });

export const wildLook: fc.Arbitrary<Extract<Reply, { kind: 'confirm' }>> = fc.record({
  kind: fc.constant('confirm' as const),
  token: fc.stringMatching(/^[a-z0-9._-]{1,100}$/),
  title: anyText,
  text: anyText,
  yes: anyText,
  no: anyText,
});
export const wildText = text;
