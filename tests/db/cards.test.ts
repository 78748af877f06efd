import { describe, expect, it } from 'vitest';
import { createBodies } from '../../db/bodies.ts';
import { namedOnly } from '../setup/people.ts';
import { createPostings } from '../../db/postings.ts';
import { createProjects } from '../../db/projects.ts';
import { createViews } from '../../db/views.ts';
import type { RunState } from '../../src/core/run/state.ts';
import {
  at,
  decide,
  definition,
  here,
  project,
  sampleAnswer,
  sampleAsk,
  sampleAttempt,
  sampleMessage,
  showing,
  starting,
} from './sample.ts';
import { accepted, freshStore } from './store.ts';

const store = freshStore();
const postings = () => createPostings(store.client);
const views = () => createViews(store.client);
const place = { surface: 'console' as const, channel: 'general' };

describe('a posting', () => {
  it('is made for each place, once for each subject', async () => {
    accepted(await store.runs.create(starting('shown')));
    const root = await postings().rootOf('shown', place);
    expect(root).toMatchObject({ runId: 'shown', subject: { kind: 'run', id: 'shown' }, place, ref: null, shown: 0 });
    expect(await postings().ofSubject({ kind: 'run', id: 'shown' })).toEqual([root]);
    expect(await postings().get(root!.id)).toEqual(root);
    expect(await postings().rootOf('shown', { ...place, channel: 'elsewhere' })).toBeNull();
  });

  it('is recorded by whoever saw it last', async () => {
    const root = (await postings().rootOf('shown', place))!;
    const ref = { channel: 'general', thread: null, message: 'm1' };
    expect(await postings().record(root.id, 0, ref, 3)).toBe(true);
    expect(await postings().record(root.id, 0, ref, 2)).toBe(false);
    expect(await postings().at('console', ref)).toEqual({ ...root, ref, shown: 3 });
    expect(await postings().at('slack', ref)).toBeNull();
    expect(await postings().runOfThread('console', 'general', 'm1')).toBe('shown');
    expect(await postings().runOfThread('console', 'general', 'm2')).toBeNull();
    await postings().markLost(root.id, 'the channel is gone');
    expect((await postings().get(root.id))?.lost).toBe('the channel is gone');
  });
});

describe('a view', () => {
  const outcome = {
    status: 'decided' as const,
    choice: 'approve' as const,
    by: 'Ada',
    words: null,
    where: here,
    at,
    why: null,
  };
  const answered = sampleAsk('viewed', 'viewed-ask', { answers: [sampleAnswer('viewed-a', 'ada')] });
  const settled = { ...answered, status: 'decided' as const, version: 2, outcome };

  it('of a run holds what is over, too', async () => {
    accepted(await store.runs.create(starting('viewed')));
    accepted(
      await store.runs.change('viewed', (state: RunState) =>
        decide({
          ...state,
          asks: [answered],
          attempts: [{ ...state.attempts[0]!, status: 'failed' }, sampleAttempt('viewed', 2)],
          messages: [sampleMessage('viewed', 'viewed-words', { status: 'withdrawn' })],
        }),
      ),
    );
    accepted(await store.runs.change('viewed', (state) => decide({ ...state, asks: [] }, { settled: [settled] })));
    await store.runs.appendOutput('viewed-attempt-2', 0, 'on it');
    const view = (await views().run('viewed'))!;
    expect(view.state).toEqual(await store.runs.find('viewed'));
    expect(view.attempts.map(({ number, status }) => [number, status])).toEqual([
      [1, 'failed'],
      [2, 'queued'],
    ]);
    expect(view.asks).toEqual([settled]);
    expect(view.messages).toEqual([sampleMessage('viewed', 'viewed-words', { status: 'withdrawn' })]);
    expect(view.outputTail).toBe('on it');
    expect(await views().run('nobody')).toBeNull();
  });

  it('of an Ask or a message comes with its run', async () => {
    const { run } = (await store.runs.find('viewed'))!;
    expect(await views().ask('viewed-ask')).toEqual({ ask: settled, run, definition });
    expect(await views().message('viewed-words')).toMatchObject({ message: { text: 'words of viewed-words' }, run });
    expect(await views().ask('none')).toBeNull();
    expect(await views().message('none')).toBeNull();
  });

  it('lists runs, open Asks and what happened', async () => {
    accepted(await store.runs.create(starting('ended', { status: 'completed', endedAt: at, startedAt: new Date(0) })));
    expect((await views().runs('paper', 'all', 2)).map(({ id }) => id)).toEqual(['viewed', 'shown']);
    expect((await views().runs('paper', 'all', 9)).map(({ id }) => id)).toContain('ended');
    expect((await views().runs('paper', 'active', 9)).map(({ id }) => id)).not.toContain('ended');
    accepted(await store.runs.change('shown', (state) => decide({ ...state, asks: [sampleAsk('shown', 'open')] })));
    expect(await views().openAsks(['paper'], 9)).toEqual([sampleAsk('shown', 'open')]);
    expect(await views().openAsks([], 9)).toEqual([]);
    expect(await views().activity('viewed', 9)).toEqual(starting('viewed').entries);
  });
});

