import { describe, expect, it } from 'vitest';
import { digestText } from '../../../src/core/digest.ts';
import type { Behaviour } from '../../fakes/model/server.ts';
import { messageOf } from '../stage.ts';
import { ScriptedBoundary } from './boundary.ts';
import { calls, failure, says, useRig } from './rig.ts';

const files = Object.fromEntries(Array.from({ length: 12 }, (_, it) => [`${it}.txt`, `${it} `.repeat(4000)]));
const at = useRig(files);

const readings = Array.from({ length: 12 }, (_, it) => calls(['read', { path: `${it}.txt` }]));
/** Tokens: 40,000 characters. */
const longest = 10_000;
const bodies = () => at.fake.requests.map((it) => JSON.stringify(it.messages));

describe('an agent that reads more than its model can', () => {
  it('goes on with the newest of it, its task, and all that people said', async () => {
    at.rig.model = { max_input: longest };
    at.fake.script = [...readings];
    at.boundary.queued = [messageOf('Mind the third.')];
    expect((await at.rig.work(at.boundary)).kind).toBe('done');
    const last = bodies().at(-1)!;
    const found = ['Make the tests pass.', 'Mind the third.', '11 11 11', '"1.txt: all of its'].map((it) =>
      last.includes(it),
    );
    expect(found).toEqual([true, true, true, false]);
    expect(Math.max(...bodies().map((it) => it.length))).toBeLessThan(50_000);
  });

  it('would have sent all of it otherwise', async () => {
    at.fake.script = [...readings];
    await at.rig.work(at.boundary);
    expect(Math.max(...bodies().map((it) => it.length))).toBeGreaterThan(90_000);
  });

  it('sends the same to the letter where another worker takes it up at each step', async () => {
    at.rig.model = { max_input: longest };
    at.fake.script = [...readings];
    await at.rig.work(at.boundary);
    const expected = bodies();
    at.fake.requests.length = 0;
    at.fake.script = [...readings];
    let result;
    let kept: unknown[] = [];
    do {
      const next = new ScriptedBoundary(kept);
      next.onBegin = () => (next.paused = next.steps.length > 0);
      result = await at.rig.work(next);
      next.settle(result);
      kept = next.kept;
    } while (result.kind === 'stopped');
    expect(result.kind).toBe('done');
    expect(digests(bodies())).toEqual(digests(expected));
  });
});

/** The endpoint's ids go on counting from one story to the next. */
const digests = (all: readonly string[]): string[] => all.map((it) => digestText(it.replaceAll(/call_\d+/g, 'call')));

describe('a provider that takes no more', () => {
  const full: Behaviour = {
    kind: 'status',
    status: 400,
    message: "This model's maximum context length is 8192 tokens. However, your messages resulted in 30312 tokens.",
    code: 'context_length_exceeded',
  };

  it('is sent less, as a step of its own, and from then on', async () => {
    at.fake.script = [...readings.slice(0, 6), full, readings[6]!, says('I have read enough.')];
    expect((await at.rig.work(at.boundary)).kind).toBe('done');
    const [before, after] = [bodies()[6]!, bodies()[7]!];
    expect(after.length).toBeLessThan(before.length * 0.6);
    expect(after.includes('All of this was more than you can be sent at once')).toBe(true);
    expect(at.boundary.steps.filter((it) => it === 'model')).toHaveLength(9);
    expect(bodies()[8]!.length).toBeLessThan(before.length * 0.8);
  });

  it('ends the stage in words where there is nothing left to leave out', async () => {
    at.fake.next = full;
    const { error, passing } = failure(await at.rig.work(at.boundary));
    expect(error).toMatch(
      /answered 400: This model's maximum context length.*shorten the brief and what the stage needs/,
    );
    expect(passing).toBe(false);
    expect(at.fake.requests).toHaveLength(1);
  });

  it('ends it as well after it was sent less and less', async () => {
    at.fake.script = [...readings.slice(0, 6)];
    at.fake.next = full;
    failure(await at.rig.work(at.boundary));
    expect(at.fake.requests.length).toBeGreaterThan(7);
    expect(at.fake.requests.length).toBeLessThan(12);
  });
});

describe('a model that repeats what was left out', () => {
  it('writes no such thing into a file', async () => {
    const content = '[left out by the house: 9,000 characters, which were made use of then]';
    at.fake.script = [calls(['write', { path: '1.txt', content }])];
    expect((await at.rig.work(at.boundary)).kind).toBe('done');
    expect(at.rig.lastSent().at(-1)![1]).toContain('Give all of the text.');
    expect(at.boundary.steps).toEqual(['model', 'model']);
  });
});
