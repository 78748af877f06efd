import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { messageOf } from '../stage.ts';
import { ScriptedBoundary } from './boundary.ts';
import { calls, newestCall, reply, says, useRig } from './rig.ts';

const at = useRig({ 'a.js': 'let a = 1;\n' });

const write = calls(['write', { path: 'b.js', content: 'let b;\n' }]);
const notDone = /^Not done: people have spoken meanwhile/;
const mayHaveBegun = /^Not done now: .*A worker that ended may have begun this before/;

/** Somebody speaks once, right before the first call of this tool. */
function sayBefore(tool: string, words: string): void {
  at.boundary.onBegin = (step) => {
    if (step.call?.tool !== tool) return;
    at.boundary.queued = [messageOf(words)];
    at.boundary.onBegin = () => undefined;
  };
}

describe('words that come while the model writes an answer', () => {
  it('are read before any of its calls is made, and the model is told so of each', async () => {
    at.fake.script = [
      calls(['write', { path: 'b.js', content: 'b' }], ['command', { name: 'greet' }], ['gone', {}]),
      says('I left it.'),
    ];
    sayBefore('write', 'Leave b.js alone.');
    expect((await at.rig.work(at.boundary)).kind).toBe('done');
    expect(at.boundary.steps).toEqual(['model', 'model']);
    expect(existsSync(at.bench.at('b.js'))).toBe(false);
    const told = at.rig.lastSent().slice(-4);
    for (const [role, text] of told.slice(0, 3)) expect([role, text]).toEqual(['tool', expect.stringMatching(notDone)]);
    expect(told[3]).toEqual(['user', 'Mara: Leave b.js alone.']);
  });

  it('are read before what is left of it', async () => {
    at.fake.script = [calls(['read', { path: 'a.js' }], ['command', { name: 'greet' }])];
    sayBefore('command', 'Leave b.js alone.');
    await at.rig.work(at.boundary);
    expect(at.boundary.steps).toEqual(['model', 'read', 'model']);
    expect(at.rig.lastSent().at(-2)![1]).toMatch(notDone);
  });

  it('leave it the very same call to make, if that is still right', async () => {
    at.fake.script = [write, write];
    sayBefore('write', 'Be quick.');
    await at.rig.work(at.boundary);
    expect(at.boundary.steps).toEqual(['model', 'model', 'write', 'model']);
    expect(existsSync(at.bench.at('b.js'))).toBe(true);
  });
});

describe('words that come before an answer is taken up that was kept', () => {
  /** It goes on after a pause before the call, or after its worker was killed in the call. */
  async function takenUp(stop: 'paused' | 'killed', more: Parameters<typeof at.rig.work>[1] = {}) {
    at.fake.script = [write];
    at.boundary.onBegin = (step) => (at.boundary.paused = stop === 'paused' && step.call !== undefined);
    const stopped = at.rig.work(at.boundary);
    const { continuation = null } = (await stopped) as { continuation?: unknown };
    if (stop === 'paused') at.boundary.settle(await stopped);
    const next = new ScriptedBoundary(at.boundary.kept.slice(0, 2));
    next.queued = more.feedback ? [] : [messageOf('Leave b.js alone.')];
    const given = { continuation: stop === 'paused' ? continuation : null, ...more };
    expect((await at.rig.work(next, given)).kind).toBe('done');
    return next.steps;
  }
  const results = (): string[] => at.rig.lastSent().flatMap(([role, text]) => (role === 'tool' ? [text ?? ''] : []));

  it('come first after a pause, and the call is known not to have begun', async () => {
    expect(await takenUp('paused')).toEqual(['model']);
    expect(results()).toEqual([expect.stringMatching(notDone)]);
  });

  it('come first after a kill, and nothing is said of the call that nobody knows', async () => {
    expect(await takenUp('killed')).toEqual(['model']);
    expect(results()).toEqual([expect.stringMatching(mayHaveBegun)]);
  });

  it('come first as well where they are noted on the Resume', async () => {
    const feedback = [{ kind: 'notes' as const, from: 'Mara', text: 'Leave b.js alone.', at: new Date(5) }];
    expect(await takenUp('paused', { feedback })).toEqual(['model']);
    expect(results()).toEqual([expect.stringMatching(notDone)]);
    expect(at.rig.lastSent().at(-1)![1]).toContain('Mara notes: Leave b.js alone.');
  });
});

describe('notes on a Resume, and a call that a person has let pass', () => {
  const approvedAt = 10;

  it.each([
    ['is made where it was let pass after them', approvedAt - 1, ['write', 'model']],
    ['is not made where they came later', approvedAt + 1, ['model']],
  ])('%s', async (_, notedAt, steps) => {
    at.fake.script = [write];
    at.boundary.asks.add('write');
    await at.rig.work(at.boundary);
    const next = new ScriptedBoundary(at.boundary.kept);
    const feedback = [{ kind: 'notes' as const, from: 'Mara', text: 'Be quick.', at: new Date(notedAt) }];
    const replies = [{ ...reply(newestCall(at.boundary.kept), 'approve'), at: new Date(approvedAt) }];
    await at.rig.work(next, { feedback, replies });
    expect(next.steps).toEqual(steps);
  });

  it('leave a person’s answer to its question as it is', async () => {
    at.fake.script = [calls(['ask', { question: 'Which?', options: [] }])];
    at.boundary.asks.add('ask');
    await at.rig.work(at.boundary);
    const feedback = [{ kind: 'notes' as const, from: 'Mara', text: 'Be quick.', at: new Date(5) }];
    const replies = [reply(newestCall(at.boundary.kept), 'answer', 'The second.')];
    await at.rig.work(new ScriptedBoundary(at.boundary.kept), { feedback, replies });
    expect(at.rig.lastSent().at(-2)).toEqual(['tool', 'Answered by Ada: The second.']);
  });
});
