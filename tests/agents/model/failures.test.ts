import { describe, expect, it } from 'vitest';
import { explainFailure } from '../../../src/agents/model/errors.ts';
import { noCost } from '../../../src/core/run/run.ts';
import type { Behaviour } from '../../fakes/model/server.ts';
import { agentOf, ask, house, read, talkOf } from './rig.ts';
import { useFakeModel } from './use-fake.ts';

const used = useFakeModel();
const status = (code: number, message: string, named?: string): Behaviour => ({
  kind: 'status',
  status: code,
  message,
  ...(named !== undefined && { code: named }),
});

type Case = [what: string, behaviour: Behaviour, words: RegExp];

const talk = talkOf(house('Fix it.'));

async function failed(behaviour: Behaviour) {
  used.fake.script = [behaviour];
  const reply = await ask(used, talk);
  if (reply.kind !== 'failed') throw new Error(JSON.stringify(reply));
  expect(used.fake.requests, 'no hidden retries').toHaveLength(1);
  return reply;
}

const brief = /shorten the brief and what the stage needs/;

describe('a request that comes to nothing', () => {
  it.each<Case>([
    [
      'a limit for each minute',
      status(429, 'Rate limit reached: 30000 tokens per min.'),
      /busy, or its limit is reached/,
    ],
    ['a fault of the server', status(500, 'The server had an error.'), /The fault is at the endpoint/],
    ['a server that is overloaded', status(503, 'Overloaded.'), /The fault is at the endpoint/],
    [
      'a fault behind a gateway, told as an answer',
      { kind: 'fault', message: 'Provider returned error' },
      /: Provider returned error\. Trying again may work/,
    ],
  ])('is tried again, and costs nothing, for %s', async (_, behaviour, words) => {
    const { error, ...reply } = await failed(behaviour);
    expect(error).toMatch(words);
    expect(reply).toEqual({ kind: 'failed', passing: true, tooLong: false, retryAfter: 0, cost: noCost });
  });

  it.each<Case>([
    ['an answer that broke off', { kind: 'half' }, /broke off its answer/],
    ['a connection that broke off', { kind: 'hang up' }, /The connection to .* broke off before the answer/],
    ['a gateway that gave up waiting', status(504, 'Timed out.'), /The fault is at the endpoint/],
  ])('is tried again, and booked at its estimate, for %s', async (_, behaviour, words) => {
    const { error, ...reply } = await failed(behaviour);
    expect(error).toMatch(words);
    const cost = agentOf(used).estimate(talk, [read]);
    expect(reply).toEqual({ kind: 'failed', passing: true, tooLong: false, retryAfter: 0, cost });
  });

  it.each<Case>([
    ['a key that is refused', status(401, 'No.'), /Check MODEL_API_KEY/],
    ['a purse that is empty', status(429, 'You exceeded your quota.', 'insufficient_quota'), /Add credit/],
    ['a model that is not there', status(404, 'No such model.'), /Check MODEL_NAME \("fake-1"\)/],
    ['a request of the wrong form', status(400, 'Unknown field.'), /It does not take this request/],
    [
      'a filter that refuses the request',
      status(400, 'The response was filtered.', 'content_filter'),
      /content filter stopped it: say it in other words/,
    ],
    ['a web page', { kind: 'page' }, /not with a chat completion\. Check MODEL_BASE_URL/],
  ])('is told with what to do about it, and costs nothing, for %s', async (_, behaviour, words) => {
    const { error, ...reply } = await failed(behaviour);
    expect(error).toMatch(words);
    expect(reply).toEqual({ kind: 'failed', passing: false, tooLong: false, retryAfter: 0, cost: noCost });
  });

  it.each<[asked: string, headers: Record<string, string>, waits: [least: number, most: number]]>([
    ['seconds', { 'retry-after': '20' }, [20_000, 20_000]],
    ['milliseconds', { 'retry-after': '1', 'retry-after-ms': '350' }, [350, 350]],
    ['a date', { 'retry-after': new Date(Date.now() + 100_000).toUTCString() }, [1, 100_000]],
    ['a date that is over', { 'retry-after': 'Wed, 21 Oct 2015 07:28:00 GMT' }, [0, 0]],
    ['nothing that could be read', { 'retry-after': 'soon' }, [0, 0]],
  ])('is tried again not before the endpoint asks for it, in %s', async (_, headers, [least, most]) => {
    const reply = await failed({ kind: 'status', status: 429, message: 'Slow down.', headers });
    expect(reply.passing).toBe(true);
    expect(reply.retryAfter).toBeGreaterThanOrEqual(least);
    expect(reply.retryAfter).toBeLessThanOrEqual(most);
  });

  it('is for people to go on with where that is long', async () => {
    const reply = await failed({
      kind: 'status',
      status: 429,
      message: 'Daily limit.',
      headers: { 'retry-after': '7100' },
    });
    expect(reply).toMatchObject({ passing: false, retryAfter: 0 });
    expect(reply.error).toMatch(/its limit is reached: it asks to wait 119 minutes\. Resume after that\.$/);
  });

  it('is one answer that nobody can take in, where arguments are nested without a bottom', async () => {
    const input = `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`;
    const reply = await failed({ kind: 'calls', calls: [{ name: 'read', input }] });
    expect(reply).toMatchObject({ passing: false, cost: agentOf(used).estimate(talk, [read]) });
  });

  it('counts half an answer that a filter broke off as none, and what it cost', async () => {
    const reply = await failed({ kind: 'answer', text: 'I will now', finish: 'content_filter' });
    expect(reply).toMatchObject({ passing: false, cost: { microUsd: 600 } });
    expect(reply.error).toMatch(/^Model "fake-1" broke off its answer\. The provider's content filter stopped it/);
  });
});

describe('a connection that fails', () => {
  it.each([
    ['UND_ERR_SOCKET', true, /broke off before the answer/],
    ['ETIMEDOUT', true, /broke off before the answer/],
    ['EAI_AGAIN', true, /could not be reached/],
    ['ENOTFOUND', false, /Start the model's server, or check MODEL_BASE_URL/],
    ['ERR_ELSE', false, /^The call of model "fake-1" failed: fetch failed\. Check MODEL_BASE_URL\.$/],
  ])('is explained by its code: %s', (code, passing, words) => {
    const source = { baseUrl: 'MODEL_BASE_URL', apiKey: 'MODEL_API_KEY', name: 'MODEL_NAME' };
    const error = new Error('fetch failed', { cause: Object.assign(new Error('deep'), { code }) });
    const told = explainFailure(error, 'fake-1', { baseUrl: 'http://127.0.0.1:1/v1', apiKey: null, source });
    expect(told.passing).toBe(passing);
    expect(told.error).toMatch(words);
  });
});

describe('a request that is too long', () => {
  it.each<Case>([
    [
      'OpenAI',
      status(
        400,
        "This model's maximum context length is 128000 tokens. However, you requested 130000 tokens.",
        'context_length_exceeded',
      ),
      brief,
    ],
    [
      'vLLM',
      status(
        400,
        "You passed 1015 input tokens and requested 10 output tokens. However, the model's context length is only 1024 tokens.",
      ),
      brief,
    ],
    [
      'llama.cpp',
      status(400, 'the request exceeds the available context size. try increasing the context size'),
      brief,
    ],
    ['Anthropic', status(400, 'prompt is too long: 213462 tokens > 200000 maximum'), brief],
    [
      'Gemini',
      status(400, 'The input token count (1196265) exceeds the maximum number of tokens allowed (1048575).'),
      brief,
    ],
    [
      'Mistral',
      status(422, 'Prompt contains 40000 tokens, too large for model with 32768 maximum context length'),
      brief,
    ],
    ['xAI', status(400, "This model's maximum prompt length is 131072 but the request contains 537812 tokens."), brief],
    ['a proxy', status(413, 'Request Entity Too Large'), brief],
    [
      'a limit for each minute that is less',
      status(429, 'Request too large for gpt-4o on tokens per min (TPM): Limit 30000, Requested 40000.'),
      brief,
    ],
  ])('is known in the words of %s', async (_, behaviour, words) => {
    const { error, ...reply } = await failed(behaviour);
    expect(error).toMatch(words);
    expect(reply).toEqual({ kind: 'failed', passing: false, tooLong: true, retryAfter: 0, cost: noCost });
  });

  it.each<Case>([
    [
      'an answer that is asked for too long',
      status(400, 'max_tokens is too large: 1000000.'),
      /does not take this request/,
    ],
    ['a limit for each minute', status(429, 'Too many tokens, please wait before trying again.'), /busy/],
  ])('is not seen in %s', async (_, behaviour, words) => {
    const reply = await failed(behaviour);
    expect(reply.error).toMatch(words);
    expect(reply.tooLong).toBe(false);
  });
});
