import type { ModalView } from '@slack/types';
import { describe, expect, it } from 'vitest';
import { fieldName } from '../../../../src/bots/slack/draw/field-id.ts';
import { readMetadata } from '../../../../src/bots/slack/draw/metadata.ts';
import { drawForm, drawLook, drawNotice, fieldErrors } from '../../../../src/bots/slack/draw/view.ts';
import { editForm } from '../../../../src/core/cards/forms/edit-form.ts';
import { messageForm, rollbackForm } from '../../../../src/core/cards/forms/control-forms.ts';
import type { Field, Form } from '../../../../src/core/cards/card.ts';
import { refuseView } from '../../../fakes/slack/limits/view.ts';
import { later, run, state } from '../../../core/cards/sample.ts';
import { noCost } from '../../../../src/core/run/run.ts';
import { runForm } from '../../samples.ts';
import { read } from './read.ts';

const site = { publicUrl: new URL('https://wheel.example/'), mayCustomize: true };
const from = { on: { channel: 'C1', thread: null, message: '1.2' }, channel: 'C1', thread: null };
const lines = (view: ModalView): string[] => read(view.blocks);
const frame = ({ title, submit, close }: ModalView) => [title.text, submit?.text, close?.text];
const keptBy = (view: ModalView) => readMetadata(view.private_metadata ?? '');
const draw = (form: Form, round = 0): ModalView => {
  const view = drawForm(form, { ...from, round }, site);
  expect(refuseView(view, 'modal')).toBeNull();
  return view;
};
const choice = (choices: { value: string; label: string }[], value = ''): Form => ({
  ...{ token: 'f.mode.r_1', title: 'Choose', intro: [], blocks: [], submit: 'Go', danger: false, problems: {} },
  fields: [{ kind: 'choice', name: 'which', label: 'Which', help: null, required: true, value, choices }],
});
interface Select {
  options?: { text: { text: string }; value: string }[];
  option_groups?: { label: { text: string }; options: unknown[] }[];
  initial_option?: { value: string };
}
const selectIn = (view: ModalView): Select =>
  view.blocks.flatMap((block) => ('element' in block ? [block.element as Select] : []))[0]!;

describe('a form in Slack', () => {
  it('says what happens, and asks for each thing with its help', () => {
    const view = draw({ ...runForm(), title: 'Start: Film treatment' });
    expect(frame(view)).toEqual(['Start: Film treatment', 'Start', 'Close']);
    expect(lines(view)).toEqual([
      'Press Start to begin. It stops at a checkpoint after every stage and asks.',
      'Brief (required): ',
      '  What is the film about?',
      'Control mode (required): Checkpoint: asks after every stage ▾',
      'Budget in USD: 5',
      '  Blocks when it is reached.',
    ]);
  });

  it('has its whole title at its head where Slack’s is too short for it', () => {
    const view = draw(messageForm(state({ run: run({ title: 'The release of the lighthouse' }) })));
    expect(view.title.text).toBe('Message to “The…');
    expect(lines(view)[0]).toBe('# Message to “The release of the lighthouse”');
  });

  it('says before a rollback what is lost, and offers every checkpoint, the last one first', () => {
    const checkpoints = [0, 1].map((number) => ({
      number,
      stage: number,
      versions: {},
      spent: noCost,
      at: later(number),
    }));
    const view = draw(rollbackForm(state({ run: run({ stage: 1 }), checkpoints })));
    expect(lines(view)[0]).toMatch(/^! Restores the run to the last checkpoint\. You may lose recent progress\./);
    expect(lines(view)[1]).toMatch(/^\*What is lost:\* What was made after the checkpoint/);
    expect(selectIn(view).options?.map(({ value }) => value)).toEqual(['1', '0']);
    expect(selectIn(view).initial_option?.value).toBe('1');
  });

  it('comes back with its problems below the fields and what was typed in them', () => {
    const typed = {
      values: { text: 'Salt', policy: 'pause' },
      problems: { text: 'Write a sentence.', '': 'Look again.' },
    };
    expect(lines(draw(messageForm(state(), typed), 1))).toEqual([
      '! ✕ Look again.',
      'Your words go to the next draft. They never approve, cancel or resume anything.',
      'Message (required): Salt',
      '! ✕ Message: Write a sentence.',
      'How to send it (required): Send and pause: no further step starts until somebody resumes ▾',
    ]);
  });

  it('shows a problem whole that is longer than an alert', () => {
    const problem = `Choose one of: ${'name, '.repeat(60)}or none.`;
    expect(lines(draw(messageForm(state(), { values: {}, problems: { text: problem } })))).toContain(
      `*✕ Message: ${problem}*`,
    );
  });

  it('names its fields anew when it comes back, since Slack keeps what stands in those that it knows', () => {
    const ids = [0, 1].map((round) => draw(messageForm(state()), round).blocks.flatMap(({ block_id: id }) => id ?? []));
    expect(ids.map((it) => it.map(fieldName))).toEqual([
      ['text', 'policy'],
      ['text', 'policy'],
    ]);
    expect(ids[0]?.filter((id) => ids[1]?.includes(id))).toEqual([]);
    expect(fieldName('field.3.p_a.1')).toBe('p_a.1');
    expect(fieldName('run.r_1.3.0')).toBeNull();
  });

  it('keeps what it has to know when it is sent', () => {
    expect(keptBy(draw(messageForm(state()), 2))).toEqual({ token: 'f.message.r_sample', ...from, round: 2, long: {} });
    expect(readMetadata('{}')).toBeNull();
    expect(readMetadata('not ours')).toBeNull();
  });

  it('tells Slack its problems field by field, or not at all when one is about the whole', () => {
    const form = (problems: Record<string, string>) => messageForm(state(), { values: {}, problems });
    expect(fieldErrors(form({ text: 'Write.' }), 1)).toEqual({ 'field.1.text': 'Write.' });
    expect(fieldErrors(form({ text: 'Write.', '': 'No.' }), 1)).toBeNull();
    expect(fieldErrors(form({ other: 'No.' }), 1)).toBeNull();
    expect(fieldErrors(form({}), 1)).toBeNull();
  });
});

