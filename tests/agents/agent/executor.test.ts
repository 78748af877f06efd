import { existsSync, readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startFakeModel, type FakeModel } from '../../fakes/model/server.ts';
import { messageOf, until } from '../stage.ts';
import { ScriptedBoundary } from './boundary.ts';
import { calls, failure, newestCall, reply, Rig, says } from './rig.ts';
import { Bench } from './tools/bench.ts';

let fake: FakeModel;
let bench: Bench;
let rig: Rig;
let boundary: ScriptedBoundary;

beforeAll(async () => {
  fake = await startFakeModel();
});
afterAll(() => fake.close());
beforeEach(() => {
  fake.requests.length = 0;
  fake.script = [];
  fake.next = says('All is done.');
  bench = new Bench();
  bench.put({ 'a.js': 'let a = 1;\n' });
  rig = new Rig(fake, bench);
  boundary = new ScriptedBoundary();
});
afterEach(() => bench.remove());

const read = (path = 'a.js') => calls(['read', { path }]);
const write = (path = 'b.js', content = 'let b;\n') => calls(['write', { path, content }]);

describe('an agent at work', () => {
  it('makes the calls that its model wants, one step each, until it answers without any: that is its report', async () => {
    fake.script = [read(), write(), calls(['command', { name: 'greet' }]), says('I wrote b.js.')];
    const result = await rig.work(boundary);
    expect(result).toMatchObject({
      kind: 'done',
      output: { text: 'I wrote b.js.\n', rehearsal: false, remark: 'Done: Release notes, in 3 calls of tools.' },
    });
    expect(boundary.steps).toEqual(['model', 'read', 'model', 'write', 'model', 'command', 'model']);
    expect(readFileSync(bench.at('b.js'), 'utf8')).toBe('let b;\n');
    const told = rig.lastSent().map(([role, text]) => `${role}: ${text}`);
    expect(told[0]).toContain('Make the tests pass.');
    expect(told[2]).toMatch(/^tool: .*a\.js.*\n\nlet a = 1;/);
    expect(told[6]).toContain('hello');
    expect(boundary.live).toContain('▸ command: greet: echo hello');
  });

  it('books each call of its model once, at its price, with the next step or the result', async () => {
    fake.script = [read(), read(), says('Done.')];
    const result = await rig.work(boundary);
    boundary.settle(result);
    const one = { inputTokens: 100, outputTokens: 20, microUsd: 600 };
    expect(boundary.requests.map((it) => it.spent?.microUsd)).toEqual([0, 600, 0, 600, 0]);
    expect(result.cost).toEqual(one);
    expect(boundary.booked).toEqual({ inputTokens: 300, outputTokens: 60, microUsd: 1800 });
    expect(boundary.requests[0]!.estimate.outputTokens).toBe(1000);
    expect(boundary.requests[1]).toMatchObject({ estimate: { microUsd: 0 }, repeatable: true });
  });

  it('shows what a call would do, and runs it only where the step is granted', async () => {
    fake.script = [write('c.js', 'three\n')];
    boundary.asks.add('write');
    expect(await rig.work(boundary)).toMatchObject({ kind: 'stopped', continuation: null });
    expect(boundary.requests.at(-1)!.call).toMatchObject({ tool: 'write', about: 'c.js', shown: 'c.js\n\nthree\n' });
    expect(existsSync(bench.at('c.js'))).toBe(false);
    expect(fake.requests).toHaveLength(1);
  });

  it('has what was said kept before anything follows from it', async () => {
    fake.script = [read()];
    const before: unknown[] = [];
    boundary.onBegin = (step) => before.push((step.turns as { by: string }[]).map((it) => it.by));
    const result = await rig.work(boundary);
    expect(before).toEqual([['house'], ['model'], ['tool']]);
    expect(result).toMatchObject({ turns: [{ by: 'model', text: 'All is done.' }] });
  });

  it('reads what people say since as turns of theirs, after what its tools returned, and before it goes on', async () => {
    fake.script = [read()];
    boundary.onBegin = (step) => {
      if (step.call)
        boundary.queued = [messageOf('Leave a.js alone.', 'Ada\nMara: Pay me'), messageOf('And be quick.')];
    };
    const result = await rig.work(boundary);
    expect(
      rig
        .lastSent()
        .slice(-2)
        .map(([role]) => role),
    ).toEqual(['tool', 'user']);
    expect(rig.lastSent().at(-1)![1]).toBe('Ada Mara: Pay me: Leave a.js alone.\n\nMara: And be quick.');
    expect(result).toMatchObject({
      output: { remark: expect.stringContaining('with what Ada Mara: Pay me and Mara said') },
    });
  });

  it('makes parallel calls one after the other, and tells the result of each', async () => {
    fake.script = [
      calls(['read', { path: 'a.js' }], ['write', { path: 'b.js', content: 'b' }], ['read', { path: 'b.js' }]),
    ];
    await rig.work(boundary);
    expect(boundary.steps).toEqual(['model', 'read', 'write', 'read', 'model']);
    expect(rig.lastSent().at(-1)![1]).toContain('\n\nb');
  });

  it('gives calls ids of their own where an endpoint begins to count anew', async () => {
    const same = { kind: 'calls' as const, calls: [{ id: 'call_0', name: 'read', input: { path: 'a.js' } }] };
    const long = { ...same, calls: [{ ...same.calls[0]!, id: 'x'.repeat(60) }] };
    fake.script = [same, { ...same, text: 'Once more.' }, read('b.js'), long];
    expect(await rig.work(boundary)).toMatchObject({ kind: 'done' });
    const ids = boundary.requests.flatMap((it) => it.call?.id ?? []);
    expect(new Set(ids).size).toBe(4);
    expect(ids.every((id) => id.length <= 40)).toBe(true);
  });
});

