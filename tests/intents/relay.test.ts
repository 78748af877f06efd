import { describe, expect, it } from 'vitest';
import { plainText } from '../../src/core/cards/plain.ts';
import { createWorld, startedRun, tokenOf, type World } from './world.ts';
import type { Intent, Reply } from '../../src/core/intent.ts';

type Relay = Extract<Intent, { kind: 'relay' }>;

const jon = { surface: 'console', team: 'local', user: 'u2' } as const;
const mara = { ...jon, user: 'u1' };
const of = (over: Partial<Relay> = {}): Relay => ({
  kind: 'relay',
  text: 'The end is too sad.',
  message: '17.1',
  author: jon,
  policy: 'steer',
  ...over,
});
const textOf = (reply: Reply): string => ('text' in reply ? plainText(reply.text as never) : reply.kind);
const messagesOf = (world: World) => [...world.states.values()].flatMap(({ messages }) => messages);

async function thread() {
  const world = createWorld();
  const { run } = await startedRun(world);
  const point = (over: Partial<Relay> = {}, who = 'mara') => world.ask(of(over), who, { thread: `m_${run.id}` });
  return { world, run, point, status: () => world.states.get(run.id)?.run.status };
}

describe("a message shortcut in a run's thread", () => {
  it('says the words to the run as whose they were, in the name of the one who pointed at them', async () => {
    const { world, point, status } = await thread();
    expect(textOf(await point({ text: 'The end is too sad.\nAnd too long.' }))).toContain('Accepted');
    expect(messagesOf(world)).toMatchObject([
      { author: 'mara', text: 'Jon wrote:\n> The end is too sad.\n> And too long.', policy: 'steer' },
    ]);
    expect(status()).toBe('queued');
  });

  it('pauses when that was chosen', async () => {
    const { point, status } = await thread();
    await point({ policy: 'pause' });
    expect(status()).toBe('paused');
  });

  it("says one's own words as they stand, and an account's that nobody knows as somebody's", async () => {
    const { world, point } = await thread();
    await point({ author: mara });
    await point({ author: { ...jon, user: 'u77' }, message: '17.2' });
    await point({ author: null, message: '17.3' });
    expect(messagesOf(world).map(({ text }) => text)).toEqual([
      'The end is too sad.',
      'Somebody wrote:\n> The end is too sad.',
      'Somebody wrote:\n> The end is too sad.',
    ]);
  });

  it('has no second effect, whoever points at it and whatever with, and offers to pause', async () => {
    const { world, point, status } = await thread();
    await point();
    for (const who of ['mara', 'jon']) {
      const reply = await point({ policy: 'pause' }, who);
      expect(textOf(reply)).toContain('Nothing was said twice');
      expect(tokenOf(reply, 'Pause instead')).not.toBe('');
    }
    expect(messagesOf(world)).toHaveLength(1);
    expect(status()).toBe('queued');
  });

  it('has none on words that steered when they were written', async () => {
    const { world, run, point } = await thread();
    const words = { kind: 'words', text: 'Shorter', mentionsUs: false, message: '17.1' } as const;
    await world.ask(words, 'jon', { thread: `m_${run.id}` });
    expect(textOf(await point())).toContain('Nothing was said twice');
    expect(messagesOf(world)).toHaveLength(1);
  });

  it('says words again that a rollback dropped before they were read', async () => {
    const { world, run, point } = await thread();
    await point();
    const rolled = await world.ask({ kind: 'command', verb: 'rollback', rest: '' }, 'mara', { thread: `m_${run.id}` });
    if (rolled.kind !== 'form') throw new Error(JSON.stringify(rolled));
    await world.ask({ kind: 'submit', token: rolled.form.token, values: { checkpoint: '0' }, on: null }, 'mara');
    await point();
    expect(messagesOf(world).map(({ status }) => status)).toEqual(['withdrawn', 'queued']);
  });

  it('is not for strangers, nor without words', async () => {
    const { world, point } = await thread();
    expect(await point({}, 'u9')).toMatchObject({ kind: 'refused', code: 'stranger' });
    expect(await point({ text: ' ' })).toMatchObject({ kind: 'refused', code: 'empty' });
    expect(messagesOf(world)).toEqual([]);
  });
});

describe('a message shortcut elsewhere', () => {
  const form = async (world: World, over: Partial<Relay> = {}) => {
    const reply = await world.ask(of(over), 'mara');
    if (reply.kind !== 'form') throw new Error(JSON.stringify(reply));
    return reply.form;
  };

  it('lets the person choose the run, with words and policy filled in, and says nothing before that', async () => {
    const { world, run } = await thread();
    const { fields } = await form(world, { policy: 'pause' });
    expect(fields.map(({ name, value }) => [name, value])).toEqual([
      ['run', run.id],
      ['text', 'Jon wrote:\n> The end is too sad.'],
      ['policy', 'pause'],
    ]);
    expect(messagesOf(world)).toEqual([]);
  });

  it('says them once, to the run that was chosen', async () => {
    const { world, run, status } = await thread();
    const { token } = await form(world);
    const values = { run: run.id, text: 'Jon: too sad.', policy: 'pause' };
    const submit = () => world.ask({ kind: 'submit', token, values, on: null }, 'mara');
    expect(textOf(await submit())).toContain('paused');
    expect(status()).toBe('paused');
    expect(textOf(await submit())).toContain('Nothing was said twice');
    expect(messagesOf(world)).toMatchObject([
      { text: 'Jon: too sad.', source: { surface: 'console', channel: 'film', message: '17.1' } },
    ]);
  });

  it('comes back with what is wrong in it', async () => {
    const { world, run } = await thread();
    const { token } = await form(world);
    const submit = (values: Record<string, string>) => world.ask({ kind: 'submit', token, values, on: null }, 'mara');
    for (const [field, value] of [
      ['text', ' '],
      ['policy', 'maybe'],
    ] as const) {
      const reply = await submit({ run: run.id, text: 'x', policy: 'steer', [field]: value });
      expect(reply).toMatchObject({ kind: 'form', form: { problems: { [field]: expect.any(String) as string } } });
    }
    expect(await submit({ run: 'run_none', text: 'x', policy: 'steer' })).toMatchObject({ code: 'not_found' });
    expect(messagesOf(world)).toEqual([]);
  });

  it('where no run is active says so', async () => {
    expect(await createWorld().ask(of(), 'mara')).toMatchObject({ kind: 'refused', code: 'not_found' });
  });
});
