import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { noCost } from '../../../../src/core/run/run.ts';
import type { AgentStage } from '../../../../src/core/project/stage.ts';
import { rehearsalAgent } from '../../../../src/agents/rehearsal/session/agent.ts';
import { readTestRun } from '../../../../src/agents/rehearsal/session/test-run.ts';
import { isMeant, wishesIn } from '../../../../src/agents/rehearsal/session/wishes.ts';
import { stageOf } from '../../stage.ts';

describe('what people say to the rehearsal of an agent', () => {
  it.each([
    ['Leave src/date.js alone.', [{ kind: 'leave', what: 'src/date.js' }]],
    ['please leave the `tests` folder alone', [{ kind: 'leave', what: 'tests' }]],
    ["Don't touch date.js, and explain first", [{ kind: 'leave', what: 'date.js' }, { kind: 'explain' }]],
    ['Hands off src/fee.js!', [{ kind: 'leave', what: 'src/fee.js' }]],
    ['You may change src/date.js after all.', [{ kind: 'may', what: 'src/date.js' }]],
    ['Add a test for the due day.', [{ kind: 'add_test', about: 'the due day' }]],
    ['Can you write another test about leap years?', [{ kind: 'add_test', about: 'leap years' }]],
    ['Tell me what you would change.', [{ kind: 'explain' }]],
    ['Go ahead.', [{ kind: 'go_on' }]],
    ['Nice weather today.', [{ kind: 'unknown' }]],
    ['Leave me alone.', [{ kind: 'leave', what: 'me' }]],
  ])('%s', (words, wishes) => {
    expect(wishesIn(words)).toEqual(wishes);
  });

  it.each([
    ['src/date.js', 'src/date.js', true],
    ['src/date.js', './src/date.js', true],
    ['src/date.js', 'date.js', true],
    ['test/fee.test.js', 'tests', true],
    ['test/fee.test.js', 'test/', true],
    ['src/update.js', 'date.js', false],
    ['src/date.js', 'src/fee.js', false],
  ])('%s is meant by %s: %s', (file, said, is) => {
    expect(isMeant(file, said)).toBe(is);
  });
});

describe('the output of a test run', () => {
  it('is read as the spec reporter writes it, once for each test', () => {
    const output =
      '✖ adds (1.2ms)\n  Error: x\n✔ divides (0.1ms)\nℹ tests 3\nℹ pass 1\nℹ fail 2\n\n✖ failing tests:\n\n✖ adds (1.2ms)\n  ✖ within a suite (2ms)\n';
    expect(readTestRun(output)).toEqual({ failing: ['adds', 'within a suite'], passed: 1, failed: 2 });
  });

  it('is read as TAP', () => {
    const output = 'TAP version 13\nnot ok 1 - adds\n  ---\nok 2 - divides\n# tests 2\n# pass 1\n# fail 1\n';
    expect(readTestRun(output)).toEqual({ failing: ['adds'], passed: 1, failed: 1 });
  });

  it('says nothing where it is something else', () => {
    expect(readTestRun('12 passing, 1 failing')).toEqual({ failing: [], passed: null, failed: null });
  });
});

describe('the stand-in for a model with tools', () => {
  const stage = stageOf({ do: 'agent', role: 'engineer', brief: 'Work.' }) as AgentStage;
  const talk = { system: '', turns: [{ by: 'house' as const, text: 'Work.' }], closing: false };
  const never = new AbortController().signal;

  it('costs nothing, and offers a call in the terms of the tools', async () => {
    const agent = rehearsalAgent(stage, tmpdir());
    expect(agent.estimate(talk, [])).toEqual(noCost);
    expect(await agent.call(talk, [], never)).toMatchObject({
      kind: 'answered',
      turn: { by: 'model', calls: [{ tool: 'list', input: {} }] },
      cost: noCost,
    });
  });

  it('says where it stands, and asks for nothing more, when it has to close', async () => {
    const reply = await rehearsalAgent(stage, tmpdir()).call({ ...talk, closing: true }, [], never);
    expect(reply).toMatchObject({ turn: { text: expect.stringContaining('Nothing was changed.'), calls: [] } });
  });

  it('stops waiting when it is aborted, and tells what is wrong with a script', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'script-'));
    await writeFile(path.join(folder, 'rehearsal.yaml'), 'pace: 1h\n');
    const abort = new AbortController();
    const waiting = rehearsalAgent(stage, folder).call(talk, [], abort.signal);
    setTimeout(() => abort.abort(), 20);
    await expect(waiting).rejects.toThrow('aborted');
    await writeFile(path.join(folder, 'rehearsal.yaml'), 'pase: 1h\n');
    const reply = await rehearsalAgent(stage, folder).call(talk, [], never);
    expect(reply).toMatchObject({ kind: 'failed', passing: false, error: expect.stringContaining('pase') });
    await rm(folder, { recursive: true });
  });
});
