import type { Button, Card, Form } from '../../src/core/cards/card.ts';

const button = (token: string, label: string, more: Partial<Button> = {}): Button => ({
  token,
  label,
  style: 'plain',
  hint: `${label}: says what it does, when, and whether it can be undone.`,
  confirm: null,
  ...more,
});

export const pause = button('pause-1', 'Pause', { style: 'primary', hint: 'Pauses execution. You can resume later.' });
export const cancel = button('cancel-1', 'Cancel', {
  style: 'danger',
  hint: "Stops this run. This can't be undone.",
  confirm: {
    title: 'Cancel this run?',
    text: "Stops this run. This can't be undone. The stage in flight is aborted at once; what was approved stays.",
    yes: 'Cancel the run',
    no: 'Keep it',
  },
});

export const runCard = (revision: number, more: Partial<Card> = {}): Card => ({
  subject: { kind: 'run', id: 'run-1' },
  revision,
  badge: { word: 'Running', symbol: '▶', tone: 'busy' },
  title: 'Treatment for “The Lighthouse”',
  why: ['The visual architect is writing the ', { strong: 'look book' }, '.'],
  blocks: [
    {
      kind: 'progress',
      steps: [
        { name: 'Treatment', state: 'done', note: 'approved by Ada' },
        { name: 'Scenes', state: 'done', note: 'approved by Ben in the second round' },
        { name: 'Look book', state: 'now', note: 'attempt 1' },
        { name: 'Tag the version', state: 'to come', note: null },
      ],
    },
    {
      kind: 'facts',
      facts: [
        { label: 'Started', value: ['by Ada, ', { time: new Date('2026-11-03T09:30:00Z') }] },
        { label: 'Control mode', value: ['checkpoint'] },
        { label: 'Spent', value: ['0.42 of 5 USD'] },
      ],
    },
  ],
  buttons: [pause, cancel, button('message-1', 'Message'), button('focus-1', 'Focus')],
  outcome: null,
  fallback: 'Treatment for “The Lighthouse”: running, look book.',
  ...more,
});

const draft = Array.from(
  { length: 24 },
  (_, i) =>
    `${i + 1}. The keeper climbs the stairs while the lamp turns; nobody answers the radio, and the sea is louder than it should be.`,
).join('\n');

export const askCard = (revision: number, more: Partial<Card> = {}): Card => ({
  subject: { kind: 'ask', id: 'ask-1' },
  revision,
  badge: { word: 'Needs a decision', symbol: '◆', tone: 'asking' },
  title: 'Approve the scenes?',
  why: ['The story editor has finished. The run waits until somebody decides.'],
  blocks: [
    { kind: 'quote', label: 'scenes, version 2, by Story editor', text: draft, cut: false },
    { kind: 'note', text: ['Approving lets the look book begin. Rejecting sends it back with your reason.'] },
  ],
  buttons: [
    button('approve-1', 'Approve', { style: 'primary' }),
    button('reject-1', 'Reject …'),
    button('everything-1', 'Show everything'),
  ],
  outcome: null,
  fallback: 'Approve the scenes?',
  ...more,
});

export const settled = (revision: number): Card =>
  askCard(revision, {
    badge: { word: 'Approved', symbol: '✓', tone: 'good' },
    buttons: [],
    outcome: [
      { strong: 'Approved' },
      ' by Ada in the console, ',
      { time: new Date('2026-11-03T10:12:00Z') },
      '. The look book begins.',
    ],
  });

export const runForm = (problems: Record<string, string> = {}, brief = ''): Form => ({
  token: 'form-run',
  title: 'Start “Film treatment”',
  intro: ['Press Start to begin. It stops at a checkpoint after every stage and asks.'],
  blocks: [],
  fields: [
    {
      kind: 'text',
      rows: 4,
      name: 'brief',
      label: 'Brief',
      help: 'What is the film about?',
      required: true,
      value: brief,
    },
    {
      kind: 'choice',
      name: 'mode',
      label: 'Control mode',
      help: null,
      required: true,
      value: 'checkpoint',
      choices: [
        { value: 'checkpoint', label: 'Checkpoint: asks after every stage' },
        { value: 'autonomous', label: 'Autonomous: goes on by itself' },
      ],
    },
    {
      kind: 'number',
      name: 'budget',
      label: 'Budget in USD',
      help: 'Blocks when it is reached.',
      required: false,
      value: '5',
    },
  ],
  submit: 'Start',
  danger: false,
  problems,
});
