import { describe, expect, it } from 'vitest';
import { readRejection } from '../../../src/core/steering/reject.ts';
import { person } from '../run/model/definition.ts';
import { ann, Thread } from './thread.ts';

const said = (text: string): Thread => {
  const thread = new Thread();
  thread.say(text);
  return thread;
};
const read = (text: string): Thread => {
  const thread = said(text);
  thread.read();
  return thread;
};

describe('words that were edited before anybody read them', () => {
  it('give way to the new ones, and pause the run (S1-11)', () => {
    const thread = said('Make it dark.');
    thread.edit('Make it light.');
    expect(thread.words).toEqual([
      ['Make it dark.', 'withdrawn'],
      ['Make it light.', 'queued'],
    ]);
    expect([thread.status, thread.hold]).toEqual(['paused', 'message']);
    thread.resume();
    expect(thread.read().map(({ text }) => text)).toEqual(['Make it light.']);
  });

  it('are named in the ledger beside those that took their place', () => {
    const thread = said('Make it dark.');
    const decision = thread.edit('Make it light.');
    const [old, now] = [...thread.kept.keys()];
    expect(decision).toMatchObject({
      entries: [
        {
          kind: 'message.edited',
          subject: { message: now, replaces: old },
          payload: { policy: 'pause', was: 'queued' },
          status: { from: 'queued', to: 'paused' },
        },
      ],
    });
  });

  it('let the run go on when that was chosen, also against an earlier pause (S1-33, S1-53)', () => {
    const calm = said('Make it dark.');
    calm.edit('Make it light.', 'steer');
    expect(calm.status).toBe('queued');
    const paused = new Thread();
    paused.say('Make it dark.', 'pause');
    expect(paused.hold).toBe('message');
    paused.edit('Make it light.', 'steer');
    expect(paused.status).toBe('queued');
  });

  it('that are the same words do nothing: a link preview is no edit', () => {
    const thread = said('See https://wheel.example');
    const before = thread.state;
    expect(thread.edit(' See https://wheel.example ')).toMatchObject({ entries: [], effects: [] });
    expect(thread.state).toBe(before);
    thread.edit('See the docs');
    const edited = thread.state;
    thread.edit('See the docs');
    expect(thread.state).toBe(edited);
  });

  it('may be edited again and again: one of them is read', () => {
    const thread = said('1');
    for (const text of ['2', '3', '4']) thread.edit(text);
    thread.resume();
    expect(thread.read().map(({ text }) => text)).toEqual(['4']);
  });
});

describe('words that were edited after they were read', () => {
  it('are followed by new ones, which say what they change, and pause the run', () => {
    const thread = read('Make it dark.');
    thread.edit('Make it light.');
    expect(thread.words).toEqual([
      ['Make it dark.', 'delivered'],
      ['Make it light.\n\n(This replaces what I wrote before: “Make it dark.”)', 'queued'],
    ]);
    expect(thread.status).toBe('paused');
  });

  it('name the words that were read, however often they change after that', () => {
    const thread = read('Make it dark.');
    thread.edit('Make it light.');
    thread.edit('Make it grey.');
    expect(thread.words.at(-1)).toEqual([
      'Make it grey.\n\n(This replaces what I wrote before: “Make it dark.”)',
      'queued',
    ]);
    expect(thread.words.filter(([, status]) => status === 'queued')).toHaveLength(1);
  });
});

describe('an attempt that begins anew', () => {
  const lost = (thread: Thread): void => {
    const { id } = thread.state.attempts.at(-1)!;
    const fault = { error: 'no', reason: 'stage_failed', passing: true, certain: true, cost: thread.cost } as const;
    thread.tell({ kind: 'fail', actor: thread.worker, attemptId: id, token: 'token', ...fault });
  };

  it('is given the words that still stand, not those that were changed or taken back meanwhile', () => {
    const thread = new Thread();
    thread.say('Make it dark.', null, 'm1');
    thread.say('Make it long.', null, 'm2');
    thread.say('Make it rhyme.', null, 'm3');
    thread.read();
    thread.edit('Make it light.', 'steer');
    thread.remove('m2');
    lost(thread);
    const given = thread.read().map(({ text }) => text.split('\n')[0]);
    expect(given, 'nor that something was deleted that it never saw').toEqual(['Make it rhyme.', 'Make it light.']);
  });
});