describe('a choice in Slack', () => {
  const many = (count: number) =>
    Array.from({ length: count }, (_, index) => ({ value: `v${index}`, label: `L${index}` }));

  it('is in groups of a hundred where there are more', () => {
    expect(selectIn(draw(choice(many(100)))).options).toHaveLength(100);
    const { options, option_groups: groups, initial_option: initial } = selectIn(draw(choice(many(250), 'v249')));
    expect(options).toBeUndefined();
    expect(groups?.map(({ label, options: part }) => [label.text, part.length])).toEqual([
      ['1 to 100', 100],
      ['101 to 200', 100],
      ['201 to 250', 50],
    ]);
    expect(initial?.value).toBe('v249');
  });

  it('stands whole above the field where an option is too short for it', () => {
    const label = `checkpoint 12, after “${'The long look book '.repeat(4)}”, 2026-11-20 12:00 UTC`;
    const view = draw(
      choice([
        { value: '12', label },
        { value: '0', label: 'checkpoint 0, the start' },
      ]),
    );
    expect(lines(view).slice(0, 2)).toEqual(['*Which, in full:*', `• ${label}`]);
    expect(selectIn(view).options?.map(({ text }) => text.text)).toEqual([
      'checkpoint 12, after “The long look book The long look book The long look…',
      'checkpoint 0, the start',
    ]);
  });

  it('brings back a value that is longer than an option’s, or empty', () => {
    const value = 'Wide '.repeat(16).trim();
    const view = draw(
      choice(
        [
          { value, label: 'Wide' },
          { value: '', label: 'None' },
        ],
        value,
      ),
    );
    const { long } = keptBy(view)!;
    expect(selectIn(view).options?.map((it) => long[it.value])).toEqual([value, '']);
    expect(long[selectIn(view).initial_option!.value]).toBe(value);
  });

  it('has nothing chosen when what was chosen is no choice any more', () => {
    expect(selectIn(draw(choice(many(2), 'v9'))).initial_option).toBeUndefined();
  });
});

describe('a form that Slack can’t hold', () => {
  const edit = (text: string): Form => editForm({ runId: 'r_1', artifact: 'notes', version: 2, text });

  it('opens up to Slack’s 3,000 characters, and beyond them leads to the console', () => {
    expect(lines(draw(edit('x'.repeat(3000)))).at(-1)).toBe(`Text (required): ${'x'.repeat(3000)}`);
    const view = draw(edit('x'.repeat(3001)));
    expect(view.submit).toBeUndefined();
    expect(lines(view)).toEqual([
      "Slack's forms take texts of 3\u202f000 characters, and this has one of 3\u202f001. Nothing was changed. Fill it in in the console→https://wheel.example/runs/r_1",
    ]);
  });

  it.each([
    ['f.answer.k_1.2.reject', '/asks/k_1'],
    ['f.rollback.r_1.3', '/runs/r_1'],
    ['f.run.aaaaaaaaaaaa.film.treatment', '/'],
    ['f.pipeline.film', '/'],
    ['nothing of ours', '/'],
  ])('leads to the page that it is about: %s', (token, path) => {
    const fields: Field[] = Array.from({ length: 101 }, (_, index) => ({
      ...{ kind: 'line', name: `f${index}`, label: 'L', help: null, required: true, value: '' },
    }));
    expect(lines(draw({ ...edit(''), token, fields })).at(-1)).toContain(`in the console→https://wheel.example${path}`);
  });
});

describe('the second look', () => {
  const look = {
    kind: 'confirm' as const,
    token: 'p.12345678.c.r_1.3.cancel',
    title: 'Cancel this run?',
    yes: 'Cancel the run',
    no: 'Keep it',
  };

  it('shows everything, however long, and sends the token of the press', () => {
    const text = `${'It ends at once. '.repeat(100)}This can't be undone.`;
    const view = drawLook({ ...look, text }, from, site);
    expect(refuseView(view, 'modal')).toBeNull();
    expect(frame(view)).toEqual(['Cancel this run?', 'Cancel the run', 'Keep it']);
    expect(lines(view)).toEqual([text]);
    expect(view.callback_id).toBe('look');
    expect(keptBy(view)).toMatchObject({ token: look.token, on: from.on });
  });
});

describe('a notice', () => {
  it('can only be closed', () => {
    const view = drawNotice(['Done. ', { code: 'r_1' }], site);
    expect(frame(view)).toEqual(['Wheelhouse', undefined, 'Close']);
    expect(lines(view)).toEqual(['Done. `r_1`']);
  });
});
