import { describe, expect, it } from 'vitest';
import { createWorld, startedRun, type World } from './world.ts';

const said = (world: World, runId: string) => world.states.get(runId)?.messages.map(({ text }) => text);
const say = (world: World, runId: string, text: string, mentionsUs = false) =>
  world.ask({ kind: 'words', text, mentionsUs }, 'mara', { thread: `m_${runId}` });

describe('P18: a thread belongs to one run', () => {
  it.each([
    ['And now the second chapter.', false],
    ['run', false],
    ['Start a run of Notes: the second chapter', false],
    ['@wheelhouse run notes', true],
    ['@wheelhouse please start another one', true],
    ['/wheel run notes', false],
  ])('a follow-up steers it, and starts no other: %j', async (text, mentionsUs) => {
    const world = createWorld();
    const { run } = await startedRun(world);
    expect((await say(world, run.id, text, mentionsUs)).kind).toBe('told');
    expect([...world.states.keys()]).toEqual([run.id]);
    expect(said(world, run.id)).toEqual([text]);
  });

  it('who wants another one there gets a form, and Run begins it in a thread of its own (S3-02)', async () => {
    const world = createWorld();
    const { run: first } = await startedRun(world);
    const at = { thread: `m_${first.id}` };
    const opened = await world.ask({ kind: 'command', verb: 'run', rest: '' }, 'mara', at);
    if (opened.kind !== 'form') throw new Error(JSON.stringify(opened));
    expect(world.states.size).toBe(1);
    const values = { brief: 'Another', p_version: '1.0', mode: 'checkpoint', budget_usd: '' };
    await world.ask({ kind: 'submit', token: opened.form.token, values, on: null }, 'mara', at);
    const [, second] = [...world.states.keys()];
    const roots = world.postings.filter(({ subject }) => subject.kind === 'run');
    expect(roots.map(({ runId, ref }) => [runId, ref?.thread])).toEqual([
      [first.id, null],
      [second, null],
    ]);
    await say(world, first.id, 'For the first.');
    await say(world, second!, 'For the second.');
    expect([said(world, first.id), said(world, second!)]).toEqual([['For the first.'], ['For the second.']]);
  });
});