describe('words that were deleted', () => {
  it('before anybody read them are withdrawn, and nothing stops', () => {
    const thread = said('Make it dark.');
    thread.remove();
    expect(thread.words).toEqual([['Make it dark.', 'withdrawn']]);
    expect(thread.status).toBe('queued');
    expect(thread.read()).toEqual([]);
  });

  it('and alone had paused the run let it go on (S1-32)', () => {
    const thread = new Thread();
    thread.say('Wait, this is wrong', 'pause');
    expect(thread.hold).toBe('message');
    thread.remove();
    expect([thread.status, thread.hold]).toEqual(['queued', null]);
  });

  it('leave the run paused while other words that wait ask for it (S1-29), in whatever order they came', () => {
    const thread = new Thread();
    thread.say('Wait', 'pause', 'm1');
    thread.say('Me too', 'pause', 'm2');
    thread.say('Never mind me', 'steer', 'm3');
    thread.remove('m1');
    expect(thread.hold).toBe('message');
    thread.remove('m2');
    expect(thread.status).toBe('queued');
    expect(thread.read().map(({ text }) => text)).toEqual(['Never mind me']);
  });

  it('undo no pause that a person pressed', () => {
    const thread = said('Make it dark.');
    thread.tell({ kind: 'pause', actor: ann, why: null });
    thread.edit('Make it light.');
    thread.remove();
    expect([thread.status, thread.hold]).toEqual(['paused', 'person']);
  });

  it('after they were read are noted to the run, once, and nothing stops (S1-13)', () => {
    const thread = read('Make it dark.');
    thread.remove();
    expect(thread.status).toBe('running');
    expect(thread.words.at(-1)).toEqual([
      "ann deleted this message, which you were given: “Make it dark.” Don't go by it any longer.",
      'queued',
    ]);
    expect([...thread.kept.values()].at(-1)).toMatchObject({ origin: 'system', policy: null });
    thread.remove();
    thread.edit('It is back?');
    expect(thread.words).toHaveLength(2);
  });

  it('of which only an earlier wording was read take the newer one back and note the earlier', () => {
    const thread = read('Make it dark.');
    thread.edit('Make it light.');
    thread.remove();
    expect(thread.words.map(([, status]) => status)).toEqual(['delivered', 'withdrawn', 'queued']);
    expect(thread.words.at(-1)?.[0]).toContain('“Make it dark.”');
    expect(thread.status).toBe('running');
  });
});

describe('words that were deleted by nobody knows whom', () => {
  const vanish = (thread: Thread, message = 'm1', author = ann) => thread.remove(message, author, 'unknown');

  it('are read by nobody, and lift no pause: only Resume does', () => {
    const thread = new Thread();
    thread.say('Wait, this is wrong', 'pause');
    const { why } = thread.state.run.hold!;
    vanish(thread);
    expect(thread.words).toEqual([['Wait, this is wrong', 'withdrawn']]);
    expect([thread.status, thread.state.run.hold?.why]).toEqual(['paused', why]);
    thread.resume();
    expect(thread.status).toBe('queued');
    expect(thread.read()).toEqual([]);
  });

  it('leave a pause that nobody else lifts by taking back words of their own', () => {
    const thread = new Thread();
    thread.say('Wait', 'pause', 'm1');
    thread.say('Me too', 'pause', 'm2');
    vanish(thread, 'm1');
    thread.remove('m2');
    expect(thread.status).toBe('paused');
  });

  it('stand in the ledger as nobody’s doing, with where it was', () => {
    const thread = said('Make it dark.');
    expect(vanish(thread)).toMatchObject({
      entries: [
        {
          kind: 'message.deleted',
          actor: { kind: 'system', name: 'chat' },
          payload: { was: 'queued', by: 'unknown', surface: ann.where.surface },
        },
      ],
    });
  });

  it('are withdrawn though their author may not write to runs any more', () => {
    const thread = said('Make it dark.');
    vanish(thread, 'm1', person('ann', ['view']));
    expect(thread.words).toEqual([['Make it dark.', 'withdrawn']]);
  });

  it('and that were read are noted to the run without a name', () => {
    const thread = read('Make it dark.');
    vanish(thread);
    expect(thread.words.at(-1)?.[0]).toMatch(/^Somebody deleted this message, which you were given: “Make it dark.”/);
    expect(thread.status).toBe('running');
  });
});

