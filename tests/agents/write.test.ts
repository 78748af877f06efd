import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { noCost } from '../../src/core/run/run.ts';
import type { ModelDefaults } from '../../src/agents/model/choice.ts';
import { writeExecutor } from '../../src/agents/write.ts';
import { startFakeModel, type FakeModel } from '../fakes/model/server.ts';
import { assignmentOf, messageOf, OpenBoundary, role, until, writeStage } from './stage.ts';

let fake: FakeModel;
let boundary: OpenBoundary;
let defaults: ModelDefaults;

const price = { input: 3, output: 15 };
const rejection = { kind: 'rejected' as const, from: 'Mara', text: 'Shorter, please.', at: new Date(0) };

const priced = () => {
  const assignment = assignmentOf(writeStage());
  const models = { main: { name: 'fake-1', price, max_output: 1000 } };
  return { ...assignment, definition: { ...assignment.definition, models } };
};

const failure = (result: Awaited<ReturnType<ReturnType<typeof writeExecutor>['execute']>>) => {
  if (result.kind !== 'failed') throw new Error(`It did not fail: ${result.kind}`);
  return result;
};

beforeAll(async () => {
  fake = await startFakeModel();
});
afterAll(() => fake.close());
beforeEach(() => {
  fake.requests.length = 0;
  fake.next = { kind: 'answer', text: '# Notes\n\nAll is new.' };
  boundary = new OpenBoundary();
  defaults = { name: 'fake-1', baseUrl: fake.baseUrl, apiKey: 'key-for-tests', keyNamed: () => undefined };
});