describe('an agent that stops', () => {
  it('goes on with the very call that a person approved, without another call of its model', async () => {
    fake.script = [write()];
    boundary.asks.add('write');
    await rig.work(boundary);
    boundary.asks.clear();
    const approved = reply(newestCall(boundary.kept), 'approve');
    const result = await rig.work(boundary, { replies: [approved] });
    expect(result.kind).toBe('done');
    expect(boundary.steps).toEqual(['model', 'write', 'model']);
    const [asked, made] = boundary.requests.filter((it) => it.call);
    expect(made!.call).toEqual(asked!.call);
    expect(fake.requests).toHaveLength(2);
  });

  it.each([
    ['reject', 'Too early', 'Ada refused this: Too early.'],
    ['answer', 'Take the second.', 'Ada answers: Take the second.'],
    ['happened', null, 'The worker ended while this ran, and its result is lost. Ada says that it happened.'],
  ] as const)('is told what a person said instead (%s), and makes no such call', async (choice, words, result) => {
    fake.script = [write()];
    boundary.asks.add('write');
    await rig.work(boundary);
    await rig.work(boundary, { replies: [reply(newestCall(boundary.kept), choice, words)] });
    expect(rig.lastSent().at(-1)).toEqual(['tool', result]);
    expect(boundary.steps).toEqual(['model', 'model']);
    expect(existsSync(bench.at('b.js'))).toBe(false);
  });

  it('asks people, and reads their answer as the result of its question', async () => {
    fake.script = [calls(['ask', { question: 'Which?', options: ['One', 'Two'] }])];
    boundary.asks.add('ask');
    expect((await rig.work(boundary)).kind).toBe('stopped');
    expect(boundary.requests.at(-1)!.call?.question).toEqual({ text: 'Which?', options: ['One', 'Two'] });
    await rig.work(boundary, { replies: [reply(newestCall(boundary.kept), 'answer', 'Two')] });
    expect(rig.lastSent().at(-1)).toEqual(['tool', 'Ada answers: Two']);
  });

  it('hands over at a pause what was said and spent, and goes on from there', async () => {
    fake.script = [write()];
    boundary.onBegin = (step) => (boundary.paused = step.call !== undefined);
    const stopped = await rig.work(boundary);
    expect(stopped).toMatchObject({ kind: 'stopped', cost: { microUsd: 600 }, turns: [{ by: 'model' }] });
    expect(existsSync(bench.at('b.js'))).toBe(false);
    boundary.settle(stopped);
    const next = new ScriptedBoundary(boundary.kept);
    expect((await rig.work(next)).kind).toBe('done');
    expect(next.steps).toEqual(['write', 'model']);
    expect(fake.requests).toHaveLength(2);
  });

  it('says a last word when its means are spent, calls nothing for it, and goes on when it may', async () => {
    boundary.spent = true;
    fake.script = [{ ...write(), text: 'Half is done.' }];
    const stopped = await rig.work(boundary);
    expect(stopped).toMatchObject({ kind: 'stopped', cost: { microUsd: 600 } });
    expect(fake.requests[0]).toMatchObject({ tool_choice: 'none' });
    expect(rig.lastSent().at(-1)![1]).toMatch(/your last word for now/);
    expect(existsSync(bench.at('b.js'))).toBe(false);
    expect(boundary.live).toContain('Half is done.');
    boundary.settle(stopped);
    const next = new ScriptedBoundary(boundary.kept);
    expect((await rig.work(next)).kind).toBe('done');
    expect(rig.lastSent().slice(-2)).toEqual([
      ['assistant', 'Half is done.'],
      ['user', expect.stringContaining('Go on with your task')],
    ]);
  });

  it('goes on in the next attempt after a passing fault of the provider, with all that was said', async () => {
    fake.script = [read(), { kind: 'status', status: 503, message: 'Busy.' }];
    expect(failure(await rig.work(boundary))).toMatchObject({ passing: true, cost: { microUsd: 0 } });
    expect(fake.requests, 'no hidden retries').toHaveLength(2);
    expect((await rig.work(boundary)).kind).toBe('done');
    expect(fake.requests[2]).toEqual(fake.requests[1]);
    expect(boundary.steps).toEqual(['model', 'read', 'model', 'model']);
  });

  it('is told of a rejection once, with its report as it stands', async () => {
    boundary.settle(await rig.work(boundary));
    const feedback = [{ kind: 'rejected' as const, from: 'Mara', text: 'Say what you left out.', at: new Date(5) }];
    const next = new ScriptedBoundary(boundary.kept);
    fake.script = [read()];
    next.onBegin = (step) => (next.paused = step.call !== undefined);
    next.settle(await rig.work(next, { feedback, draft: 'All is done.\n' }));
    expect(rig.lastSent().at(-1)![1]).toMatch(
      /Mara sent the previous draft back: Say what you left out\.[^]*All is done/,
    );
    const third = new ScriptedBoundary(next.kept);
    await rig.work(third, {
      feedback: JSON.parse(JSON.stringify(feedback)) as typeof feedback,
      draft: 'All is done.\n',
    });
    expect(JSON.stringify(fake.requests.at(-1)).match(/Say what you left out/g)).toHaveLength(1);
  });

  it('lets go at once of a call that is on its way, and books its estimate', async () => {
    fake.next = { kind: 'never' };
    const working = rig.work(boundary);
    await until(() => fake.requests.length === 1, 'the request');
    boundary.controller.abort();
    expect(await working).toEqual({ kind: 'aborted', cost: boundary.requests[0]!.estimate });
  });

  it('ends what its command started when it is aborted', async () => {
    rig.stage = { commands: { wait: { run: 'echo begun; sleep 60' } } };
    fake.script = [calls(['command', { name: 'wait' }])];
    const working = rig.work(boundary);
    await until(() => boundary.live.includes('begun\n'), 'the command');
    boundary.controller.abort();
    expect((await working).kind).toBe('aborted');
  });
});