describe('somebody else', () => {
  it.each(['ben', 'cem'])('changes nothing of what %s did not write', (id) => {
    const thread = said('Make it dark.');
    const before = thread.state;
    expect(thread.edit('Make it mine.', null, person(id))).toEqual({ refused: 'not_ours', what: 'message' });
    expect(thread.remove('m1', person(id))).toEqual({ refused: 'not_ours', what: 'message' });
    expect(thread.state).toBe(before);
  });

  it('who may not write to runs any more neither', () => {
    const thread = said('Make it dark.');
    const muted = person('ann', ['view']);
    expect(thread.edit('Mine.', null, muted)).toMatchObject({ refused: 'not_permitted' });
    expect(thread.remove('m1', muted)).toMatchObject({ refused: 'not_permitted' });
    expect(thread.words).toEqual([['Make it dark.', 'queued']]);
  });
});

describe('an edit that is refused', () => {
  it('changes nothing at all (S1-19)', () => {
    const thread = said('Make it dark.');
    const before = thread.state;
    expect(thread.edit('x'.repeat(8001))).toMatchObject({ refused: 'too_long' });
    expect(thread.edit('  ')).toEqual({ refused: 'empty' });
    expect(thread.state).toBe(before);
  });

  it('after the run is over says so', () => {
    const thread = said('Make it dark.');
    thread.tell({ kind: 'cancel', actor: ann, epoch: null, confirmed: true });
    expect(thread.edit('Make it light.')).toEqual({ refused: 'run_over', status: 'cancelled' });
  });

  it('and a deletion then, change nothing of the run: it is kept for whoever reads along', () => {
    const thread = said('Make it dark.');
    thread.tell({ kind: 'cancel', actor: ann, epoch: null, confirmed: true });
    const { run } = thread.state;
    const [said1] = thread.chain();
    expect(thread.remove()).toMatchObject({
      entries: [{ kind: 'message.deleted', payload: { was: 'withdrawn' } }],
      said: [{ origin: 'system', status: 'said', replaces: said1?.id }],
      effects: [{ do: 'follow', subject: { kind: 'message', id: said1?.id } }],
    });
    expect(thread.state.run).toEqual(run);
  });

  it('looks again when the words left the queue in between', () => {
    const thread = said('Make it dark.');
    const chain = thread.chain();
    thread.tell({ kind: 'rollback', actor: ann, epoch: null, confirmed: true, checkpoint: 0 });
    thread.state = { ...thread.state, messages: [] };
    expect(thread.tell({ kind: 'reword', actor: ann, text: 'Now', policy: null, chain })).toEqual({
      refused: 'contended',
    });
  });

  it('looks again when what had been read came back with a step that was lost', () => {
    const thread = read('Make it dark.');
    thread.edit('Make it light.', 'steer');
    const [chain, asOf] = [thread.chain(), thread.state.run.version];
    const remove = { kind: 'take_back', actor: ann, by: 'author' } as const;
    const { id: attemptId } = thread.state.attempts.at(-1)!;
    const fault = { error: 'no', reason: 'stage_failed', passing: true, certain: true, cost: thread.cost } as const;
    thread.tell({ kind: 'fail', actor: thread.worker, attemptId, token: 'token', ...fault });
    // As a store has it in hand.
    thread.state = { ...thread.state, messages: thread.state.messages.filter(({ status }) => status === 'queued') };
    expect(thread.tell({ ...remove, chain, asOf })).toEqual({ refused: 'contended' });
    thread.tell({ ...remove, chain: thread.chain(), asOf: thread.state.run.version });
    expect(thread.read()).toEqual([]);
  });

  it('looks again when newer words took the place of those that it knows', () => {
    const thread = said('Make it dark.');
    thread.edit('Make it light.');
    const stale = thread.chain().slice(0, 1);
    expect(thread.tell({ kind: 'reword', actor: ann, text: 'Make it blue.', policy: null, chain: stale })).toEqual({
      refused: 'contended',
    });
    expect(thread.tell({ kind: 'take_back', actor: ann, chain: stale, by: 'author' })).toEqual({
      refused: 'contended',
    });
  });
});

