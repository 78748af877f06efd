import path from 'node:path';
import type { APIModalInteractionResponseCallbackData } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { drawForm } from '../../../../src/bots/discord/draw/form.ts';
import { neededFirst, partsOf, partToMend, typedIn, withTyped } from '../../../../src/bots/discord/draw/form-parts.ts';
import { drawAgain, drawNext } from '../../../../src/bots/discord/draw/reopen.ts';
import { messageForm, rollbackForm } from '../../../../src/core/cards/forms/control-forms.ts';
import { editForm } from '../../../../src/core/cards/forms/edit-form.ts';
import { runForm as startForm } from '../../../../src/core/cards/forms/run-form.ts';
import type { Field, Form } from '../../../../src/core/cards/card.ts';
import { noCost } from '../../../../src/core/run/run.ts';
import { loadProject } from '../../../../src/project/load.ts';
import { refuseMessage } from '../../../fakes/discord/limits/message.ts';
import { refuseModal } from '../../../fakes/discord/limits/modal.ts';
import { later, run, state } from '../../../core/cards/sample.ts';
import { runForm } from '../../samples.ts';
import { read } from './read.ts';

const site = { publicUrl: new URL('https://wheel.example/') };
const kept = (part = 0) => ({ id: 'V1StGXR8_Z5jdHi6B-myT', part });
const draw = (form: Form, at: ReturnType<typeof kept> | null = null): APIModalInteractionResponseCallbackData => {
  const drawn = drawForm(form, at, site);
  if ('message' in drawn) throw new Error(read(drawn.message.components).join('\n'));
  expect(refuseModal({ ...drawn.modal })).toBeNull();
  return drawn.modal;
};
const lines = (form: Form, at: ReturnType<typeof kept> | null = null): string[] =>
  read(draw(form, at).components).filter((it) => it !== '');
const field = (name: string, more: Partial<Field> = {}): Field =>
  ({ kind: 'line', name, label: name, help: null, required: true, value: '', ...more }) as Field;
const formOf = (fields: Field[], problems: Record<string, string> = {}): Form => ({
  ...{ token: 'f.mode.r_1', title: 'Choose', intro: [], blocks: [], submit: 'Go', danger: false },
  ...{ fields, problems },
});
const many = formOf(Array.from({ length: 8 }, (_, index) => field(`f${index}`)));

describe('a form in Discord', () => {
  it('says what happens, and asks for each thing with its help', () => {
    const form = { ...runForm(), title: 'Start: Film treatment' };
    expect(draw(form)).toMatchObject({ title: 'Start: Film treatment', custom_id: 'form-run' });
    expect(lines(form)).toEqual([
      'Press Start to begin. It stops at a checkpoint after every stage and asks.',
      '_ Submit means: Start. Cancel keeps everything as it is.',
      'Brief (required): ',
      '  What is the film about?',
      'Control mode (required): Checkpoint: asks after every stage ▾',
      'Budget in USD: 5',
      '  Blocks when it is reached.',
    ]);
  });

  it('says before a rollback what is lost, and offers every checkpoint, the last one first', () => {
    const at = (number: number) => ({ number, stage: number, versions: {}, spent: noCost, at: later(number) });
    const form = rollbackForm(state({ run: run({ stage: 1 }), checkpoints: [at(0), at(1)] }));
    expect(lines(form)[0]).toBe('Look twice: this is dangerous.');
    expect(lines(form)[1]).toMatch(/^Restores the run to the last checkpoint\. You may lose recent progress\./);
    expect(lines(form)[2]).toMatch(/^What is lost: What was made after the checkpoint/);
    expect(JSON.stringify(draw(form).components)).toMatch(/"value":"1".*"default":true.*"value":"0"/);
  });

  it('says in full what its title, labels and helps have no room for', () => {
    const [label, help] = [
      'A label that is a good deal longer than forty-five',
      'Why it is asked for. '.repeat(8).trim(),
    ];
    const form = {
      ...formOf([field('a', { label, help })]),
      title: 'A title that is a good deal longer than forty-five',
    };
    expect(draw(form).title).toBe('A title that is a good deal longer than…');
    expect(lines(form).slice(0, 2)).toEqual([
      form.title,
      `A label that is a good deal longer than…, in full: ${label}: ${help}`,
    ]);
  });

  it('offers as many choices as Discord takes, the chosen one among them, and says that there are more', () => {
    const choices = Array.from({ length: 41 }, (_, index) => ({ value: `v${index}`, label: `L${index}` }));
    const shown = lines(formOf([field('which', { kind: 'choice', label: 'Which', choices, value: 'v40' })]));
    expect(shown[0]).toBe('_ Which: 25 of 41 can be chosen here; the console offers all.');
    expect(shown.at(-1)).toBe('Which (required): L40 ▾');
  });

  it('goes on in the second line of a choice that its first is too short for', () => {
    const label = `checkpoint 12, after “${'The long look book '.repeat(5)}”, 2026-11-20 12:00 UTC`;
    const form = formOf([field('which', { kind: 'choice', choices: [{ value: '12', label }], value: '12' })]);
    const { label: first, description } = JSON.parse(
      /\{"value":"12".*?\}/.exec(JSON.stringify(draw(form).components))?.[0] ?? '',
    ) as { label: string; description: string };
    expect(`${first.slice(0, -1)}${description.slice(1)}`.replace(/\s+/g, ' ')).toBe(label);
  });
});

