import { spawnSync } from 'node:child_process';
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { putOff } from '../../../../src/agents/agent/words.ts';
import { callOf } from '../../../../src/agents/rehearsal/session/action.ts';
import { nextTurn } from '../../../../src/agents/rehearsal/session/next.ts';
import { noScript, readScript, type Script } from '../../../../src/agents/rehearsal/session/script.ts';
import type { Turn } from '../../../../src/agents/model/turn.ts';
import { changedWords, deletedWords } from '../../../../src/core/steering/note-words.ts';
import type { AgentStage } from '../../../../src/core/project/stage.ts';
import { stageOf } from '../../stage.ts';
import { callsIn, play, saidIn, type Play } from './play.ts';

const example = path.resolve(import.meta.dirname, '../../../../examples/coding-session');

const stage = stageOf({
  do: 'agent',
  name: 'Make the tests pass',
  role: 'engineer',
  brief: 'Work until the tests pass.',
  tools: ['list', 'read', 'write', 'ask'],
  commands: { test: { run: 'node --test --test-reporter=spec' }, diff: { run: 'git diff' } },
  shell: {},
}) as AgentStage;

const three = (_question: string, options: string[]): string => options.find((it) => it.startsWith('Three')) ?? '';

describe('the rehearsal of a coding session', () => {
  let folder: string;
  let script: Script;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'session-'));
    await cp(path.join(example, 'repository'), folder, { recursive: true });
    const read = await readScript(example);
    if ('problem' in read) throw new Error(read.problem);
    script = read;
  });
  afterEach(() => rm(folder, { recursive: true }));

  const run = (more: Partial<Play> = {}) =>
    play({ folder, stage, script, answer: three, approve: () => 'It ended with exit code 0.', ...more });
  const text = (file: string): Promise<string> => readFile(path.join(folder, file), 'utf8');
  const passes = (): boolean => spawnSync('node', ['--test'], { cwd: folder }).status === 0;
  const written = (turns: Awaited<ReturnType<typeof run>>): unknown[] =>
    callsIn(turns).flatMap(({ tool, input }) => (tool === 'write' ? [(input as { path: string }).path] : []));

  it('reads, runs the tests, mends what failed, asks, and commits, until they pass', async () => {
    expect(passes()).toBe(false);
    const lines: string[] = [];
    const turns = await run({ approve: (line) => (lines.push(line), 'It ended with exit code 0.') });
    expect(passes()).toBe(true);
    expect(callsIn(turns).map(({ tool }) => tool)).toEqual(
      'list read command read write ask write write read write read write command command shell'.split(' '),
    );
    expect(lines).toEqual([
      "git add --all && git commit --message 'Cap the fee, give three free days, recognise a Sunday, write two decimals'",
    ]);
    const said = saidIn(turns);
    expect(said.slice(0, -1).filter((it) => !it.startsWith('Rehearsal, no AI model: '))).toEqual([]);
    expect(said.at(-1)).toContain('All 6 tests pass.');
    expect(said.at(-1)).toContain('– Mara: Three, as the test says.');
    expect(said.at(-1)).toMatch(/No AI model was called\._$/);
  });

  it('leaves alone what it is told to, adds the test that it is asked for, and says both in its next words', async () => {
    const before = await text('src/date.js');
    const turns = await run({
      words: {
        4: 'Leave src/date.js alone, and add a test for a book that is back on its due day.',
        9: 'Nice weather.',
      },
    });
    expect(saidIn(turns)[4]).toMatch(
      /Mara wrote: “Leave src\/date\.js alone, and add .*”\. I leave `src\/date\.js` alone\. I take it up: /,
    );
    expect(saidIn(turns)[9]).toContain('“Nice weather”. That is not in the script of this rehearsal');
    expect(await text('src/date.js')).toBe(before);
    expect(written(turns)).toContain('src/loan.js');
    expect(await text('test/fee.test.js')).toContain("test('costs nothing on the due day'");
    expect(passes()).toBe(true);
    expect(saidIn(turns).at(-1)).toContain('All 7 tests pass.');
  });

  it('says so when it was told too late, or is asked for what it does not know', async () => {
    const turns = await run({
      words: { 6: 'Please add a test for leap years.', 13: 'Don’t touch fee.js!' },
      approve: () => 'Mara refused this: not yet.',
    });
    expect(saidIn(turns)[6]).toContain('has no test about “leap years”; it knows some about: due day, slip');
    expect(saidIn(turns)[13]).toContain('I had changed `src/fee.js` before you said so');
    expect(saidIn(turns).at(-1)).toContain('– Mara refused this: not yet.');
    expect(callsIn(turns).filter(({ tool }) => tool === 'shell')).toHaveLength(1);
  });

  it('explains first, and changes nothing more where that is the answer', async () => {
    const questions: string[] = [];
    const turns = await run({
      words: { 3: 'Explain first.' },
      answer: (question, options) => (questions.push(question), options.at(-1) ?? ''),
    });
    expect(questions).toHaveLength(1);
    expect(questions[0]).toMatch(/I would change this next:\n\n- Cap the fee: .*\n- Recognise a Sunday: /);
    expect(written(turns)).toEqual([]);
    expect(saidIn(turns).at(-1)).toMatch(/1 test passes, 5 fail: “costs 20 cents/);
    expect(saidIn(turns).at(-1)).toContain('Nothing was changed.');
  });

  it('goes on after an explanation once somebody says so', async () => {
    const turns = await run({
      words: { 3: 'Explain first.', 4: 'Go on.' },
      answer: (_, options) => options.at(-1) ?? '',
    });
    expect(written(turns)).toContain('src/fee.js');
    expect(passes()).toBe(true);
  });

  it('takes up what the report was sent back with, and what the brief says', async () => {
    const turns = await run();
    const back = {
      by: 'house',
      text: '# Feedback to take up first\n\n- Mara sent the previous draft back: Add a test for the slip.',
    };
    const again = nextTurn([...turns, back as Turn], { stage, script });
    expect(again.text).toContain('Mara wrote: “Add a test for the slip”. I take it up: ');
    expect(again.action).toEqual({ do: 'read', path: 'test/slip.test.js' });
    const brief = '# The brief of this run\n\nLeave src/slip.js alone.\n\n# Parameters\n\n- repository: sample';
    expect(nextTurn([{ by: 'house', text: brief }], { stage, script }).text).toContain('I leave `src/slip.js` alone.');
  });

  it('goes by edited words as they are now, and no longer by deleted ones', async () => {
    const turns = (await run()).slice(0, 7);
    const say = (text: string, message = 'm') => ({ by: 'person' as const, message, name: 'Mara', text });
    const told = say('Leave src/fee.js alone.');
    const next = (...more: Turn[]) => nextTurn([...turns, told, ...more], { stage, script }).action;
    const spoken = { by: 'model' as const, text: 'Yes.', calls: [] };
    expect(next()).not.toMatchObject({ path: 'src/fee.js' });
    expect(next(spoken, say(changedWords('Leave src/slip.js alone.', told.text), 'n'))).toMatchObject({
      path: 'src/fee.js',
    });
    expect(next(spoken, { by: 'house', text: deletedWords('Mara', told.text) })).toMatchObject({ path: 'src/fee.js' });
  });

  it('changes nothing in a repository that it knows nothing of, and reports what it saw', async () => {
    const turns = await run({ script: noScript, words: { 2: 'Please mend the fee.' } });
    expect(callsIn(turns).map(({ tool }) => tool)).toEqual(['list', 'read', 'read', 'command']);
    const report = saidIn(turns).at(-1);
    expect(report).toContain('1 test passes, 5 fail: “costs 20 cents');
    expect(report).toContain('“costs 5 euros at most”: the script of this rehearsal knows nothing about it.');
    expect(report).toContain('Mara wrote: “Please mend the fee”. That is not in the script');
  });

  it('follows words visibly, wherever a person may speak', async () => {
    const turns = await run();
    const called = (tool: string): number =>
      turns.findLastIndex((turn) => turn.by === 'model' && turn.calls[0]?.tool === tool);
    /** The talk up to this call, what came of it, and what is said after that. */
    const next = (at: number, result: string | null, ...said: Turn[]) => {
      const before = turns.slice(0, at + 1);
      const made = turns[at + 1]!;
      if (made.by !== 'tool') throw new Error('bug: nothing came of this call');
      return nextTurn([...before, { ...made, text: result ?? made.text }, ...said], { stage, script });
    };
    const says = (text: string): Turn => ({ by: 'person', message: 'm', name: 'Mara', text });
    const addTest = 'Add a test for the slip.';
    const takenUp = 'Mara wrote: “Add a test for the slip”. I take it up: ';

    // While its command line waits for approval: its report begins with it, or it goes on.
    for (const [words, answer] of [
      ['Nice weather.', 'Mara wrote: “Nice weather”. That is not in the script of this rehearsal'],
      ['Leave src/date.js alone.', 'I had changed `src/date.js` before you said so'],
      ['Go on.', 'Mara wrote: “Go on”. I go on.'],
    ] as const) {
      const { text, action } = next(called('shell'), null, says(words));
      expect([text.slice(0, 300), action]).toEqual([expect.stringContaining(answer), null]);
    }
    const read = { do: 'read', path: 'test/slip.test.js' };
    expect(next(called('shell'), null, says(addTest))).toEqual({
      text: expect.stringContaining(takenUp),
      action: read,
    });
    // In the reason for which it is refused, and beside the answer to its question.
    const refused = next(called('shell'), `Mara refused this: ${addTest}`);
    expect(refused).toEqual({ text: expect.stringContaining(takenUp), action: read });
    const answered = next(called('ask'), 'Answered by Mara: Three, as the test says, but leave src/date.js alone.');
    expect(answered.text).toContain('I leave `src/date.js` alone.');
    // Before any of its calls: it asks again for what was put off, and takes nothing for an answer or for done.
    for (const [at, turn] of turns.entries()) {
      if (turn.by !== 'model' || turn.calls[0] === undefined) continue;
      const { text, action } = next(at, putOff(false), says('Nice weather.'));
      expect(text).toContain('Mara wrote: “Nice weather”.');
      expect(action && callOf(action, turn.calls[0].id)).toEqual(turn.calls[0]);
    }
  });

  it('says the same after the same talk, and uses no tool that the stage does not give', async () => {
    const bare = { ...stage, tools: ['list'], commands: {}, shell: undefined } as unknown as AgentStage;
    const turns = await run({ stage: bare });
    expect(callsIn(turns).map(({ tool }) => tool)).toEqual(['list']);
    expect(saidIn(turns).at(-1)).toContain('No tests were run: this stage declares no command');
    const known = { stage: bare, script };
    expect(nextTurn(turns.slice(0, 3), known)).toEqual(nextTurn(turns.slice(0, 3), known));
  });
});