describe('words that were read, and left behind by a rollback', () => {
  const rolledBack = (): Thread => {
    const thread = read('The password is 1234.');
    const { id: attemptId } = thread.state.attempts.at(-1)!;
    thread.tell({ kind: 'rollback', actor: ann, epoch: null, confirmed: true, checkpoint: 0 });
    thread.tell({ kind: 'release', actor: thread.worker, attemptId, token: 'token', cost: thread.cost });
    thread.resume();
    return thread;
  };

  it('are told to nobody when they are deleted', () => {
    const thread = rolledBack();
    thread.remove();
    expect(thread.read()).toEqual([]);
  });

  it('are said as new ones when they are changed', () => {
    const thread = rolledBack();
    thread.edit('Make it dark.', 'steer');
    expect(thread.read().map(({ text }) => text)).toEqual(['Make it dark.']);
  });
});

describe('a pause by words', () => {
  it('is kept by a run that was held for acknowledgement: the next words do not let it go on (S1-04, S1-30)', () => {
    const held = () => {
      const thread = new Thread();
      const hold = { reason: 'acknowledge', why: 'late', by: 'Wheelhouse', at: thread.state.run.startedAt } as const;
      thread.state = { ...thread.state, run: { ...thread.state.run, status: 'paused', hold } };
      return thread;
    };
    const thread = held();
    thread.say('Stop here', 'pause', 'm1');
    thread.say('And look at this', null, 'm2');
    expect([thread.status, thread.hold]).toEqual(['paused', 'message']);
    const other = held();
    other.say('Go on', null, 'm1');
    expect(other.status).toBe('queued');
  });
});

describe('the end of a run', () => {
  /** Its last stage, a command, has begun; whatever is said from here on nobody reads. */
  const lastStage = (): Thread => {
    const thread = read('Make it dark.');
    thread.finish();
    thread.read();
    thread.finish();
    for (const id of ['ben', 'cem']) thread.approve(person(id));
    thread.approve(person('ben'));
    thread.read();
    return thread;
  };

  it('waits where words were deleted that somebody had read', () => {
    const thread = lastStage();
    thread.remove();
    expect(thread.words.at(-1)).toEqual([expect.stringContaining('deleted this message'), 'queued']);
    thread.finish();
    expect([thread.status, thread.hold]).toEqual(['paused', 'acknowledge']);
    expect(thread.words.at(-1)?.[1]).toBe('rejected');
    thread.resume();
    expect(thread.status).toBe('completed');
  });

  it('waits for a person’s words', () => {
    const thread = lastStage();
    thread.say('One more thing', null, 'm2');
    const { state, entries } = thread.finish();
    expect([thread.status, thread.hold]).toEqual(['paused', 'acknowledge']);
    const late = state.messages.at(-1)!;
    expect(readRejection(late)).toEqual({ rejected: 'too_late' });
    expect(entries.filter(({ payload }) => payload['initiator'] === 'auto')).toMatchObject([
      { kind: 'run.paused', payload: { why: expect.stringContaining('too late') } },
      { kind: 'message.rejected', subject: { message: late.id }, payload: { rejected: 'too_late' } },
    ]);
  });
});