describe('a form that comes back', () => {
  const typed = {
    values: { text: 'Salt', policy: 'pause' },
    problems: { text: 'Write a sentence.', '': 'Look again.' },
  };
  const form = messageForm(state(), typed);

  it('is opened again from a message that says what is wrong, since Discord answers no modal with another', () => {
    const message = drawAgain(form, kept(), site);
    expect(refuseMessage({ ...message })).toBeNull();
    expect(read(message.components)).toEqual([
      'Message to “Release 1.2”: not sent yet.',
      '✕ Message: Write a sentence.',
      '✕ Look again.',
      'Nothing was changed. What you typed is kept.',
      '---',
      '[Open it again] primary',
    ]);
    expect(JSON.stringify(message.components)).toContain('"custom_id":"open.V1StGXR8_Z5jdHi6B-myT.0"');
  });

  it('has its problems at its head, and what was typed in its fields', () => {
    expect(draw(form, kept()).custom_id).toBe('kept.V1StGXR8_Z5jdHi6B-myT.0');
    expect(lines(form, kept())).toEqual([
      '✕ Message: Write a sentence.',
      '✕ Look again.',
      'Your words go to the next draft. They never approve, cancel or resume anything.',
      '_ Submit means: Send. Cancel keeps everything as it is.',
      'Message (required): Salt',
      'How to send it (required): Send and pause: no further step starts until somebody resumes ▾',
    ]);
  });
});

describe('a form of more fields than a modal has', () => {
  it('has parts, and says in each which it is', () => {
    expect(partsOf(many).map((fields) => fields.length)).toEqual([4, 4]);
    expect(lines(many, kept(0))[0]).toBe(
      '_ Part 1 of 2. Submit leads to the next part. Cancel keeps everything as it is.',
    );
    expect(lines(many, kept(1)).slice(0, 2)).toEqual([
      '_ Part 2 of 2. Submit means: Go. Cancel keeps everything as it is.',
      'f4 (required): ',
    ]);
    expect(read(drawNext(many, kept(1), site).components)).toEqual([
      'Choose',
      'Part 1 of 2 is kept. Nothing happens before the last one is sent.',
      '---',
      '[Go on] primary',
      '[Back to part 1] secondary',
    ]);
  });

  it('keeps what was typed in one part while the next is filled in', () => {
    const form = withTyped(withTyped(many, { f1: 'one', other: 'no field' }), { f5: 'five' });
    expect(typedIn(form)).toEqual({ ...typedIn(many), f1: 'one', f5: 'five' });
  });

  it('comes back at the part with the first problem', () => {
    expect(partToMend({ ...many, problems: { f6: 'No.' } })).toBe(1);
    expect(partToMend({ ...many, problems: { '': 'No.' } })).toBe(0);
  });

  it('is not opened before it is kept', () => {
    expect(() => drawForm(many, null, site)).toThrow('The form f.mode.r_1 has several parts, and is not kept.');
  });
});

