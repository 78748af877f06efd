import { describe, expect, it } from 'vitest';
import { plainText } from '../../src/core/cards/plain.ts';
import { createWorld, startedRun, tokenOf, type World } from './world.ts';
import type { Intent, Reply } from '../../src/core/intent.ts';

const textOf = (reply: Reply): string => ('text' in reply ? plainText(reply.text as never) : reply.kind);

/** A run with one message in its thread, and what its people do about it. */
async function thread(text = 'Make it dark.', over: Parameters<typeof createWorld>[0] = {}) {
  const world = createWorld(over);
  const { run } = await startedRun(world);
  const at = { thread: `m_${run.id}` };
  const say = (what: string, who = 'mara', more: Partial<Extract<Intent, { kind: 'words' }>> = {}) =>
    world.ask({ kind: 'words', text: what, mentionsUs: false, message: '17.1', ...more }, who, at);
  const edit = (what: string, who = 'mara', delivery?: string) =>
    world.ask({ kind: 'edited', text: what, message: '17.1' }, who, { ...at, ...(delivery ? { delivery } : {}) });
  const remove = (who = 'mara') => world.ask({ kind: 'deleted', message: '17.1' }, who, at);
  const state = () => world.states.get(run.id)!;
  await say(text);
  return { world, run, say, edit, remove, state };
}

const begin = (world: World, runId: string): void => {
  const { attempts, run } = world.states.get(runId)!;
  const its = { attemptId: attempts.at(-1)!.id, token: 't', epoch: run.epoch };
  const cost = { microUsd: 1, inputTokens: 1, outputTokens: 1 };
  world.work(runId, { kind: 'claim', ...its, worker: 'w', until: new Date('2027-01-01') });
  world.work(runId, { kind: 'begin_step', ...its, estimate: cost });
};

describe('a message that its author edits', () => {
  it('before it was read is replaced, pauses the run, and offers to keep it running', async () => {
    const { world, edit, state } = await thread();
    const reply = await edit('Make it light.');
    expect(textOf(reply)).toContain('never the earlier ones');
    expect(state().run.status).toBe('paused');
    const on = { channel: 'film', thread: null, message: 'private' };
    await world.ask({ kind: 'press', token: tokenOf(reply, 'Keep running'), on, confirmed: false }, 'mara');
    expect(state().run.status).toBe('queued');
    expect(state().messages.filter(({ status }) => status === 'queued')).toMatchObject([{ text: 'Make it light.' }]);
  });

  it('after it was read is followed by what changed', async () => {
    const { world, run, edit, state } = await thread();
    begin(world, run.id);
    expect(textOf(await edit('Make it light.'))).toContain('The run has read the earlier words');
    expect(state().messages.at(-1)?.text).toContain('replaces what I wrote before: “Make it dark.”');
  });

  it('is told that no model reads it, and what helps, where a new one would be (S1-22)', async () => {
    const unpriced = { name: 'big', priced: false, rehearses: false };
    const { run, edit, state, world } = await thread('Make it dark.', { modelOf: () => unpriced });
    const rejected =
      /^Rejected: the run is limited in dollars, and “big” .* has no price\. It is kept, and nobody reads it/;
    const limit = { microUsd: 1_000_000, tokens: null };
    world.states.set(run.id, { ...state(), run: { ...state().run, budget: limit } });
    expect(textOf(await edit('Make it light.'))).toMatch(rejected);
    expect(textOf(await edit('Make it grey.'))).toMatch(rejected);
    expect([state().run.hold?.reason, state().messages.at(-1)?.status]).toEqual(['acknowledge', 'rejected']);
  });

  it('a second time, and deletes then, is told that the run has read the first', async () => {
    const { world, run, edit, remove } = await thread();
    begin(world, run.id);
    await edit('Make it light.');
    expect(textOf(await edit('Make it grey.'))).toContain('The run has read the earlier words');
    expect(textOf(await remove())).toContain('The run has read what was deleted');
  });

  it('is not told that a blocked run goes on', async () => {
    const { world, run, edit, state } = await thread();
    const { attempts, run: now } = state();
    const its = { attemptId: attempts.at(-1)!.id, token: 't' };
    world.work(run.id, { kind: 'claim', ...its, epoch: now.epoch, worker: 'w', until: new Date('2027-01-01') });
    const failed = { error: 'Broken.', reason: 'stage_failed', passing: false, certain: true } as const;
    world.work(run.id, { kind: 'fail', ...its, ...failed, cost: { microUsd: 0, inputTokens: 0, outputTokens: 0 } });
    expect(textOf(await edit('Make it light.'))).toMatch(/never the earlier ones\. It stays blocked until/);
    expect(state().run.status).toBe('blocked');
  });

  it('is told that nobody reads it where no stage is left that would', async () => {
    const { world, run, edit, state } = await thread();
    const stages = state().definition.pipeline.stages.length;
    world.states.set(run.id, { ...state(), run: { ...state().run, stage: stages } });
    expect(textOf(await edit('Make it light.'))).toContain('no stage is left that reads words');
  });

  it('says nothing about the same words, a repeat, or words that never steered', async () => {
    const { world, run, edit, state } = await thread();
    const nothing = { kind: 'nothing' };
    expect(await edit('Make it dark.')).toEqual(nothing);
    expect(state().run.status).toBe('queued');
    await edit('Make it light.', 'mara', 'once');
    const after = state();
    expect(await edit('Make it light.', 'mara', 'once')).toEqual(nothing);
    const other = { kind: 'edited' as const, text: 'Anything', message: '99.9' };
    expect(await world.ask(other, 'mara', { thread: `m_${run.id}` })).toEqual(nothing);
    expect(state()).toBe(after);
  });

  it('counts for nobody but its author', async () => {
    const { edit, remove, state, world } = await thread();
    const before = state();
    for (const who of ['jon', 'u9']) {
      expect(await edit('Make it mine.', who)).toEqual({ kind: 'nothing' });
      expect(await remove(who)).toEqual({ kind: 'nothing' });
    }
    expect(state()).toBe(before);
    expect(world.refused.size).toBe(0);
  });

  it('down to nothing is taken back', async () => {
    const { edit, state } = await thread();
    expect(textOf(await edit('  '))).toContain('nobody reads what was deleted');
    expect(state().messages).toMatchObject([{ status: 'withdrawn' }]);
  });
});

