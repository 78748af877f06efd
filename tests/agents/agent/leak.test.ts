import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Message, SteerPolicy } from '../../../src/core/steering/message.ts';
import type { StageResult } from '../../../src/core/stage/executor.ts';
import { startFakeModel, type FakeModel } from '../../fakes/model/server.ts';
import { messageOf } from '../stage.ts';
import { ScriptedBoundary } from './boundary.ts';
import { newestCall, reply, Rig } from './rig.ts';
import { Bench } from './tools/bench.ts';

/** All that is known of a message beside its words and its author's name, and that no model has any use for. */
const controlled = (policy: SteerPolicy | null): Partial<Message> => ({
  policy,
  id: 'canary-message',
  runId: 'canary-run',
  author: 'canary-author',
  deliveredTo: 'canary-attempt',
  replaces: 'canary-before',
  metadata: { note: 'canary-metadata' },
  where: { surface: 'slack', channel: 'canary-channel', thread: 'canary-thread' },
  source: { surface: 'slack', channel: 'canary-channel', message: 'canary-source', mark: 'canary-mark' },
});

let fake: FakeModel;

beforeAll(async () => {
  fake = await startFakeModel();
});
afterAll(() => fake.close());

const said = (text: string, policy: SteerPolicy | null): Message => ({
  ...messageOf(text, 'Ada'),
  ...controlled(policy),
});

/** What a story left behind: what was sent, with its headers, and all that would be kept of it. */
interface Trace {
  sent: string;
  kept: string;
  requests: number;
}

type Words = (text: string, policy: SteerPolicy | null) => Message;

/** Steered, parked, gone on with, failed and tried again, at its budget's end and after it: wherever a policy could leak. */
async function tell(policy: SteerPolicy | null, words: Words = said): Promise<Trace> {
  const bench = new Bench();
  bench.put({ 'a.js': 'let a;\n' });
  const rig = new Rig(fake, bench);
  const ids = { runId: 'canary-run', attemptId: 'canary-attempt' };
  fake.requests.length = 0;
  fake.headers.length = 0;
  const call = (id: string, name: string, input: object) => ({ kind: 'calls' as const, calls: [{ id, name, input }] });
  const boundary = new ScriptedBoundary();
  const results: StageResult[] = [];
  const goOn = async (replies = [] as ReturnType<typeof reply>[]): Promise<void> => {
    const result = await rig.work(boundary, { ...ids, replies });
    results.push(result);
    boundary.settle(result);
  };

  boundary.queued = [words('Leave b.js alone.', policy)];
  boundary.asks.add('write');
  fake.script = [call('c1', 'read', { path: 'a.js' }), call('c2', 'write', { path: 'c.js', content: 'c' })];
  await goOn();
  boundary.asks.clear();
  boundary.queued = [words('And be quick.', policy)];
  fake.script = [{ kind: 'status', status: 503, message: 'Busy.' }, call('c3', 'delete', {})];
  await goOn([reply(newestCall(boundary.kept), 'approve')]);
  // What came with a step that is lost, comes again with the next.
  boundary.queued = [words('And be quick.', policy)];
  boundary.onBegin = (step) => (boundary.spent = step.turns?.length === 3);
  await goOn();
  boundary.onBegin = () => (boundary.spent = false);
  boundary.queued = [words('Go on.', policy)];
  await goOn();
  expect(results.map((it) => it.kind)).toEqual(['stopped', 'failed', 'stopped', 'done']);
  bench.remove();
  return {
    sent: JSON.stringify([fake.requests, fake.headers]),
    kept: JSON.stringify([boundary.kept, results]),
    requests: fake.requests.length,
  };
}

const canaries = (text: string): string[] => text.match(/canary-\w+|polic\w+|"(?:steer|pause)"/gi) ?? [];

describe('what a model is told of people', () => {
  it('holds neither a policy nor anything else that is known of a message, through retries, recovery and the last word (S1-34 to S1-38)', async () => {
    const { sent, kept, requests } = await tell('pause');
    expect(requests).toBe(6);
    expect(sent).toContain('Ada: Leave b.js alone.');
    expect(sent).toContain('Ada: And be quick.');
    expect(sent).toContain('Ada: Go on.');
    expect(sent).toContain('"tool_choice":"none"');
    expect(canaries(sent)).toEqual([]);
    expect(new Set(canaries(kept)), 'a turn is kept with the id of its message, and nothing else').toEqual(
      new Set(['canary-message']),
    );
  });

  it('is the same to the letter, whatever the policy', async () => {
    const [steer, pause, none] = [await tell('steer'), await tell('pause'), await tell(null)];
    expect(pause).toEqual(steer);
    expect(none).toEqual(steer);
  });

  it('would be seen to hold it, if a turn were made of all that is known', async () => {
    const leaky: Words = (text, policy) => {
      const message = said(text, policy);
      return { ...message, text: JSON.stringify(message) };
    };
    const { sent, kept } = await tell('pause', leaky);
    expect(canaries(sent).length).toBeGreaterThan(10);
    expect(canaries(kept)).toContain('policy');
    expect(await tell('steer', leaky)).not.toEqual(await tell('pause', leaky));
  });
});