describe('a form whose other parts need nobody', () => {
  const file = path.resolve(import.meta.dirname, '../../../../examples/coding-session/project.yaml');
  const codingSession = async (): Promise<Form> => {
    const loaded = await loadProject(file);
    if ('faults' in loaded) throw new Error(JSON.stringify(loaded.faults));
    const { project } = loaded;
    return startForm({ project, pipeline: project.pipelines[0]!, models: [], actionId: 'a1' });
  };

  it('is sent after its first part, with what it says of the rest: the example’s', async () => {
    const form = await codingSession();
    expect(partsOf(form).map((fields) => fields.length)).toEqual([4, 1]);
    expect(lines(form, kept(0)).find((line) => line.startsWith('_'))).toBe(
      '_ Part 1 of 2. The rest is filled in already: Submit shows it, with the button Run. Cancel keeps everything as it is.',
    );
    const message = drawNext(form, kept(1), site);
    expect(refuseMessage({ ...message })).toBeNull();
    expect(read(message.components)).toEqual([
      'Start: Make the tests pass',
      'Part 1 of 2 is kept. Nothing happens before you press Run. The rest is filled in already:',
      'Budget in tokens: 500000',
      '',
      expect.stringMatching(
        /^Copies a repository, .* Run starts it at once, .* You can pause or cancel it at any time\.$/,
      ),
      '---',
      '[Run] primary',
      '[Change the rest] secondary',
      '[Back to part 1] secondary',
    ]);
    expect(JSON.stringify(message.components)).toContain('"custom_id":"send.V1StGXR8_Z5jdHi6B-myT.1"');
  });

  const rest = [
    field('mode', { kind: 'choice', label: 'Mode', choices: [{ value: 'a', label: 'Asks' }], value: 'a' }),
    field('budget', { label: 'Budget', required: false, help: 'Empty means no limit.' }),
  ];
  const form = formOf([...many.fields.slice(0, 4), ...rest]);

  it('names a choice as it is named where it is made, and says what it means that a field is empty', () => {
    expect(read(drawNext(form, kept(1), site).components).slice(2, 4)).toEqual([
      'Mode: Asks',
      'Budget: empty. Empty means no limit.',
    ]);
  });

  it.each<[string, Form]>([
    ['a field that must be filled in is empty', formOf([...form.fields, field('name')])],
    ['something is to be mended', { ...form, problems: { budget: 'Write a number.' } }],
    ['it is dangerous', { ...form, danger: true }],
  ])('is read to its end where %s', (_, other) => {
    expect(read(drawNext(other, kept(1), site).components).slice(-2)).toEqual([
      '[Go on] primary',
      '[Back to part 1] secondary',
    ]);
  });

  it('P13: is not sent where what it says of the rest had to be cut', () => {
    const long = formOf([...form.fields, field('long', { kind: 'text', rows: 4, value: 'x'.repeat(4000) })]);
    const shown = read(drawNext(long, kept(1), site).components);
    expect(shown.join('\n')).toContain("Go can't be pressed here");
    expect(shown.slice(-2)).toEqual(['[Change the rest] secondary', '[Back to part 1] secondary']);
  });
});

describe('the first part of a form', () => {
  const order = (fields: Field[]): string[][] =>
    partsOf(neededFirst(formOf(fields))).map((part) => part.map(({ name }) => name));
  const [brief, ready, spare, length] = [
    field('brief'),
    field('ready', { value: 'yes' }),
    field('spare', { required: false }),
    field('length', { required: false }),
  ];

  it('takes in all that must be filled in, each part in the order of the form', () => {
    expect(order([brief, ready, spare, length, field('late')])).toEqual([
      ['brief', 'ready', 'spare', 'late'],
      ['length'],
    ]);
  });

  it.each<[string, Field[]]>([
    ['all of it stands there already', [brief, ready, spare, field('other'), length]],
    ['it has no room for all of it', many.fields],
  ])('is as it is where %s', (_, fields) => {
    expect(order(fields).flat()).toEqual(fields.map(({ name }) => name));
  });
});

describe('a form that Discord can’t hold', () => {
  const edit = (text: string): Form => editForm({ runId: 'r_1', artifact: 'notes', version: 2, text });

  it('opens up to Discord’s 4,000 characters, and beyond them leads to the console', () => {
    expect(lines(edit('x'.repeat(4000))).at(-1)).toBe(`Text (required): ${'x'.repeat(4000)}`);
    const drawn = drawForm(edit('x'.repeat(4001)), null, site);
    expect('message' in drawn && read(drawn.message.components)).toEqual([
      "Discord's forms take texts of 4\u202f000 characters, and this has one of 4\u202f001. Nothing was changed. Fill it in in the console",
    ]);
  });

  it('P13: leads there where it is dangerous and had to be cut', () => {
    const form = (danger: boolean): Form => ({
      ...formOf([field('why')]),
      ...{ danger, intro: [`${'word '.repeat(1600)}and deletes the old one.`] },
    });
    const drawn = drawForm(form(true), null, site);
    expect('message' in drawn && read(drawn.message.components)).toEqual([
      "This form is dangerous, and Discord's forms have no room for all that has to be read first. Nothing was changed. Fill it in in the console",
    ]);
    // The control: what is not, opens, and says that it was shortened.
    expect(lines(form(false))[0]).toMatch(/^This is longer than a message of Discord's may be/);
  });

  it.each([
    [
      'a choice whose value is longer than Discord’s',
      { kind: 'choice', choices: [{ value: 'v'.repeat(101), label: 'V' }] },
    ],
    ['a choice without a value', { kind: 'choice', choices: [{ value: '', label: 'None' }] }],
  ] as const)('leads there, too, with %s', (_, more) => {
    const drawn = drawForm(formOf([field('which', more as unknown as Partial<Field>)]), null, site);
    expect('message' in drawn && JSON.stringify(drawn.message.components)).toContain('https://wheel.example/runs/r_1');
  });
});
