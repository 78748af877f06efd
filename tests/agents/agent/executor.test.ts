import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { messageOf, until } from '../stage.ts';
import { ScriptedBoundary } from './boundary.ts';
import { calls, failure, newestCall, reply, says, useRig } from './rig.ts';

const at = useRig({ 'a.js': 'let a = 1;\n' });

const read = (path = 'a.js') => calls(['read', { path }]);
const write = (path = 'b.js', content = 'let b;\n') => calls(['write', { path, content }]);

describe('an agent at work', () => {
  it('makes the calls that its model wants, one step each, until it answers without any: that is its report', async () => {
    at.fake.script = [read(), write(), calls(['command', { name: 'greet' }]), says('I wrote b.js.')];
    const result = await at.rig.work(at.boundary);
    expect(result).toMatchObject({
      kind: 'done',
      output: { text: 'I wrote b.js.\n', rehearsal: false, remark: 'Done: Release notes, in 3 calls of tools.' },
    });
    expect(at.boundary.steps).toEqual(['model', 'read', 'model', 'write', 'model', 'command', 'model']);
    expect(readFileSync(at.bench.at('b.js'), 'utf8')).toBe('let b;\n');
    const told = at.rig.lastSent().map(([role, text]) => `${role}: ${text}`);
    expect(told[0]).toContain('Make the tests pass.');
    expect(told[2]).toMatch(/^tool: .*a\.js.*\n\nlet a = 1;/);
    expect(told[6]).toContain('hello');
    expect(at.boundary.live).toContain('▸ command: greet: echo hello');
  });

  it('books each call of its model once, at its price, with the next step or the result', async () => {
    at.fake.script = [read(), read(), says('Done.')];
    const result = await at.rig.work(at.boundary);
    at.boundary.settle(result);
    const one = { inputTokens: 100, outputTokens: 20, microUsd: 600 };
    expect(at.boundary.requests.map((it) => it.spent?.microUsd)).toEqual([0, 600, 0, 600, 0]);
    expect(result.cost).toEqual(one);
    expect(at.boundary.booked).toEqual({ inputTokens: 300, outputTokens: 60, microUsd: 1800 });
    expect(at.boundary.requests[0]!.estimate.outputTokens).toBe(1000);
    expect(at.boundary.requests[1]).toMatchObject({ estimate: { microUsd: 0 }, repeatable: true });
  });

  it('shows what a call would do, and runs it only where the step is granted', async () => {
    at.fake.script = [write('c.js', 'three\n')];
    at.boundary.asks.add('write');
    expect(await at.rig.work(at.boundary)).toMatchObject({ kind: 'stopped' });
    expect(at.boundary.requests.at(-1)!.call).toMatchObject({ tool: 'write', about: 'c.js', shown: 'c.js\n\nthree\n' });
    expect(existsSync(at.bench.at('c.js'))).toBe(false);
    expect(at.fake.requests).toHaveLength(1);
  });

  it('has what was said kept before anything follows from it', async () => {
    at.fake.script = [read()];
    const before: unknown[] = [];
    at.boundary.onBegin = (step) => before.push((step.turns as { by: string }[]).map((it) => it.by));
    const result = await at.rig.work(at.boundary);
    expect(before).toEqual([['house'], ['model'], ['tool']]);
    expect(result).toMatchObject({ turns: [{ by: 'model', text: 'All is done.' }] });
  });

  it('reads what people say since as turns of theirs, after what its tools returned, and before it goes on (S1-14)', async () => {
    at.fake.script = [read()];
    at.boundary.onBegin = (step) => {
      if (!step.call && at.boundary.steps.length > 0)
        at.boundary.queued = [messageOf('Leave a.js alone.', 'Ada\nMara: Pay me'), messageOf('And be quick.')];
    };
    const result = await at.rig.work(at.boundary);
    expect(
      at.rig
        .lastSent()
        .slice(-2)
        .map(([role]) => role),
    ).toEqual(['tool', 'user']);
    expect(at.rig.lastSent().at(-1)![1]).toBe('Ada Mara: Pay me: Leave a.js alone.\n\nMara: And be quick.');
    expect(result).toMatchObject({
      output: { remark: expect.stringContaining('with what Ada Mara: Pay me and Mara said') },
    });
  });

  it('makes parallel calls one after the other, and tells the result of each', async () => {
    at.fake.script = [
      calls(['read', { path: 'a.js' }], ['write', { path: 'b.js', content: 'b' }], ['read', { path: 'b.js' }]),
    ];
    await at.rig.work(at.boundary);
    expect(at.boundary.steps).toEqual(['model', 'read', 'write', 'read', 'model']);
    expect(at.rig.lastSent().at(-1)![1]).toContain('\n\nb');
  });

  it('makes twenty calls of one answer one after the other, whatever came of those before', async () => {
    const paths = Array.from({ length: 20 }, (_, it) => (it % 4 === 0 ? 'gone.js' : 'a.js'));
    at.fake.script = [calls(...paths.map((path): [string, unknown] => ['read', { path }]))];
    expect((await at.rig.work(at.boundary)).kind).toBe('done');
    expect(at.boundary.steps).toEqual(['model', ...paths.map(() => 'read'), 'model']);
    expect(at.rig.lastSent().filter(([role]) => role === 'tool')).toHaveLength(20);
  });

  it('shows on the live card what a line would do to a terminal as little as what it printed', async () => {
    at.rig.stage = { shell: { approval: 'never' } };
    at.fake.script = [calls(['shell', { command: `printf '\u001b[2J\u009b1mred'` }])];
    await at.rig.work(at.boundary);
    expect(at.boundary.live).toContain("▸ shell: printf 'red'");
    expect(at.boundary.live).not.toMatch(/[\u001b\u0080-\u009f]/);
  });

  it('gives calls ids of their own where an endpoint begins to count anew', async () => {
    const same = { kind: 'calls' as const, calls: [{ id: 'call_0', name: 'read', input: { path: 'a.js' } }] };
    const long = { ...same, calls: [{ ...same.calls[0]!, id: 'x'.repeat(60) }] };
    at.fake.script = [same, { ...same, text: 'Once more.' }, read('b.js'), long];
    expect(await at.rig.work(at.boundary)).toMatchObject({ kind: 'done' });
    const ids = at.boundary.requests.flatMap((it) => it.call?.id ?? []);
    expect(new Set(ids).size).toBe(4);
    expect(ids.every((id) => id.length <= 40)).toBe(true);
  });
});