describe('the write executor', () => {
  it('keeps the answer of one call as the artifact, at its price', async () => {
    const result = await writeExecutor(defaults).execute(priced(), boundary);
    expect(result).toEqual({
      kind: 'done',
      output: { text: '# Notes\n\nAll is new.\n', rehearsal: false, remark: 'First draft: Release notes, 5 words.' },
      cost: { inputTokens: 100, outputTokens: 20, microUsd: 100 * 3 + 20 * 15 },
    });
    expect(fake.requests).toHaveLength(1);
    expect(fake.requests[0]!.max_tokens).toBe(1000);
  });

  it('tells the boundary the most that a call may cost, before it is sent', async () => {
    await writeExecutor(defaults).execute(priced(), boundary);
    const [estimate] = boundary.estimates;
    const characters = fake.requests[0]!.messages.map((it) => it.content).join('').length;
    expect(estimate!.inputTokens).toBe(Math.ceil(characters / 4));
    expect(estimate!.outputTokens).toBe(1000);
    expect(estimate!.microUsd).toBe(estimate!.inputTokens * 3 + 15_000);
  });

  it('sends nothing when the boundary says stop', async () => {
    boundary.go = false;
    const result = await writeExecutor(defaults).execute(priced(), boundary);
    expect(result).toEqual({ kind: 'stopped', continuation: null, cost: noCost });
    expect(fake.requests).toHaveLength(0);
  });

  it('puts the reason of a rejection first in the next attempt (P25), and then what people said since', async () => {
    boundary.messages = [messageOf('Also thank the testers.', 'Jon')];
    const more = { draft: '# Old', feedback: [rejection], inputs: { history: 'abc1234 Add it' } };
    const result = await writeExecutor(defaults).execute({ ...priced(), ...more }, boundary);
    const user = fake.requests[0]!.messages.find((it) => it.role === 'user')!.content!;
    const order = [
      'Shorter, please.',
      'Also thank the testers.',
      'Write the notes of this release.',
      'abc1234',
      '# Old',
    ];
    expect(order.map((it) => user.indexOf(it))).toEqual(order.map((it) => user.indexOf(it)).sort((a, b) => a - b));
    expect(user.indexOf('Shorter, please.')).toBeGreaterThan(-1);
    expect(user.indexOf('Shorter, please.')).toBeLessThan(100);
    expect(result).toMatchObject({
      output: {
        remark:
          'New draft: Release notes, 5 words, after Mara (“Shorter, please.”) and Jon (“Also thank the testers.”).',
      },
    });
  });

  it('tells the model nothing of policies, people ids or places', async () => {
    const message = {
      ...messageOf('Mention the wheel.'),
      policy: 'pause' as const,
      where: { surface: 'slack' as const, channel: 'C0SECRET', thread: null },
    };
    boundary.messages = [message];
    await writeExecutor(defaults).execute(priced(), boundary);
    const sent = JSON.stringify(fake.requests);
    expect(sent).toContain('Mention the wheel.');
    for (const word of ['steer', 'pause', 'policy', 'C0SECRET', 'message-1', 'run-1', 'attempt-1'])
      expect(sent).not.toContain(word);
  });

  it.each([
    ['401', { kind: 'status', status: 401, message: 'No.' }, false, /Check MODEL_API_KEY/],
    ['402', { kind: 'status', status: 402, message: 'Pay.' }, false, /Add credit/],
    [
      'an empty purse',
      { kind: 'status', status: 429, message: 'Quota.', code: 'insufficient_quota' },
      false,
      /Add credit/,
    ],
    [
      '404',
      { kind: 'status', status: 404, message: 'No such model.' },
      false,
      /Check MODEL_NAME \("fake-1"\) and MODEL_BASE_URL/,
    ],
    ['400', { kind: 'status', status: 400, message: 'Too long.' }, false, /Too long\. It does not take this request/],
    ['429', { kind: 'status', status: 429, message: 'Slow down.' }, true, /Slow down\. The endpoint is busy/],
    ['500', { kind: 'status', status: 500, message: 'Oh.' }, true, /The fault is at the endpoint/],
    ['503', { kind: 'status', status: 503, message: 'Busy.' }, true, /The fault is at the endpoint/],
    ['a web page', { kind: 'page' }, false, /not with a chat completion. Check MODEL_BASE_URL/],
  ] as const)('says after %s what can be done about it, and books nothing', async (_, next, passing, words) => {
    fake.next = next;
    const result = failure(await writeExecutor(defaults).execute(priced(), boundary));
    expect(result).toMatchObject({ reason: 'stage_failed', passing, cost: noCost });
    expect(result.error).toMatch(words);
    expect(fake.requests, 'no hidden retries').toHaveLength(1);
  });

  it.each([
    ['broken off', { kind: 'half' }, true],
    ['hung up on', { kind: 'hang up' }, true],
    ['answered without a choice', { kind: 'no choices' }, false],
    ['lost behind a gateway', { kind: 'status', status: 504, message: 'Timed out.' }, true],
  ] as const)('books a call at its estimate when it was %s', async (_, next, passing) => {
    fake.next = next;
    const result = failure(await writeExecutor(defaults).execute(priced(), boundary));
    expect(result.passing).toBe(passing);
    expect(result.cost).toEqual(boundary.estimates[0]);
    expect(fake.requests).toHaveLength(1);
  });

  it('names MODEL_BASE_URL when nothing answers there', async () => {
    const gone = await startFakeModel();
    await gone.close();
    const result = failure(await writeExecutor({ ...defaults, baseUrl: gone.baseUrl }).execute(priced(), boundary));
    expect(result).toMatchObject({ passing: false, cost: noCost });
    expect(result.error).toMatch(/ECONNREFUSED.*MODEL_BASE_URL/);
  });

  it('never repeats the key that an endpoint refused', async () => {
    const result = failure(await writeExecutor({ ...defaults, apiKey: 'sk-canary-77' }).execute(priced(), boundary));
    expect(result.error).toContain('Incorrect API key provided');
    expect(result.error).not.toContain('sk-canary-77');
  });

  it('fails on an empty answer, and says when the longest answer was the reason', async () => {
    fake.next = { kind: 'answer', text: ' \n' };
    expect(failure(await writeExecutor(defaults).execute(priced(), boundary))).toMatchObject({
      passing: true,
      cost: { outputTokens: 20 },
    });
    fake.next = { kind: 'answer', text: '', finish: 'length' };
    expect(failure(await writeExecutor(defaults).execute(priced(), boundary)).error).toContain('max_output');
  });

  it('counts tokens itself where the endpoint does not', async () => {
    fake.next = { kind: 'answer', text: 'x'.repeat(40), usage: null };
    const result = await writeExecutor(defaults).execute(priced(), boundary);
    expect(result).toMatchObject({
      kind: 'done',
      cost: { outputTokens: 10, inputTokens: boundary.estimates[0]!.inputTokens },
    });
  });

  it('drops the call at once when the run is cancelled, and books its estimate', async () => {
    fake.next = { kind: 'never' };
    const before = fake.abandoned;
    const working = writeExecutor(defaults).execute(priced(), boundary);
    await until(() => fake.requests.length === 1, 'the request');
    boundary.controller.abort();
    expect(await working).toEqual({ kind: 'aborted', cost: boundary.estimates[0] });
    await until(() => fake.abandoned > before, 'the endpoint to notice');
  });

  it('fails over its own time limit', async () => {
    fake.next = { kind: 'never' };
    const assignment = { ...priced(), stage: writeStage({ time_limit: '1s' }) };
    const result = failure(await writeExecutor(defaults).execute(assignment, boundary));
    expect(result).toMatchObject({ reason: 'time_limit', passing: false, cost: boundary.estimates[0] });
    expect(result.error).toContain('1 second');
  });

  it('keeps no character that the database would refuse', async () => {
    fake.next = { kind: 'answer', text: 'a\u0000b\r\nc\u001b[31md' };
    expect(await writeExecutor(defaults).execute(priced(), boundary)).toMatchObject({ output: { text: 'ab\ncd\n' } });
  });

  it('calls nobody when no model is named: it rehearses, free of charge, and says so', async () => {
    const result = await writeExecutor({ ...defaults, name: null }).execute(priced(), boundary);
    expect(result).toMatchObject({ kind: 'done', cost: noCost, output: { rehearsal: true } });
    expect(boundary.estimates).toEqual([noCost]);
    expect(fake.requests).toHaveLength(0);
  });

  it("gives the environment's key to no other endpoint than the environment's", async () => {
    const assignment = priced();
    const models = { other: { name: 'fake-1', base_url: fake.baseUrl, max_output: 10 } };
    const definition = { ...assignment.definition, models, roles: [{ ...role, model: 'other' }] };
    const elsewhere = { ...defaults, baseUrl: 'http://127.0.0.1:1/v1' };
    const result = failure(await writeExecutor(elsewhere).execute({ ...assignment, definition }, boundary));
    expect(result.error).toMatch(/undefined.*Check its api_key_from in the project file/);
    const named = { other: { ...models.other, api_key_from: 'OTHER_KEY' } };
    const keyed = { ...elsewhere, keyNamed: (name: string) => (name === 'OTHER_KEY' ? 'key-for-tests' : undefined) };
    const known = { ...assignment, definition: { ...definition, models: named } };
    expect(await writeExecutor(keyed).execute(known, boundary)).toMatchObject({ kind: 'done' });
    expect(failure(await writeExecutor(elsewhere).execute(known, boundary)).error).toContain('OTHER_KEY');
  });
});
