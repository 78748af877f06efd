import { describe, expect, it } from 'vitest';
import { askCard } from '../../../src/core/cards/ask-card.ts';
import { plainText } from '../../../src/core/cards/plain.ts';
import { definition, gate, later, run } from './sample.ts';
import type { Ask, Outcome, Subject } from '../../../src/core/ask/ask.ts';

const item = { artifactId: 'a_notes', name: 'notes', version: 2, digest: 'd_notes', length: 40, rehearsal: true };
const blocker = { about: 'blocker', reason: 'uncertain_effect', stage: 1, stageId: 'tag', attemptId: 'at_1' } as const;
const subjects: Subject[] = [
  { about: 'stage_done', stage: 0, stageId: 'draft', items: [item] },
  { about: 'stage_next', stage: 1, stageId: 'tag', definition: 'd', items: [item] },
  { about: 'suggested_version', canon: 1, item, base: 1, why: 'It reads better.' },
  { ...blocker, detail: 'The worker ended.', tried: 1 },
];

const where = { surface: 'console', channel: 'film', thread: null } as const;
const settled: Partial<Ask> = {
  status: 'decided',
  outcome: { status: 'decided', choice: 'approve', by: 'Mara', words: null, where, at: later(60), why: null },
};
const draw = (ask: Ask, now = run()) => askCard(ask, now, definition, new Map([['d_notes', 'The notes.']]));
const goneOn = run({ spent: { microUsd: 99_000, inputTokens: 9, outputTokens: 9 }, stage: 2, round: 1, version: 40 });

describe('the card of a settled Ask', () => {
  it.for(subjects)('says the same whatever its run has come to since: $about', (subject) => {
    const ask = gate({ subject, ...settled });
    expect(draw(ask, goneOn)).toEqual(draw(ask));
  });

  it.for<[Subject['about'], string]>([
    ['stage_done', 'Writer has finished.'],
    ['stage_next', ''],
    ['suggested_version', ''],
    ['blocker', ''],
  ])('says no more what an answer would do: %s', ([about, why]) => {
    const subject = subjects.find((it) => it.about === about)!;
    expect(plainText(draw(gate({ subject, ...settled })).why)).toBe(why);
    expect(plainText(draw(gate({ subject })).why)).not.toBe(why);
  });

  it.for<[Outcome['status'], string | null, string]>([
    [
      'expired',
      'Nobody answered in time.',
      'Expired, T: Nobody answered in time. Nobody approved or rejected it; Resume asks again.',
    ],
    ['withdrawn', 'The run was cancelled.', 'Withdrawn, T: The run was cancelled. Nobody approved or rejected it.'],
    ['superseded', 'A newer question asks.', 'Replaced, T: A newer question asks.'],
    ['withdrawn', null, 'Withdrawn, T: its run no longer asks it. Nobody approved or rejected it.'],
  ])('says when it ended, and then why, where nobody chose that: %s', ([status, why, said]) => {
    const outcome = { status, choice: null, by: null, words: null, where: null, at: later(60), why };
    const shown = plainText(draw(gate({ status, outcome })).outcome ?? []);
    expect(shown.replace(/\d{4}.*UTC/, 'T').slice(2)).toBe(said);
  });

  it('said what waiting costs while it was open', () => {
    const [, , , about] = subjects;
    expect(draw(gate({ subject: about! }), goneOn)).not.toEqual(draw(gate({ subject: about! })));
  });
});
