import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { nanoid } from 'nanoid';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { migrate } from '../../db/migrate.ts';
import { agentExecutor } from '../../src/agents/agent/executor.ts';
import { projectSchema } from '../../src/core/project/definition.ts';
import { isRefusal } from '../../src/core/refusal.ts';
import { decide } from '../../src/core/run/decide.ts';
import type { RunEvent } from '../../src/core/run/event.ts';
import type { RunState } from '../../src/core/run/state.ts';
import { startJobs, type Jobs } from '../../src/jobs/start.ts';
import { Bench } from '../agents/agent/tools/bench.ts';
import { calls, says } from '../agents/agent/rig.ts';
import { startFakeModel, type FakeModel } from '../fakes/model/server.ts';
import { freshDatabase } from '../setup/database.ts';
import { ada } from './memory.ts';
import { quickSettings, silent } from './room.ts';
import { beginRunOf, command, openStores, statusOf, type Stored } from './stored.ts';
import { until } from './until.ts';

// A role with tools, by the real rules, stores, queue and worker; only its model is a fake.

const database = freshDatabase();
const employed: Jobs[] = [];
let stored: Stored;
let fake: FakeModel;
let bench: Bench;

const stageOf = (folder: string, turns?: number) => ({
  turns,
  ...{ id: 'fix', do: 'agent', name: 'Fix it', role: 'engineer', brief: 'Make it work.', makes: 'report' },
  ...{ directory: folder, tools: ['read', 'write', 'ask'], approve: ['write'] },
  commands: { wait: { run: 'echo x >> began; until [ -e go ]; do sleep 0.02; done; echo gone on' } },
});

const begin = (turns?: number): Promise<string> => {
  const price = { input: 3, output: 15 };
  const project = projectSchema.parse({
    ...{ project: `code-${randomBytes(4).toString('hex')}`, name: 'Code' },
    places: [{ surface: 'console', channel: `general-${nanoid(6)}` }],
    people: [{ id: 'ada', name: 'Ada', may: 'everything', accounts: {} }],
    roles: [{ handle: 'engineer', name: 'Ines', emoji: '🔧', domain: ['code'], instructions: 'Work.' }],
    models: { main: { name: 'fake-1', price, max_output: 1000 } },
    pipelines: [{ id: 'code', name: 'Code', about: 'Works.', stages: [stageOf(bench.folder, turns)] }],
  });
  return beginRunOf(stored, project);
};

/** `drain`: milliseconds that a step may still take once its worker was asked to stop. */
async function employ(drain = 100): Promise<Jobs> {
  const models = { name: 'fake-1', baseUrl: fake.baseUrl, apiKey: 'key-for-tests', keyNamed: () => undefined };
  const jobs = await startJobs({
    ...stored,
    executors: [agentExecutor({ host: { PATH: process.env.PATH }, workspaces: bench.top, models })],
    drawing: { card: async () => null, words: async () => null },
    ...{ surfaces: [], parts: ['worker'], settings: { ...quickSettings, drain }, log: silent },
  });
  employed.push(jobs);
  return jobs;
}

type Said<T> = T extends RunEvent ? Omit<T, 'id' | 'at' | 'actor'> : never;

async function tell(runId: string, said: Said<RunEvent>): Promise<void> {
  const event = { ...said, id: nanoid(), at: new Date(), actor: ada } as RunEvent;
  const reply = await stored.runs.change(runId, (state) => decide(state, event));
  if (isRefusal(reply)) throw new Error(JSON.stringify(reply));
}

const find = async (runId: string): Promise<RunState> => (await stored.runs.find(runId))!;

async function answer(runId: string, choice: 'approve' | 'happened' | 'answer', words: string | null = null) {
  const ask = (await find(runId)).asks.find((it) => it.status === 'open')!;
  const { id: askId, revision } = ask;
  await tell(runId, { kind: 'answer', askId, revision, choice, words, confirmed: true, budget: null });
}

const becomes = (runId: string, status: string) =>
  until(async () => expect(await statusOf(stored, runId)).toBe(status));
const lastSent = () =>
  fake.requests
    .at(-1)!
    .messages.slice(2)
    .map((it) => it.content);

beforeAll(async () => {
  await migrate(database.url);
  fake = await startFakeModel();
  const prefix = `test-${randomBytes(6).toString('hex')}`;
  stored = await openStores({ databaseUrl: database.url, redisUrl: null, prefix }, quickSettings);
});
beforeEach(() => {
  fake.requests.length = 0;
  fake.next = says('All is done.');
  bench = new Bench();
  bench.put({ 'a.js': 'let a;\n' });
});
afterEach(async () => {
  await Promise.all(employed.splice(0).map((jobs) => jobs.stop()));
  bench.remove();
});
afterAll(async () => {
  await stored.close();
  await fake.close();
});