/** A message that alone paused its run. */
async function paused() {
  const { world, run, state } = await thread();
  const at = { thread: `m_${run.id}` };
  const wait = { kind: 'words', text: 'Wait with this', mentionsUs: false, message: '17.2', policy: 'pause' } as const;
  await world.ask(wait, 'ines', at);
  const remove = () => world.ask({ kind: 'deleted', message: '17.2' }, 'ines', at);
  const edit = (text: string) => world.ask({ kind: 'edited', text, message: '17.2' }, 'ines', at);
  return { world, remove, edit, state };
}

describe('a message that is deleted', () => {
  it('is withdrawn, and stops nothing', async () => {
    const { remove, state } = await thread();
    expect(textOf(await remove())).toBe('Withdrawn: nobody reads what was deleted.');
    expect(state().run.status).toBe('queued');
    expect(state().messages).toMatchObject([{ status: 'withdrawn' }]);
  });

  it('lets no run go on that it had paused, says why, and leaves the ledger without its author’s name', async () => {
    const { world, remove, state } = await paused();
    const reply = await remove();
    expect(textOf(reply)).toContain('stays paused until somebody resumes: who deleted it is not known');
    expect(tokenOf(reply, 'Keep running')).not.toBe('');
    expect(state().run.status).toBe('paused');
    expect(world.entries.at(-1)).toMatchObject({ kind: 'message.deleted', actor: { kind: 'system', name: 'chat' } });
  });

  it('but edits to nothing lets the run go on, as nobody else can have done that, and says so beside a way to stop', async () => {
    const { world, edit, state } = await paused();
    const reply = await edit('');
    expect(textOf(reply)).toContain('goes on now');
    expect(tokenOf(reply, 'Pause instead')).not.toBe('');
    expect(state().run.status).toBe('queued');
    expect(world.entries.at(-1)).toMatchObject({ kind: 'message.deleted', actor: { kind: 'person' } });
  });

  it('after it was read is noted to the run, which does not stop', async () => {
    const { world, run, remove, state } = await thread();
    begin(world, run.id);
    expect(textOf(await remove())).toContain('nothing stops');
    expect(state().run.status).toBe('running');
    expect(state().messages.at(-1)).toMatchObject({ origin: 'system', status: 'queued' });
  });
});

describe('one message', () => {
  it('is said to a run once, whatever delivers it', async () => {
    const { world, say, state } = await thread();
    expect(textOf(await say('Make it dark.'))).toContain('Nothing was said twice');
    expect(world.refused.size).toBe(0);
    expect(state().messages).toHaveLength(1);
  });
});