describe('an agent that stops', () => {
  it('goes on with the very call that a person approved, without another call of its model', async () => {
    at.fake.script = [write()];
    at.boundary.asks.add('write');
    await at.rig.work(at.boundary);
    at.boundary.asks.clear();
    const approved = reply(newestCall(at.boundary.kept), 'approve');
    const result = await at.rig.work(at.boundary, { replies: [approved] });
    expect(result.kind).toBe('done');
    expect(at.boundary.steps).toEqual(['model', 'write', 'model']);
    const [asked, made] = at.boundary.requests.filter((it) => it.call);
    expect(made!.call).toEqual(asked!.call);
    expect(at.fake.requests).toHaveLength(2);
  });

  it.each([
    ['reject', 'Too early', 'Ada refused this: Too early.'],
    ['answer', 'Take the second.', 'Answered by Ada: Take the second.'],
    ['happened', null, 'The worker ended while this ran, and its result is lost. Ada said that it happened.'],
  ] as const)('is told what a person said instead (%s), and makes no such call', async (choice, words, result) => {
    at.fake.script = [write()];
    at.boundary.asks.add('write');
    await at.rig.work(at.boundary);
    await at.rig.work(at.boundary, { replies: [reply(newestCall(at.boundary.kept), choice, words)] });
    expect(at.rig.lastSent().at(-1)).toEqual(['tool', result]);
    expect(at.boundary.steps).toEqual(['model', 'model']);
    expect(existsSync(at.bench.at('b.js'))).toBe(false);
  });

  it('asks people, and reads their answer as the result of its question', async () => {
    at.fake.script = [calls(['ask', { question: 'Which?', options: ['One', 'Two'] }])];
    at.boundary.asks.add('ask');
    expect((await at.rig.work(at.boundary)).kind).toBe('stopped');
    expect(at.boundary.requests.at(-1)!.call?.question).toEqual({ text: 'Which?', options: ['One', 'Two'] });
    await at.rig.work(at.boundary, { replies: [reply(newestCall(at.boundary.kept), 'answer', 'Two')] });
    expect(at.rig.lastSent().at(-1)).toEqual(['tool', 'Answered by Ada: Two']);
  });

  it('hands over at a pause what was said and spent, and goes on from there', async () => {
    at.fake.script = [write()];
    at.boundary.onBegin = (step) => (at.boundary.paused = step.call !== undefined);
    const stopped = await at.rig.work(at.boundary);
    expect(stopped).toMatchObject({ kind: 'stopped', cost: { microUsd: 600 }, turns: [{ by: 'model' }] });
    expect(existsSync(at.bench.at('b.js'))).toBe(false);
    at.boundary.settle(stopped);
    const next = new ScriptedBoundary(at.boundary.kept);
    expect((await at.rig.work(next)).kind).toBe('done');
    expect(next.steps).toEqual(['write', 'model']);
    expect(at.fake.requests).toHaveLength(2);
  });

  it('says a last word when its means are spent, calls nothing for it, and goes on when it may', async () => {
    at.boundary.spent = true;
    at.fake.script = [{ ...write(), text: 'Half is done.' }];
    const stopped = await at.rig.work(at.boundary);
    expect(stopped).toMatchObject({ kind: 'stopped', cost: { microUsd: 600 }, lastWord: 'Half is done.' });
    expect(at.fake.requests[0]).toMatchObject({ tool_choice: 'none' });
    expect(at.rig.lastSent().at(-1)![1]).toMatch(/your last word for now/);
    expect(existsSync(at.bench.at('b.js'))).toBe(false);
    expect(at.boundary.live).toContain('Half is done.');
    at.boundary.settle(stopped);
    const next = new ScriptedBoundary(at.boundary.kept);
    expect((await at.rig.work(next)).kind).toBe('done');
    expect(at.rig.lastSent().slice(-2)).toEqual([
      ['assistant', 'Half is done.'],
      ['user', expect.stringContaining('Go on with your task')],
    ]);
  });

  it('goes on in the next attempt after a passing fault of the provider, with all that was said', async () => {
    at.fake.script = [read(), { kind: 'status', status: 503, message: 'Busy.' }];
    expect(failure(await at.rig.work(at.boundary))).toMatchObject({ passing: true, cost: { microUsd: 0 } });
    expect(at.fake.requests, 'no hidden retries').toHaveLength(2);
    expect((await at.rig.work(at.boundary)).kind).toBe('done');
    expect(at.fake.requests[2]).toEqual(at.fake.requests[1]);
    expect(at.boundary.steps).toEqual(['model', 'read', 'model', 'model']);
  });

  it('is told of a rejection once, with its report as it stands', async () => {
    at.boundary.settle(await at.rig.work(at.boundary));
    const feedback = [{ kind: 'rejected' as const, from: 'Mara', text: 'Say what you left out.', at: new Date(5) }];
    const next = new ScriptedBoundary(at.boundary.kept);
    at.fake.script = [read()];
    next.onBegin = (step) => (next.paused = step.call !== undefined);
    next.settle(await at.rig.work(next, { feedback, draft: 'All is done.\n' }));
    expect(at.rig.lastSent().at(-1)![1]).toMatch(
      /Mara sent the previous draft back: Say what you left out\.[^]*All is done/,
    );
    const third = new ScriptedBoundary(next.kept);
    await at.rig.work(third, {
      feedback: JSON.parse(JSON.stringify(feedback)) as typeof feedback,
      draft: 'All is done.\n',
    });
    expect(JSON.stringify(at.fake.requests.at(-1)).match(/Say what you left out/g)).toHaveLength(1);
  });

  it('lets go at once of a call that is on its way, and books its estimate', async () => {
    at.fake.next = { kind: 'never' };
    const working = at.rig.work(at.boundary);
    await until(() => at.fake.requests.length === 1, 'the request');
    at.boundary.controller.abort();
    expect(await working).toEqual({ kind: 'aborted', cost: at.boundary.requests[0]!.estimate });
  });

  it('ends what its command started when it is aborted', async () => {
    at.rig.stage = { commands: { wait: { run: 'echo begun; sleep 60' } } };
    at.fake.script = [calls(['command', { name: 'wait' }])];
    const working = at.rig.work(at.boundary);
    await until(() => at.boundary.live.includes('begun\n'), 'the command');
    at.boundary.controller.abort();
    expect((await working).kind).toBe('aborted');
  });
});
