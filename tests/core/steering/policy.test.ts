import { describe, expect, it } from 'vitest';
import { isRefusal } from '../../../src/core/refusal.ts';
import { destinationOf, saidIn } from '../../../src/core/steering/destination.ts';
import { person } from '../run/model/definition.ts';
import { ann, Thread } from './thread.ts';
import type { ClientActor } from '../../../src/core/people/actor.ts';
import type { Decision } from '../../../src/core/run/state.ts';
import type { SteerPolicy, Timing } from '../../../src/core/steering/message.ts';

interface Over {
  policy?: SteerPolicy;
  timing?: Timing;
  priced?: boolean;
  actor?: ClientActor;
}

function say(thread: Thread, text: string, { policy, timing, priced = true, actor }: Over = {}): Decision {
  const models = [{ role: 'editor', name: 'big', priced, rehearses: false }];
  const words = { text, policy: policy ?? null, timing: timing ?? null, models };
  const decision = thread.tell({ kind: 'message', actor: actor ?? ann, ...words });
  if (isRefusal(decision)) throw new Error(JSON.stringify(decision));
  return decision;
}

const goesTo = (decision: Decision): string => destinationOf(decision.state, saidIn(decision)!).to;
const texts = (messages: readonly { text: string }[]): string[] => messages.map(({ text }) => text);

/** A run that goes on by the next words that it can take. */
function acknowledging(): Thread {
  const thread = new Thread();
  const { run } = thread.state;
  const hold = { reason: 'acknowledge', why: 'late', by: 'Wheelhouse', at: run.startedAt } as const;
  thread.state = { ...thread.state, run: { ...run, status: 'paused', hold } };
  return thread;
}

function fail(thread: Thread, passing: boolean): void {
  const { id } = thread.state.attempts.at(-1)!;
  const fault = { error: 'no', reason: 'stage_failed', passing, certain: true, cost: thread.cost } as const;
  thread.tell({ kind: 'fail', actor: thread.worker, attemptId: id, token: 'token', ...fault });
}

describe('what words do, where nobody chose', () => {
  it('is to steer (S1-01, S1-03, S1-06), and the record says that nobody chose (S1-41)', () => {
    const thread = new Thread();
    const decision = say(thread, 'Darker.');
    expect([thread.status, goesTo(decision)]).toEqual(['queued', 'next_step']);
    expect(decision.entries[0]).toMatchObject({ payload: { policy: 'steer', initiator: 'auto' } });
    expect(say(thread, 'Wait.', { policy: 'pause' }).entries[0]).toMatchObject({ payload: { initiator: 'person' } });
  });

  it('is what the project says, of people: an explicit policy wins, and programs steer (S1-05, S1-31, S1-47, S1-53)', () => {
    const thread = new Thread();
    thread.state = { ...thread.state, definition: { ...thread.state.definition, defaultPolicy: 'pause' } };
    const where = { surface: 'api', channel: null, thread: null } as const;
    const program = { kind: 'client', clientId: 'k', name: 'k', permissions: ['message'], where } as const;
    say(thread, 'Darker.', { policy: 'steer' });
    say(thread, 'Tests are green.', { actor: program });
    expect(thread.status).toBe('queued');
    const decision = say(thread, 'Lighter.');
    expect([thread.hold, goesTo(decision)]).toEqual(['message', 'after_resume']);
  });
});

describe('words for later', () => {
  it('are read once the stage that was in progress is over, and not before (S1-15)', () => {
    const thread = new Thread();
    const decision = say(thread, 'For the story.', { timing: 'stage' });
    expect(goesTo(decision)).toBe('later_stage');
    say(thread, 'For the notes.');
    expect(texts(thread.read())).toEqual(['For the notes.']);
    thread.finish();
    expect(texts(thread.read())).toEqual(['For the story.']);
  });

  it('stay for later when they are changed', () => {
    const thread = new Thread();
    const source = { surface: 'slack', channel: 'C1', message: 'm1', mark: 'x' } as const;
    thread.tell({ kind: 'message', actor: ann, text: 'Short.', policy: null, timing: 'stage', source });
    thread.edit('Shorter.', 'steer');
    expect(thread.read()).toEqual([]);
  });
});

