import { describe, expect, it } from 'vitest';
import { parsePress } from '../../src/core/cards/token.ts';
import { createWorld, gatedRun, startedRun, tokenOf, type World } from './world.ts';
import type { Intent, Reply } from '../../src/core/intent.ts';

const privately = { channel: 'film', thread: null, message: 'private' };

interface Words {
  who?: string;
  policy?: 'pause';
  message?: string;
}

const say = (world: World, runId: string, text: string, { who = 'mara', ...more }: Words = {}) =>
  world.ask({ kind: 'words', text, mentionsUs: false, ...more }, who, { thread: `m_${runId}` });
const press = (world: World, token: string, who = 'mara', on = privately) =>
  world.ask({ kind: 'press', token, on, confirmed: false }, who);
const own = (world: World, runId: string, intent: Extract<Intent, { kind: 'edited' | 'deleted' }>) =>
  world.ask(intent, 'mara', { thread: `m_${runId}` });
const labelsOf = (reply: Reply) => (reply.kind === 'told' ? (reply.buttons ?? []).map(({ label }) => label) : []);
const sendBack = (reply: Reply) => tokenOf(reply, 'Send back with this');
const queued = (world: World, runId: string) =>
  world.states.get(runId)?.messages.filter(({ status }) => status === 'queued') ?? [];

