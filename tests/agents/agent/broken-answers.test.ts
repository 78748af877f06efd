import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Behaviour } from '../../fakes/model/server.ts';
import { messageOf } from '../stage.ts';
import { ScriptedBoundary } from './boundary.ts';
import { calls, failure, says, useRig } from './rig.ts';

const at = useRig({ 'a.js': 'let a = 1;\n', 'b.js': 'let b = 1;\n' });

const read = (path = 'a.js') => calls(['read', { path }]);

describe('answers that nothing can be done with', () => {
  it.each<[string, Behaviour, RegExp]>([
    ['a tool that there is not', calls(['delete', {}]), /There is no tool “delete”\. There are: list, read,/],
    ['a tool that was not declared', calls(['shell', { line: 'rm -r .' }]), /There is no tool “shell”/],
    ['arguments of another shape', calls(['read', { file: 'a.js' }]), /arguments of read are not right[^]*path/],
    ['arguments that are no JSON', calls(['read', '{"path": "a.js']), /have to be a JSON object.*\{"path": "a\.js/],
    ['arguments with a zero character', calls(['write', { path: 'c', content: 'a\0b' }]), /zero characters/],
    ['nothing at all', says(''), /That answer was empty/],
    ['an end where the longest answer was reached', says('I will now', 'length'), /That answer was cut off/],
  ])('are told as such: %s', async (_, answer, words) => {
    at.fake.script = [answer];
    expect((await at.rig.work(at.boundary)).kind).toBe('done');
    expect(at.boundary.steps, 'nothing was run').toEqual(['model', 'model']);
    expect(at.rig.lastSent().at(-1)![1]).toMatch(words);
  });

  it('do not hold up those calls beside them that can be made', async () => {
    at.fake.script = [calls(['delete', {}], ['read', { path: 'a.js' }])];
    expect((await at.rig.work(at.boundary)).kind).toBe('done');
    expect(at.boundary.steps).toEqual(['model', 'read', 'model']);
  });

  it('end the stage in words after three in a row', async () => {
    at.fake.script = [calls(['delete', {}]), says(''), calls(['read', {}]), read()];
    const { error, passing, cost } = failure(await at.rig.work(at.boundary));
    expect(error).toMatch(/^Model "fake-1" gave 3 answers in a row that nothing could be done with/);
    expect({ passing, cost }).toMatchObject({ passing: false, cost: { microUsd: 600 } });
    expect(at.fake.requests).toHaveLength(3);
  });

  it('are counted anew after a good one', async () => {
    const twice = [calls(['delete', {}]), says('')];
    at.fake.script = [...twice, read(), ...twice, read('b.js'), ...twice];
    expect((await at.rig.work(at.boundary)).kind).toBe('done');
  });

  it('say what to change in the project where they are all cut off', async () => {
    at.fake.next = says('And so on and', 'length');
    expect(failure(await at.rig.work(at.boundary)).error).toContain('Raise max_output');
  });
});

describe('a model that gets nowhere', () => {
  it('is stopped in words when it does the same three times with the same result', async () => {
    at.fake.next = read();
    const { error } = failure(await at.rig.work(at.boundary));
    expect(error).toBe(
      'Model "fake-1" did the same thing 3 times, with the same result: read {"path":"a.js"}. Tell it what to do instead, and let it go on.',
    );
    expect(at.boundary.steps.filter((it) => it === 'read')).toHaveLength(3);
  });

  it('makes none of those calls once more when it is let go on', async () => {
    at.fake.next = calls(['command', { name: 'greet' }]);
    const result = await at.rig.work(at.boundary);
    expect(failure(result).error).toContain('did the same thing 3 times');
    at.boundary.settle(result);
    at.fake.next = says('All is done.');
    expect((await at.rig.work(at.boundary)).kind).toBe('done');
    expect(readFileSync(at.bench.at('greeted'), 'utf8')).toBe('x\nx\nx\n');
  });

  it('may look again at what it has changed meanwhile', async () => {
    const turn = (n: number) => [calls(['write', { path: 'a.js', content: `${n}` }]), read()];
    at.fake.script = [1, 2, 3, 4].flatMap(turn);
    expect((await at.rig.work(at.boundary)).kind).toBe('done');
  });

  it('is given another chance when people have said something', async () => {
    at.fake.script = [read(), read(), read(), read()];
    at.boundary.onBegin = (step) => {
      if (at.boundary.steps.length === 4 && !step.call) at.boundary.queued = [messageOf('Once more.')];
    };
    expect((await at.rig.work(at.boundary)).kind).toBe('done');
  });

  it('goes no further with a talk that can not be read', async () => {
    const { error } = failure(await at.rig.work(new ScriptedBoundary([{ by: 'nobody' }])));
    expect(error).toMatch(/cannot be read \(turn 1/);
    expect(at.fake.requests).toHaveLength(0);
  });
});
