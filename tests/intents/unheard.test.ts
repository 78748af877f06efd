import { describe, expect, it } from 'vitest';
import type { First, Intent } from '../../src/core/intent.ts';
import { createWorld, startedRun } from './world.ts';

/** When the words were said, by the clock of these worlds; visits follow within seconds. */
const justNow = new Date('2026-11-20T12:00:00Z');
const delivery = 'words-17.1';
const words = (text: string): Extract<Intent, { kind: 'words' }> => ({
  ...{ kind: 'words', text, mentionsUs: false, message: '17.1' },
});

async function open() {
  const world = createWorld();
  const { run } = await startedRun(world);
  const thread = `m_${run.id}`;
  return {
    world,
    said: () => world.states.get(run.id)!.messages.map(({ text }) => text),
    /** They come at last, as they were. */
    come: (text: string) => world.ask(words(text), 'ines', { thread, delivery }),
    edit: (text: string, own: Partial<First> = {}) =>
      world.ask(
        { kind: 'edited', text, message: '17.1', first: { intent: words(text), delivery, at: justNow, ...own } },
        'ines',
        { thread },
      ),
    remove: (at = justNow) =>
      world.ask({ kind: 'deleted', message: '17.1', first: { delivery, at } }, 'ines', { thread }),
    thread,
  };
}

describe('a change of words that have not come yet (R5)', () => {
  it('counts at once, and the words that come later change nothing', async () => {
    const { edit, come, said } = await open();
    expect(await edit('Make it short.')).toMatchObject({ kind: 'told' });
    expect(said()).toEqual(['Make it short.']);
    await come('Make it long.');
    expect(said()).toEqual(['Make it short.']);
  });

  it('is followed by the next one', async () => {
    const { edit, said } = await open();
    await edit('Make it short.');
    await edit('Make it blue.');
    expect(said()).toContain('Make it blue.');
    expect(said()).toHaveLength(2);
  });

  it('is nothing more than an edit where the words have come', async () => {
    const { edit, come, said } = await open();
    await come('Make it long.');
    expect(await edit('Make it short.')).toMatchObject({ kind: 'told' });
    expect(said()).toEqual(['Make it long.', 'Make it short.']);
  });

  it('keeps words from being heard that are gone when they come', async () => {
    const { remove, come, said } = await open();
    expect(await remove()).toEqual({ kind: 'nothing' });
    await come('Make it long.');
    expect(said()).toEqual([]);
  });

  it('is nothing after ten minutes: they would never come', async () => {
    const { edit, remove, come, said } = await open();
    const long = new Date(justNow.getTime() - 11 * 60_000);
    expect(await edit('Make it short.', { at: long })).toEqual({ kind: 'nothing' });
    await remove(long);
    expect(said()).toEqual([]);
    await come('Make it long.');
    expect(said()).toEqual(['Make it long.']);
  });

  it.each<[string, Intent]>([
    ['to somebody else', { ...words('@jon look at this'), addressed: 'somebody' }],
    ['a command', { kind: 'command', verb: 'cancel', rest: '' }],
  ])('says nothing to a run where it is %s', async (_, intent) => {
    const { edit, said, world } = await open();
    expect(await edit('anything', { intent })).toEqual({ kind: 'nothing' });
    expect(said()).toEqual([]);
    expect([...world.states.values()].map(({ run }) => run.status)).toEqual(['queued']);
  });
});

describe('words of a typed `say`', () => {
  it('are followed when they are edited', async () => {
    const { world, edit, said, thread } = await open();
    const say = { kind: 'command', verb: 'say', rest: 'Use blue.', message: '17.1' } as const;
    await world.ask(say, 'ines', { thread, delivery });
    await edit('Use red.', { intent: { ...say, rest: 'Use red.' } });
    expect(said()).toEqual(['Use blue.', 'Use red.']);
  });

  it('count as they are now where the edit comes first', async () => {
    const { world, edit, said, thread } = await open();
    const say = { kind: 'command', verb: 'say', rest: 'Use blue.', message: '17.1' } as const;
    await edit('Use red.', { intent: { ...say, rest: 'Use red.' } });
    await world.ask(say, 'ines', { thread, delivery });
    expect(said()).toEqual(['Use red.']);
  });
});