describe('words said while a gate is open', () => {
  it('stay steering, say so, and are the reason that sends it back by one press more', async () => {
    const world = createWorld();
    const { runId, gate } = await gatedRun(world);
    const reply = await say(world, runId, 'Too long. Half of it, please.');
    expect(reply).toMatchObject({
      text: [expect.stringMatching(/waits for an answer \(Approve “Draft”\?\).*go to the next draft.*only buttons do/)],
    });
    expect(labelsOf(reply)).toEqual(['Send back with this', 'Pause instead']);
    expect(world.states.get(runId)?.asks).toEqual([gate]);
    expect(queued(world, runId)).toHaveLength(1);

    expect(await press(world, sendBack(reply))).toMatchObject({ kind: 'told', text: ['Rejected.'] });
    expect(world.settled.get(gate.id)?.outcome).toMatchObject({
      choice: 'reject',
      words: 'Too long. Half of it, please.',
    });
    const { run, attempts } = world.states.get(runId)!;
    expect(run).toMatchObject({
      status: 'queued',
      feedback: [{ from: 'Mara', text: 'Too long. Half of it, please.' }],
    });
    const decided = world.entries.find(({ kind }) => kind === 'ask.decided');
    expect(decided?.subject['message']).toMatch(/^msg_/);

    // The next draft reads them once: as the reason.
    const claim = { attemptId: attempts.at(-1)!.id, epoch: run.epoch, token: 'lease' };
    const until = new Date(8.64e15);
    world.work(runId, { kind: 'claim', ...claim, worker: 'w', until });
    const estimate = { microUsd: 0, inputTokens: 0, outputTokens: 0 };
    const { result } = world.work(runId, { kind: 'begin_step', ...claim, estimate });
    expect(result).toMatchObject({ kind: 'begin', messages: [] });
  });

  it('are offered to whoever could press Reject, while there is a gate, and to nobody else', async () => {
    const world = createWorld();
    const { runId, gate } = await gatedRun(world);
    expect(labelsOf(await say(world, runId, 'Shorter.', { who: 'ines' }))).toEqual(['Pause instead']);
    await world.ask(
      {
        kind: 'press',
        token: `a.${gate.id}.1.approve`,
        on: { channel: 'film', thread: null, message: `m_${gate.id}` },
        confirmed: false,
      },
      'mara',
    );
    expect(labelsOf(await say(world, runId, 'Not this tag.'))).toEqual(['Reject with this', 'Pause instead']);
    const other = await startedRun(world, 'Another');
    expect(labelsOf(await say(world, other.run.id, 'Shorter.'))).toEqual(['Pause instead']);
  });

  it('keep a gate before a stage from running it', async () => {
    const project = structuredClone(createWorld().film);
    const world = createWorld({ project: { ...project, control_mode: 'advisory' } });
    const opened = await world.ask({ kind: 'command', verb: 'run', rest: '' }, 'mara');
    if (opened.kind !== 'form') throw new Error(JSON.stringify(opened));
    const values = { brief: 'B', p_version: '1.0', mode: 'advisory', budget_usd: '' };
    await world.ask({ kind: 'submit', token: opened.form.token, values, on: null }, 'mara');
    const [runId] = [...world.states.keys()];
    const reply = await say(world, runId!, 'Wait for the new brief, which Jon writes.');
    await press(world, tokenOf(reply, 'Reject with this'));
    expect(world.states.get(runId!)?.run).toMatchObject({
      status: 'paused',
      hold: { why: expect.stringContaining('Wait for the new brief') },
    });
  });

  it('S10: are nobody else’s to answer with', async () => {
    const world = createWorld();
    const { runId, gate } = await gatedRun(world);
    const token = sendBack(await say(world, runId, 'Shorter.'));
    expect(await press(world, token, 'jon')).toMatchObject({ kind: 'refused', code: 'not_ours' });
    const bare = token.replace(/^p\.[^.]*\./, '');
    const on = { channel: 'film', thread: null, message: `m_${gate.id}` };
    expect(await press(world, bare, 'jon', on)).toMatchObject({ kind: 'refused', code: 'not_ours' });
    expect(world.states.get(runId)?.asks).toEqual([gate]);
    // The control: their author's own press, on the very same card.
    expect(await press(world, bare, 'mara', on)).toMatchObject({ kind: 'told' });
  });

  it('answer nothing once they were taken back, changed, or read', async () => {
    const world = createWorld();
    const { runId, gate } = await gatedRun(world);
    const first = sendBack(await say(world, runId, 'Shorter.', { message: 'one' }));
    await own(world, runId, { kind: 'deleted', message: 'one' });
    expect(await press(world, first)).toMatchObject({ kind: 'refused', code: 'words_gone' });
    const second = sendBack(await say(world, runId, 'Longer.', { message: 'two' }));
    await own(world, runId, { kind: 'edited', text: 'Much longer.', message: 'two' });
    expect(await press(world, second)).toMatchObject({ kind: 'refused', code: 'words_gone' });
    expect(world.states.get(runId)?.asks).toEqual([gate]);
  });

  it('lose to whoever decided first, and name them', async () => {
    const world = createWorld();
    const { runId, gate } = await gatedRun(world);
    const token = sendBack(await say(world, runId, 'Shorter.'));
    const on = { channel: 'film', thread: null, message: `m_${gate.id}` };
    await press(world, `a.${gate.id}.1.approve`, 'jon', on);
    const late = await press(world, token);
    expect(late).toMatchObject({
      kind: 'refused',
      code: 'ask_settled',
      text: [expect.stringContaining('Jon approved')],
    });
    expect(queued(world, runId)).toHaveLength(1);
  });

  it('S1-43: that paused too hold the run until somebody resumes, whatever else is taken back', async () => {
    const world = createWorld();
    const { runId } = await gatedRun(world);
    const token = sendBack(await say(world, runId, 'Shorter.', { policy: 'pause' }));
    await say(world, runId, 'And darker.', { message: 'two' });
    await press(world, token);
    await own(world, runId, { kind: 'deleted', message: 'two' });
    expect(world.states.get(runId)?.run.status).toBe('paused');
  });

  it('fit into a button everywhere, private and in direct messages', async () => {
    const world = createWorld();
    const { runId } = await gatedRun(world);
    const token = sendBack(await say(world, runId, 'Shorter.'));
    expect(`in.${'9'.repeat(20)}.${token}`.length).toBeLessThanOrEqual(100);
    expect(parsePress(token)?.token).toMatchObject({ press: 'with' });
  });
});
