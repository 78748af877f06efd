import { describe, expect, it } from 'vitest';
import { Urgencies } from '../../../../src/bots/chat/send/urgency.ts';
import { askCard } from '../../../../src/core/cards/ask-card.ts';
import { runCard } from '../../../../src/core/cards/run-card.ts';
import type { Ask } from '../../../../src/core/ask/ask.ts';
import type { RunStatus } from '../../../../src/core/run/run.ts';
import { definition, gate, noon, run, view } from '../../../core/cards/sample.ts';

const card = (status: RunStatus) => runCard(view({ run: run({ status }) }));

const question = (ask: Ask) => askCard(ask, run(), definition, new Map([['d_notes', 'Short.']]));
const approved = {
  ...{
    status: 'decided' as const,
    choice: 'approve' as const,
    by: 'Jon',
    at: noon,
    words: null,
    where: null,
    why: null,
  },
};

describe('how urgent an update of a run’s card is', () => {
  it.each<[RunStatus, string]>([
    ['queued', 'progress'],
    ['running', 'progress'],
    ['awaiting', 'settlement'],
    ['paused', 'settlement'],
    ['blocked', 'settlement'],
    ['completed', 'settlement'],
    ['cancelled', 'settlement'],
  ])('is by what it says where nothing is known of what stands there: %s', (status, urgency) => {
    expect(new Urgencies().of('1.1', card(status))).toBe(urgency);
  });

  it('is the highest where it says what came of an Ask, whose buttons stand there until then', () => {
    expect(new Urgencies().of('1.1', question(gate()))).toBe('settlement');
    expect(new Urgencies().of('1.1', question(gate({ status: 'decided', outcome: approved })))).toBe('outcome');
  });

  it('is that of a settlement where it puts an end to one: whoever resumed looks at it', () => {
    const urgencies = new Urgencies();
    urgencies.shown('1.1', card('paused'));
    expect(urgencies.of('1.1', card('running'))).toBe('settlement');
    expect(urgencies.of('other', card('running'))).toBe('progress');
    // It has not got through: it is as urgent at the next try.
    expect(urgencies.of('1.1', card('running'))).toBe('settlement');
    urgencies.shown('1.1', card('running'));
    expect(urgencies.of('1.1', card('running'))).toBe('progress');
  });
});
