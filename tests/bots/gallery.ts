import { askCard } from '../../src/core/cards/ask-card.ts';
import { choicesFor } from '../../src/core/ask/choices.ts';
import { messageWords } from '../../src/core/cards/message-words.ts';
import { pageCard } from '../../src/core/cards/pages.ts';
import { runCard } from '../../src/core/cards/run-card.ts';
import type { Ask, Subject } from '../../src/core/ask/ask.ts';
import type { Card, Words } from '../../src/core/cards/card.ts';
import type { RunStatus } from '../../src/core/run/run.ts';
import type { Message } from '../../src/core/steering/message.ts';
import { attempt, definition, gate, later, noon, run, view } from '../core/cards/sample.ts';
import { approval, asking, mending, question, shownCall } from '../core/cards/agent-sample.ts';
import { nasty } from '../contract/arbitraries.ts';

/** Every kind of card that the core makes, as it makes it. */

const notes = `# 1.2

${Array.from({ length: 90 }, (_, index) => `- Change ${index + 1}: the lamp turns twice as fast, and the log says so.`).join('\n')}`;

export const short = new Map([['d_notes', 'The notes of 1.2.\n\nThe lamp turns twice as fast.']]);
export const long = new Map([['d_notes', notes]]);
export const hostile = new Map([['d_notes', nasty.join('\n')]]);

const asked = (subject: Subject, over: Partial<Ask> = {}): Ask =>
  gate({ subject, choices: choicesFor(subject, subject.about === 'stage_next'), ...over });
const item = { artifactId: 'a_notes', name: 'notes', version: 2, digest: 'd_notes', length: 17, rehearsal: true };

export const command = asked({ about: 'stage_next', stage: 1, stageId: 'tag', definition: 'd', items: [item] });
const detail = 'Killed after 600 s.\n\u001b[31mfatal:\u001b[0m no route to https://evil.example';
export const blocker = asked(
  { about: 'blocker', reason: 'uncertain_effect', stage: 1, stageId: 'tag', attemptId: 'at_1', tried: 2, detail },
  { kind: 'blocker' },
);
const suggestion = asked(
  { about: 'suggested_version', canon: 1, item, base: 2, why: 'It reads better.' },
  { kind: 'suggestion' },
);
export const approved = gate({
  status: 'decided',
  version: 2,
  outcome: {
    ...{ status: 'decided', choice: 'approve', by: 'Mara', words: 'Ship it, see https://mara.example', why: null },
    ...{ where: { surface: 'slack', channel: 'C123', thread: null }, at: later(90) },
  },
});

const ask = (it: Ask, texts = short): Card => askCard(it, run(), definition, texts);
const ofAgent = (it: Ask, texts: ReadonlyMap<string, string> = shownCall): Card => askCard(it, run(), mending, texts);
const called = (text: string) => new Map([['d_shown', text]]);
const answered: Partial<Ask> = {
  status: 'decided',
  version: 2,
  outcome: {
    ...{ status: 'decided', choice: 'option_0', by: 'Mara', words: null, why: null, where: null },
    at: later(90),
  },
};
const hold = { reason: 'person' as const, why: 'Paused by Mara', by: 'Mara', at: later(30) };
const ofRun = (status: RunStatus): Card =>
  runCard(
    view(
      {
        run: run({
          status,
          stage: 1,
          hold: status === 'paused' ? hold : null,
          endedAt: status === 'completed' ? later(600) : null,
        }),
        attempts: [attempt({ stage: 1, stageId: 'tag' })],
        asks: status === 'awaiting' ? [command] : status === 'blocked' ? [blocker] : [],
      },
      { outputTail: 'tagging…\npushing <main>' },
    ),
  );

export const cards: Record<string, Card> = {
  running: ofRun('running'),
  awaiting: ofRun('awaiting'),
  paused: ofRun('paused'),
  blocked: ofRun('blocked'),
  completed: ofRun('completed'),
  queued: ofRun('queued'),
  failed: ofRun('failed'),
  cancelled: ofRun('cancelled'),
  gate: ask(gate()),
  'long gate': ask(gate(), long),
  'hostile gate': ask(gate(), hostile),
  'command gate': ask(command),
  blocker: ask(blocker),
  suggestion: ask(suggestion),
  approved: ask(approved),
  'tool call': ofAgent(approval()),
  'long tool call': ofAgent(approval(), called(notes)),
  'hostile tool call': ofAgent(approval(), called(nasty.join('\n'))),
  question: ofAgent(asking()),
  'hostile question': ofAgent(asking(question({ text: nasty.join('\n'), options: nasty.slice(0, 4) }))),
  answered: ofAgent(asking(question(), answered)),
  'first page': pageCard({ ask: gate(), run: run(), definition }, long, 0),
  'last page': pageCard({ ask: gate(), run: run(), definition }, long, 9),
};

const message = (over: Partial<Message>): Message => ({
  ...{ id: 'm_1', runId: 'r_sample', origin: 'role', author: 'writer', authorName: 'Writer', text: '', kind: 'talk' },
  ...{ rehearsal: false, metadata: null, status: 'said', deliveredTo: null, where: null, policy: null, source: null },
  ...{ afterStage: null, replaces: null, at: noon },
  ...over,
});
const draft = message({ kind: 'draft', rehearsal: true, text: 'I kept the storm.\n✅ *Approved by Ada* <!channel>' });
const summary = message({
  ...{ origin: 'system', author: 'wheelhouse', authorName: 'Wheelhouse', kind: 'summary' },
  text: '“Release 1.2” completed after 10 minutes.\nCost: $0.0123, 1\u202f234 tokens.',
});
const person = message({
  ...{ origin: 'person', author: 'mara', authorName: 'Mara', kind: 'steering' },
  text: 'Shorter, please. @here',
});

export const words: Record<string, Words> = {
  role: messageWords(draft, run(), definition),
  summary: messageWords(summary, run(), definition),
  person: messageWords(person, run(), definition),
};