describe('a project', () => {
  it('is found by its id and its channels, and knows its people by their accounts', async () => {
    const projects = createProjects(store.client);
    const record = { project, folder: '/tmp/paper' };
    expect(await projects.find('paper')).toEqual(record);
    expect(await projects.all()).toEqual([record]);
    expect(await projects.ofChannel('console', 'general')).toEqual(record);
    expect(await projects.ofChannel('slack', 'general')).toBeNull();
    const people = namedOnly(projects);
    const ada = { surface: 'console' as const, team: 'local', user: 'ada' };
    expect((await people.find('paper', ada))?.id).toBe('ada');
    expect(await people.find('paper', { ...ada, surface: 'slack' })).toBeNull();
    expect(await people.find('paper', { ...ada, team: 'other' })).toBeNull();
    expect(await people.find('paper', { ...ada, surface: 'api' })).toBeNull();
  });

  it('names texts by their digests', async () => {
    const [row] = await store.client.sql<{ digest: string }[]>`select digest from bodies limit 1`;
    const texts = await createBodies(store.client).read([row!.digest, 'none']);
    expect([...texts]).toEqual([[row!.digest, 'words of viewed-words']]);
    expect(await createBodies(store.client).read([])).toEqual(new Map());
  });
});

describe('a posting of what a run shows later', () => {
  it('is made for an Ask when it opens, and for words when they are said, on a run that is shown', async () => {
    accepted(await store.runs.create(starting('asking')));
    const show = (kind: 'ask' | 'message', id: string) =>
      showing('asking', { kind, id }, kind === 'ask' ? 'gate' : 'talk');
    const ask = sampleAsk('asking', 'asking-1');
    const effects = [show('ask', ask.id), show('message', 'said-1')];
    accepted(await store.runs.change('asking', (state) => decide({ ...state, asks: [ask] }, { effects })));
    expect(await postings().ofSubject({ kind: 'ask', id: ask.id })).toHaveLength(1);
    expect(await postings().ofSubject({ kind: 'message', id: 'said-1' })).toHaveLength(1);
    const again = [show('ask', ask.id), show('message', 'said-2')];
    accepted(await store.runs.change('asking', (state) => decide(state, { effects: again })));
    expect(await postings().ofSubject({ kind: 'ask', id: ask.id })).toHaveLength(1);
    expect(await postings().ofSubject({ kind: 'message', id: 'said-2' })).toHaveLength(1);
  });
});

describe('the thread of a run', () => {
  it('is still its own after somebody has deleted its head, by what stands below (P17, P20)', async () => {
    accepted(await store.runs.create(starting('headless')));
    const ask = sampleAsk('headless', 'headless-ask');
    const effects = [showing('headless', { kind: 'ask', id: ask.id }, 'gate')];
    accepted(await store.runs.change('headless', (state) => decide({ ...state, asks: [ask] }, { effects })));
    const root = (await postings().rootOf('headless', place))!;
    const [below] = await postings().ofSubject({ kind: 'ask', id: ask.id });
    const ref = { channel: 'general', thread: null, message: 'old-head' };
    await postings().record(root.id, 0, ref, 1);
    await postings().record(below!.id, 0, { ...ref, thread: 'old-head', message: 'below' }, 1);
    await postings().record(root.id, 1, { ...ref, message: 'new-head' }, 2);
    expect(await postings().runOfThread('console', 'general', 'new-head')).toBe('headless');
    expect(await postings().runOfThread('console', 'general', 'old-head')).toBe('headless');
    expect(await postings().runOfThread('console', 'general', 'below')).toBeNull();
    expect(await postings().runOfThread('console', 'elsewhere', 'old-head')).toBeNull();
  });

  it('is still its own where nothing stands below a head that stood there before, however long ago', async () => {
    accepted(await store.runs.create(starting('moved')));
    const root = (await postings().rootOf('moved', place))!;
    for (const [shown, head] of ['first', 'second', 'second', 'third'].entries()) {
      const ref = { channel: 'general', thread: null, message: `${head}-head` };
      expect(await postings().record(root.id, shown, ref, shown + 1)).toBe(true);
    }
    for (const head of ['first', 'second', 'third']) {
      expect(await postings().runOfThread('console', 'general', `${head}-head`)).toBe('moved');
    }
    expect(await postings().runOfThread('console', 'elsewhere', 'first-head')).toBeNull();
    expect(await postings().runOfThread('slack', 'general', 'first-head')).toBeNull();
    expect((await postings().rootOf('moved', place))?.ref?.message).toBe('third-head');
  });
});
