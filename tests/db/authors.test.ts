import { describe, expect, it } from 'vitest';
import { createAuthors } from '../../db/authors.ts';
import { createViews } from '../../db/views.ts';
import type { PersonActor } from '../../src/core/people/actor.ts';
import { decide } from '../../src/core/run/decide.ts';
import type { RunEvent } from '../../src/core/run/event.ts';
import { quotedWords } from '../../src/core/steering/note-words.ts';
import { markOfWords } from '../../src/core/steering/message.ts';
import { at, starting } from './sample.ts';
import { accepted, freshStore } from './store.ts';

const store = freshStore();
const account = { surface: 'discord' as const, team: 'G1', user: 'U1' };
const ada: PersonActor = {
  ...{ kind: 'person', personId: 'ada', name: 'Ada', permissions: ['view', 'message'], account },
  where: { surface: 'discord', channel: 'C1', thread: 'T1' },
};
const place = (message: string) => ({ surface: 'discord' as const, channel: 'C1', message });

type Words = Extract<RunEvent, { kind: 'message' | 'reword' }>;
type Told = Words extends infer T ? (T extends Words ? Omit<T, 'id' | 'at' | 'actor'> : never) : never;

/** Through the real rules, as the door does it. */
const tell = async (runId: string, id: string, told: Told): Promise<void> => {
  const event = { ...told, id, at, actor: ada } as RunEvent;
  accepted(await store.runs.change(runId, (state) => decide(state, event), id));
};
const say = (runId: string, message: string, text: string, said = text): Promise<void> =>
  tell(runId, `m-${message}`, {
    ...{ kind: 'message', text: said, policy: null },
    source: { ...place(message), mark: markOfWords(text) },
  });

describe('whose a message of a surface was', () => {
  it('is known from what was said to the run, also after its words were changed', async () => {
    accepted(await store.runs.create(starting('own')));
    await say('own', '1', 'Shorter, please');
    expect(await createAuthors(store.client).of(place('1'))).toEqual(account);
    const chain = await createViews(store.client).saidAt(place('1'));
    await tell('own', 'm-1b', { kind: 'reword', text: 'Longer, please', policy: 'steer', chain });
    expect(await createAuthors(store.client).of(place('1'))).toEqual(account);
  });

  it('is nobody’s where no run was told it, or on another surface', async () => {
    expect(await createAuthors(store.client).of(place('2'))).toBeNull();
    expect(await createAuthors(store.client).of({ ...place('1'), surface: 'slack' })).toBeNull();
    expect(await createAuthors(store.client).of({ ...place('1'), channel: 'C2' })).toBeNull();
  });

  it('is not whoever relayed the words of somebody else', async () => {
    accepted(await store.runs.create(starting('relayed')));
    await say('relayed', '3', 'The ending is weak', quotedWords('Ben', 'The ending is weak'));
    expect(await createAuthors(store.client).of(place('3'))).toBeNull();
  });
});
