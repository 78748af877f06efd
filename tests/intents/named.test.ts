import { describe, expect, it } from 'vitest';
import { createWorld, startedRun, type World } from './world.ts';
import type { Intent, Reply } from '../../src/core/intent.ts';

type Command = Omit<Extract<Intent, { kind: 'command' }>, 'kind'>;
const type = (world: World, command: Command, at = {}): Promise<Reply> =>
  world.ask({ kind: 'command', ...command }, 'mara', at);
const valueIn = (reply: Reply, name: string): unknown => {
  if (reply.kind !== 'form') throw new Error(`expected a form, got ${JSON.stringify(reply)}`);
  return reply.form.fields.find((field) => field.name === name)?.value;
};

/** Two active runs, so that none is meant by itself. */
async function twoRuns() {
  const world = createWorld();
  const [first, second] = [await startedRun(world, 'One'), await startedRun(world, 'Two')].map(({ run }) => run.id);
  const statusOf = (id: string) => world.states.get(id)?.run.status;
  return { world, first: first!, second: second!, statusOf };
}

describe('a run that is named apart from the words', () => {
  it('is the one that is meant, also in the thread of another', async () => {
    const { world, first, second, statusOf } = await twoRuns();
    await type(world, { verb: 'pause', rest: '', run: first }, { thread: `m_${second}` });
    expect([first, second].map(statusOf)).toEqual(['paused', 'queued']);
  });

  it('is shown by status', async () => {
    const { world, first } = await twoRuns();
    expect(await type(world, { verb: 'status', rest: '', run: first })).toMatchObject({ cards: [{}] });
  });

  it.each(['the second one', 'run_00000000000000000000', ''])('is none, and nothing is said: “%s”', async (run) => {
    const { world, first } = await twoRuns();
    const reply = await type(world, { verb: 'say', rest: 'Shorter', run }, { thread: `m_${first}` });
    expect(reply).toMatchObject({ kind: 'refused', code: 'not_found' });
    expect([...world.states.values()].flatMap(({ messages }) => messages)).toEqual([]);
    // The control: without the name, the thread's run is told.
    await type(world, { verb: 'say', rest: 'Shorter' }, { thread: `m_${first}` });
    expect(world.states.get(first)?.messages).toHaveLength(1);
  });

  it('leaves words alone that begin like one', async () => {
    const { world, first, second } = await twoRuns();
    await type(world, { verb: 'say', rest: `${second} is better`, run: first });
    expect(world.states.get(first)?.messages.map(({ text }) => text)).toEqual([`${second} is better`]);
  });
});

describe('what is chosen with a verb', () => {
  it('pauses the run with the words, or steers it, whatever the project does by itself (S1-12, S1-45)', async () => {
    const { world, first, second, statusOf } = await twoRuns();
    await type(world, { verb: 'say', rest: 'Wait for me', run: first, policy: 'pause' });
    await type(world, { verb: 'say', rest: 'Go on', run: second, policy: 'steer' });
    expect([first, second].map(statusOf)).toEqual(['paused', 'queued']);
  });

  it('stands in the form of a rollback, which still has to be sent', async () => {
    const { world, first } = await twoRuns();
    const mode = await type(world, { verb: 'mode', rest: 'autonomous', run: first });
    if (mode.kind !== 'form') throw new Error('no form');
    await world.ask({ kind: 'submit', token: mode.form.token, values: { mode: 'autonomous' }, on: null }, 'mara');
    world.finishStage(first, 'A draft.');
    const chosen = async (rest: string) =>
      valueIn(await type(world, { verb: 'rollback', rest, run: first }), 'checkpoint');
    expect([await chosen(''), await chosen('0')]).toEqual(['1', '0']);
    expect(world.states.get(first)?.run.status).toBe('awaiting');
  });

  it('is refused where there is no such checkpoint', async () => {
    const { world, first } = await twoRuns();
    expect(await type(world, { verb: 'rollback', rest: `${first} 7` })).toMatchObject({ code: 'not_found' });
    expect(await type(world, { verb: 'rollback', rest: 'the draft', run: first })).toMatchObject({ code: 'not_found' });
  });

  it('stands in the form of the control mode', async () => {
    const { world, first } = await twoRuns();
    const reply = await type(world, { verb: 'mode', rest: 'advisory', run: first });
    expect(valueIn(reply, 'mode')).toBe('advisory');
    expect(world.states.get(first)?.run.mode).toBe('checkpoint');
  });
});
