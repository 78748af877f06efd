import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { refuseRequest, type ChatRequest } from './request.ts';

/** What the endpoint does with the next request that it accepts. */
export type Behaviour =
  | { kind: 'answer'; text: string; usage?: { input: number; output: number } | null; finish?: 'stop' | 'length' }
  | { kind: 'status'; status: number; message: string; code?: string }
  | { kind: 'page' }
  | { kind: 'half' }
  | { kind: 'no choices' }
  | { kind: 'hang up' }
  | { kind: 'never' };

export interface FakeModel {
  /** What MODEL_BASE_URL would be. */
  baseUrl: string;
  /** The bodies of all requests to the chat endpoint, refused ones included. */
  requests: ChatRequest[];
  /** How many clients went away before they had their answer. */
  abandoned: number;
  next: Behaviour;
  close(): Promise<void>;
}

interface Settings {
  apiKey: string;
  model: string;
}

/** An endpoint that speaks OpenAI's chat protocol and takes nothing that the real one would refuse. */
export async function startFakeModel(
  settings: Settings = { apiKey: 'key-for-tests', model: 'fake-1' },
): Promise<FakeModel> {
  const fake: FakeModel = {
    baseUrl: '',
    requests: [],
    abandoned: 0,
    next: { kind: 'answer', text: 'An answer.' },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  const server = createServer((request, response) => void respond(request, response, settings, fake));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  fake.baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  return fake;
}

const fail = (response: ServerResponse, status: number, message: string, code: string | null = null): void => {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ error: { message, type: 'invalid_request_error', param: null, code } }));
};

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  settings: Settings,
  fake: FakeModel,
): Promise<void> {
  if (request.method !== 'POST' || request.url !== '/v1/chat/completions') {
    return fail(response, 404, `Unknown request URL: ${request.method} ${request.url}`);
  }
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = JSON.parse(Buffer.concat(chunks).toString()) as ChatRequest;
  fake.requests.push(body);
  if (request.headers.authorization !== `Bearer ${settings.apiKey}`) {
    return fail(response, 401, `Incorrect API key provided: ${request.headers.authorization}.`, 'invalid_api_key');
  }
  const problem = refuseRequest(body);
  if (problem !== null) return fail(response, 400, problem);
  if (body.model !== settings.model) {
    return fail(response, 404, `The model '${body.model}' does not exist.`, 'model_not_found');
  }
  response.on('close', () => (fake.abandoned += response.writableFinished ? 0 : 1));
  behave(response, body, fake.next);
}

function behave(response: ServerResponse, body: ChatRequest, behaviour: Behaviour): void {
  switch (behaviour.kind) {
    case 'answer':
      return body.stream === true ? stream(response, body, behaviour.text) : answer(response, body, behaviour);
    case 'status':
      return fail(response, behaviour.status, behaviour.message, behaviour.code);
    case 'page':
      response.writeHead(200, { 'content-type': 'text/html' });
      return void response.end('<!doctype html><title>Welcome</title>');
    case 'half':
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': 400 });
      response.write('{"id":"chatcmpl-1","choices":[{"mess');
      return void setTimeout(() => response.destroy(), 50);
    case 'no choices':
      response.writeHead(200, { 'content-type': 'application/json' });
      return void response.end(JSON.stringify({ ...envelope(body), choices: [] }));
    case 'hang up':
      return void response.destroy();
    case 'never':
      return;
  }
}

const envelope = (body: ChatRequest) => ({
  id: 'chatcmpl-1',
  object: 'chat.completion',
  created: 1,
  model: body.model,
});

function answer(response: ServerResponse, body: ChatRequest, given: Extract<Behaviour, { kind: 'answer' }>): void {
  const usage = given.usage === undefined ? { input: 100, output: 20 } : given.usage;
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(
    JSON.stringify({
      ...envelope(body),
      choices: [
        { index: 0, message: { role: 'assistant', content: given.text }, finish_reason: given.finish ?? 'stop' },
      ],
      ...(usage && {
        usage: {
          prompt_tokens: usage.input,
          completion_tokens: usage.output,
          total_tokens: usage.input + usage.output,
        },
      }),
    }),
  );
}

function stream(response: ServerResponse, body: ChatRequest, text: string): void {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  const chunk = (delta: object, finish: string | null) =>
    `data: ${JSON.stringify({ ...envelope(body), choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`;
  for (const word of text.split(/(?<= )/)) response.write(chunk({ content: word }, null));
  response.end(`${chunk({}, 'stop')}data: [DONE]\n\n`);
}
