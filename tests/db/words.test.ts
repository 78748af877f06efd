import { describe, expect, it } from 'vitest';
import { createOutbox } from '../../db/outbox.ts';
import { createPostings } from '../../db/postings.ts';
import { createRefresh } from '../../db/refresh.ts';
import { createViews } from '../../db/views.ts';
import { decide as rules } from '../../src/core/run/decide.ts';
import { markOfWords, type Message } from '../../src/core/steering/message.ts';
import type { DueEffect } from '../../src/core/ports.ts';
import type { PersonActor } from '../../src/core/people/actor.ts';
import type { RunEvent } from '../../src/core/run/event.ts';
import { at, here, starting } from './sample.ts';
import { accepted, freshStore } from './store.ts';

const store = freshStore();
const views = () => createViews(store.client);

const ada: PersonActor = {
  kind: 'person',
  personId: 'ada',
  name: 'Ada',
  permissions: ['view', 'message', 'operate'],
  account: { surface: 'console', team: 'local', user: 'ada' },
  where: here,
};
type Words = Extract<RunEvent, { kind: 'message' | 'reword' | 'take_back' }>;
type Told = Words extends infer T ? (T extends Words ? Omit<T, 'id' | 'at' | 'actor'> : never) : never;

let count = 0;
/** Through the real rules, as the door does it. */
const tell = (runId: string, told: Told) => {
  count += 1;
  const event = { ...told, id: `words-${count}`, at, actor: ada } as RunEvent;
  return store.runs.change(runId, (state) => rules(state, event), `words-${count}`);
};
const sourceOf = (message: string, text: string) => ({
  ...{ surface: 'slack' as const, channel: 'C1', message },
  mark: markOfWords(text),
});
const say = (runId: string, message: string, text: string) =>
  tell(runId, { kind: 'message', text, policy: null, source: sourceOf(message, text) });
const chain = (message: string): Promise<Message[]> => views().saidAt({ surface: 'slack', channel: 'C1', message });
const running = async (id: string) => {
  accepted(await store.runs.create(starting(id)));
};

describe('words of a message of a surface', () => {
  it('are found by it, each wording behind the one that it replaces', async () => {
    await running('edited');
    accepted(await say('edited', '1.1', 'one'));
    for (const text of ['two', 'three']) {
      accepted(await tell('edited', { kind: 'reword', text, policy: 'steer', chain: await chain('1.1') }));
    }
    const found = await chain('1.1');
    expect(found.map(({ text, status }) => [text, status])).toEqual([
      ['one', 'withdrawn'],
      ['two', 'withdrawn'],
      ['three', 'queued'],
    ]);
    expect(found[2]).toMatchObject({ policy: 'steer', replaces: found[1]!.id, source: sourceOf('1.1', 'three') });
    expect(await views().saidAt({ surface: 'discord', channel: 'C1', message: '1.1' })).toEqual([]);
    expect(await chain('1.2')).toEqual([]);
  });

  it('are said to one run once, however many try in the same moment', async () => {
    await running('once');
    await running('other');
    const outcomes = await Promise.all(['once', 'other', 'once', 'other'].map((id) => say(id, '2.1', 'the same')));
    expect(outcomes.filter((it) => !('refused' in it))).toHaveLength(1);
    const refusals = outcomes.filter((it) => 'refused' in it);
    expect(refusals).toEqual([1, 2, 3].map(() => ({ refused: 'said_already' })));
    expect(await chain('2.1')).toHaveLength(1);
    // The control: without a source, each of them counts.
    const plain = await Promise.all(
      ['once', 'other'].map((id) => tell(id, { kind: 'message', text: 'the same', policy: null })),
    );
    expect(plain.filter((it) => 'refused' in it)).toEqual([]);
  });

  it('are followed by one change of each, however many were decided on the same look', async () => {
    await running('raced');
    accepted(await say('raced', '3.1', 'one'));
    const seen = await chain('3.1');
    const edit = (text: string) => tell('raced', { kind: 'reword', text, policy: 'steer', chain: seen });
    const outcomes = await Promise.all(['a', 'b', 'c'].map(edit));
    expect(outcomes.filter((it) => !('refused' in it))).toHaveLength(1);
    expect(outcomes.filter((it) => 'refused' in it)).toEqual([{ refused: 'contended' }, { refused: 'contended' }]);
    expect(await chain('3.1')).toHaveLength(2);
  });
});

describe('a posting that is to be drawn anew', () => {
  const refreshed = async (id: string) => {
    const due: DueEffect[] = [];
    await createRefresh(store.client, (more) => void due.push(...more))(id);
    return due;
  };

  it('counts as showing nothing, and is due at once', async () => {
    await running('stale');
    const postings = createPostings(store.client);
    const root = (await postings.ofSubject({ kind: 'run', id: 'stale' }))[0]!;
    // Not posted yet, so there is nothing to draw anew.
    expect(await refreshed(root.id)).toEqual([]);
    await postings.record(root.id, 0, { channel: 'general', thread: null, message: 'm9' }, 7);
    const due = await refreshed(root.id);
    expect(due).toMatchObject([{ effect: { do: 'converge', runId: 'stale', postingId: root.id } }]);
    expect((await postings.get(root.id))?.shown).toBe(0);
    expect(await createOutbox(store.client).find(due[0]!.id)).toMatchObject({ effect: { postingId: root.id } });
  });

  it('is lost no more where somebody sees it, and left alone where it never stood', async () => {
    await running('lost');
    const postings = createPostings(store.client);
    const root = (await postings.ofSubject({ kind: 'run', id: 'lost' }))[0]!;
    await postings.markLost(root.id, 'The channel is gone.');
    expect(await refreshed(root.id)).toEqual([]);
    expect((await postings.get(root.id))?.lost).not.toBeNull();
    await postings.record(root.id, 0, { channel: 'general', thread: null, message: 'm10' }, 7);
    await postings.markLost(root.id, 'The channel is gone.');
    expect(await refreshed(root.id)).toHaveLength(1);
    expect(await postings.get(root.id)).toMatchObject({ lost: null, shown: 0 });
    expect(await refreshed('post_none')).toEqual([]);
  });
});