describe('words that no model would see', () => {
  it.each([
    ['the budget is used up', 'budget_spent', true],
    ['a model has no price', 'unpriced_model', false],
  ] as const)('are kept, shown as rejected, and hold the run: %s (S1-22 to S1-24, S1-42)', (_, rejected, priced) => {
    const thread = new Thread();
    thread.read();
    const { run } = thread.state;
    const spent = rejected === 'budget_spent' ? { ...run.spent, microUsd: run.budget.microUsd! } : run.spent;
    thread.state = { ...thread.state, run: { ...run, spent } };
    const decision = say(thread, 'Darker.', { priced });
    expect(thread.words).toEqual([['Darker.', 'rejected']]);
    expect([thread.status, thread.hold, goesTo(decision)]).toEqual(['paused', 'acknowledge', 'nobody']);
    expect(decision.entries).toMatchObject([{ kind: 'message.rejected', payload: { rejected, initiator: 'auto' } }]);
    // What a model can see is the person's word that they saw it: the run goes on (S1-42).
    thread.state = { ...thread.state, run: { ...thread.state.run, spent: run.spent } };
    say(thread, 'Lighter.');
    expect([thread.hold, thread.words.at(-1)?.[1]]).toEqual([null, 'queued']);
  });

  it.each([
    ['the budget is used up', 'budget_spent', true],
    ['a model has no price', 'unpriced_model', false],
  ] as const)('are rejected as well where they are an edit, of rejected words too: %s', (_, rejected, priced) => {
    const models = [{ role: 'editor', name: 'big', priced, rehearses: false }];
    const reword = (thread: Thread, text: string, policy: SteerPolicy | null) =>
      thread.tell({ kind: 'reword', actor: ann, text, policy, chain: thread.chain(), models }) as Decision;
    for (const policy of [null, 'steer'] as const) {
      const thread = new Thread();
      const { run } = thread.state;
      thread.say('Darker.');
      const spent = rejected === 'budget_spent' ? { ...run.spent, microUsd: run.budget.microUsd! } : run.spent;
      thread.state = { ...thread.state, run: { ...run, spent } };
      const decision = reword(thread, 'Lighter.', policy);
      expect(thread.words).toEqual([
        ['Darker.', 'withdrawn'],
        ['Lighter.', 'rejected'],
      ]);
      expect([thread.status, thread.hold, goesTo(decision)]).toEqual(['paused', 'acknowledge', 'nobody']);
      expect(decision.entries).toMatchObject([
        { kind: 'message.edited' },
        { kind: 'message.rejected', payload: { rejected, initiator: 'auto' } },
      ]);
      expect(decision.entries[0]?.payload).not.toHaveProperty('policy');
      reword(thread, 'Grey.', policy);
      expect([thread.words.at(-1), thread.hold]).toEqual([['Grey.', 'rejected'], 'acknowledge']);
    }
  });

  it('wait where the run has blocked over its budget: its question asks for more (S1-43)', () => {
    const thread = new Thread();
    thread.read();
    const { run } = thread.state;
    thread.state = { ...thread.state, run: { ...run, spent: { ...run.spent, microUsd: run.budget.microUsd! } } };
    const { id: attemptId } = thread.state.attempts.at(-1)!;
    const its = { attemptId, token: 'token', epoch: run.epoch, actor: thread.worker };
    thread.tell({ kind: 'begin_step', ...its, estimate: thread.cost });
    const before = thread.state.run;
    say(thread, 'Darker.');
    expect([before.status, thread.status, thread.words[0]?.[1]]).toEqual(['blocked', 'blocked', 'queued']);
    const wait = say(thread, 'Wait.', { policy: 'pause' });
    const went = destinationOf(wait.state, saidIn(wait)!);
    expect(went, 'nothing that could be paused was').toMatchObject({ to: 'after_resume', isPausing: false });
  });
});