it('works, waits for a person without a worker, and follows what was said meanwhile (P8)', async () => {
  fake.script = [calls(['read', { path: 'a.js' }], ['write', { path: 'b.js', content: 'let b;\n' }])];
  await employ();
  const run = await begin();
  await becomes(run, 'awaiting');
  expect(existsSync(bench.at('b.js'))).toBe(false);
  expect((await find(run)).attempts[0]).toMatchObject({ status: 'parked', lease: null });
  await tell(run, { kind: 'message', text: 'Leave a.js alone.', policy: null });
  await answer(run, 'approve');
  await becomes(run, 'completed');
  expect(readFileSync(bench.at('b.js'), 'utf8')).toBe('let b;\n');
  expect(lastSent()).toEqual([
    null,
    expect.stringContaining('let a;'),
    expect.stringContaining('Wrote b.js'),
    'Ada: Leave a.js alone.',
  ]);
  const { run: now, attempts } = await find(run);
  expect(attempts).toHaveLength(1);
  expect(now.spent).toEqual({ inputTokens: 200, outputTokens: 40, microUsd: 1200 });
});

it('answers what was said while it said that it was done', async () => {
  fake.script = [says('All is done.'), says('A test is there, too.')];
  const run = await begin();
  fake.meanwhile = () => tell(run, { kind: 'message', text: 'Add a test.', policy: null });
  await employ();
  await becomes(run, 'completed');
  expect(lastSent().slice(-2)).toEqual(['All is done.', expect.stringContaining('Ada: Add a test.')]);
  expect((await find(run)).attempts).toHaveLength(1);
});

it('says in the question what its last word was, and what that has cost', async () => {
  fake.script = [calls(['read', { path: 'a.js' }]), says('Half is done.')];
  await employ();
  const run = await begin(1);
  await until(async () => expect((await find(run)).asks).toMatchObject([{ subject: { detail: 'Half is done.' } }]));
  const { run: now, asks, attempts } = await find(run);
  expect([now.status, asks.length, attempts[0]!.lease]).toEqual(['blocked', 1, null]);
  expect(now.spent).toEqual({ inputTokens: 200, outputTokens: 40, microUsd: 1200 });
});

it('asks a question, and goes on with its answer', async () => {
  fake.script = [calls(['ask', { question: 'Which of them?', options: ['This', 'That'] }])];
  await employ();
  const run = await begin();
  await becomes(run, 'awaiting');
  await answer(run, 'answer', 'Neither.');
  await becomes(run, 'completed');
  expect(lastSent()).toEqual([null, 'Answered by Ada: Neither.']);
});

it('finishes the step in flight at a pause, keeps what it came to, and goes on from there', async () => {
  fake.script = [calls(['command', { name: 'wait' }])];
  await employ();
  const run = await begin();
  await until(() => expect(existsSync(bench.at('began'))).toBe(true));
  await command(stored, run, 'pause');
  writeFileSync(bench.at('go'), '');
  await until(async () => expect((await find(run)).attempts[0]!.status).toBe('parked'));
  expect(fake.requests).toHaveLength(1);
  await command(stored, run, 'resume');
  await becomes(run, 'completed');
  expect(readFileSync(bench.at('began'), 'utf8')).toBe('x\n');
  expect(lastSent().at(-1)).toContain('gone on');
});

it('reads what was noted on a Resume that was faster than its step', async () => {
  fake.script = [calls(['command', { name: 'wait' }])];
  await employ();
  const run = await begin();
  await until(() => expect(existsSync(bench.at('began'))).toBe(true));
  await command(stored, run, 'pause');
  await tell(run, { kind: 'resume', epoch: null, notes: 'Leave a.js alone.' });
  writeFileSync(bench.at('go'), '');
  await becomes(run, 'completed');
  expect(lastSent().at(-1)).toContain('Leave a.js alone.');
  expect((await find(run)).attempts).toHaveLength(1);
});

it('has a person judge what was running when its worker ended, and goes on with what they know', async () => {
  fake.script = [calls(['command', { name: 'wait' }])];
  const first = await employ();
  const run = await begin();
  await until(() => expect(existsSync(bench.at('began'))).toBe(true));
  await first.stop();
  await employ();
  await becomes(run, 'blocked');
  await answer(run, 'happened');
  await becomes(run, 'completed');
  expect(readFileSync(bench.at('began'), 'utf8')).toBe('x\n');
  expect(lastSent().at(-1)).toContain('Ada said that it happened');
});

it('hands over what a step came to that ended while its worker was stopping', async () => {
  fake.script = [calls(['command', { name: 'wait' }])];
  const first = await employ(20_000);
  const run = await begin();
  await until(() => expect(existsSync(bench.at('began'))).toBe(true));
  const stopped = first.stop();
  writeFileSync(bench.at('go'), '');
  await stopped;
  await employ();
  await becomes(run, 'completed');
  expect(readFileSync(bench.at('began'), 'utf8')).toBe('x\n');
  expect(lastSent().at(-1)).toContain('gone on');
  expect(fake.requests).toHaveLength(2);
});

it('tries a passing fault of its provider again, with the talk as it stood', async () => {
  fake.script = [calls(['read', { path: 'a.js' }]), { kind: 'status', status: 503, message: 'Busy.' }];
  await employ();
  const run = await begin();
  await becomes(run, 'completed');
  expect(fake.requests).toHaveLength(3);
  expect(fake.requests[2]!.messages.slice(0, 4)).toEqual(fake.requests[1]!.messages);
});