describe('words that can not be accepted', () => {
  it.each([
    ['nothing but blanks', ' \n ', 'empty'],
    ['more than there is room for', 'x'.repeat(8001), 'too_long'],
  ] as const)('neither hold a run nor let one go on: %s (S1-19)', (_, text, refused) => {
    const threads = [new Thread(), acknowledging()];
    for (const thread of threads)
      for (const policy of [null, 'steer', 'pause'] as const) {
        const before = thread.state;
        expect(thread.say(text, policy)).toMatchObject({ refused });
        expect(thread.state).toBe(before);
      }
  });
});

describe('words that were accepted, and whose step then failed', () => {
  it('are given to the try that follows by itself, before any other step (S1-25, S1-27, S1-55)', () => {
    const thread = new Thread();
    say(thread, 'Darker.');
    thread.read();
    fail(thread, true);
    expect(thread.status).toBe('queued');
    expect(texts(thread.read())).toEqual(['Darker.']);
  });

  it('wait with the blocked run where none follows, and are read after Resume (S1-28)', () => {
    const thread = new Thread();
    say(thread, 'Darker.');
    thread.read();
    fail(thread, false);
    expect([thread.status, thread.words]).toEqual(['blocked', [['Darker.', 'queued']]]);
    const { id: askId, revision } = thread.state.asks[0]!;
    const answer = { askId, revision, choice: 'resume', words: null, confirmed: true, budget: null } as const;
    thread.tell({ kind: 'answer', actor: ann, ...answer });
    expect(texts(thread.read())).toEqual(['Darker.']);
  });
});

describe('words that were accepted, and whose draft may or may not have been written', () => {
  it('are read by the one that a person has tried again', () => {
    const thread = new Thread();
    const { definition } = thread.state;
    const stages = definition.pipeline.stages.map((it) => ({ ...it, repeatable: false }) as typeof it);
    thread.state = { ...thread.state, definition: { ...definition, pipeline: { ...definition.pipeline, stages } } };
    say(thread, 'Darker.');
    thread.read();
    const { id: attemptId, lease } = thread.state.attempts.at(-1)!;
    thread.state = {
      ...thread.state,
      attempts: thread.state.attempts.map((it) => ({ ...it, lease: { ...lease!, until: new Date(0) } })),
    };
    thread.tell({ kind: 'lapse', actor: thread.worker, attemptId });
    expect([thread.status, thread.words]).toEqual(['blocked', [['Darker.', 'queued']]]);
    const { id: askId, revision } = thread.state.asks[0]!;
    const answer = { askId, revision, choice: 'try_again', words: null, confirmed: true, budget: null } as const;
    thread.tell({ kind: 'answer', actor: ann, ...answer });
    expect(texts(thread.read())).toEqual(['Darker.']);
  });
});

describe('a run that is held already', () => {
  it('and would go on by the next words stays held where somebody pauses it (P20, S1-17)', () => {
    const thread = new Thread();
    thread.read();
    const { run } = thread.state;
    thread.state = { ...thread.state, run: { ...run, spent: { ...run.spent, microUsd: run.budget.microUsd! } } };
    say(thread, 'Darker.');
    expect(thread.hold).toBe('acknowledge');
    thread.state = { ...thread.state, run: { ...thread.state.run, spent: run.spent } };
    expect(thread.tell({ kind: 'pause', actor: ann, why: null, byWord: true })).not.toHaveProperty('refused');
    say(thread, 'Lighter.');
    expect([thread.status, thread.hold]).toEqual(['paused', 'person']);
  });

  it('by words stays held where somebody pauses it and their author then takes them back (P20)', () => {
    const thread = new Thread();
    thread.say('Wait for me.', 'pause');
    expect(thread.hold).toBe('message');
    expect(thread.tell({ kind: 'pause', actor: person('ben'), why: null })).not.toHaveProperty('refused');
    thread.remove();
    expect([thread.status, thread.hold]).toEqual(['paused', 'person']);
  });

  it('stays as it is, whatever is said (S1-43)', () => {
    const thread = new Thread();
    thread.tell({ kind: 'pause', actor: ann, why: 'Lunch' });
    const { run } = thread.state;
    say(thread, 'Darker.');
    say(thread, 'Wait.', { policy: 'pause' });
    expect(thread.state.run.hold).toEqual(run.hold);
    expect(thread.state.run.epoch).toBe(run.epoch);
  });
});
