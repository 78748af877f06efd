import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ChatCall } from './messages.ts';
import { refuseRequest, type ChatRequest } from './request.ts';

/** What the endpoint does with the next request that it accepts. */
export type Behaviour =
  | { kind: 'answer'; text: string; usage?: Usage; finish?: 'stop' | 'length' | 'content_filter' }
  | CallsTools
  | { kind: 'status'; status: number; message: string; code?: string; headers?: Record<string, string> }
  /** As gateways do it: what went wrong behind them, in place of an answer. */
  | { kind: 'fault'; message: string }
  | { kind: 'page' }
  | { kind: 'half' }
  | { kind: 'no choices' }
  | { kind: 'hang up' }
  | { kind: 'never' };

type Usage = { input: number; output: number } | null;

export interface CallsTools {
  kind: 'calls';
  /** `input`: a text is sent as it is, anything else as JSON. */
  calls: { name: string; input: unknown; id?: string; signature?: string }[];
  text?: string;
  reasoning?: string;
  usage?: Usage;
  finish?: 'tool_calls' | 'length';
}

export interface FakeModel {
  /** What MODEL_BASE_URL would be. */
  baseUrl: string;
  /** The bodies of all requests to the chat endpoint, refused ones included. */
  requests: ChatRequest[];
  /** Their headers, in the same order. */
  headers: IncomingHttpHeaders[];
  /** How many clients went away before they had their answer. */
  abandoned: number;
  next: Behaviour;
  /** What it does before that, one after the other. */
  script: Behaviour[];
  /** What happens while it thinks about the next answer. */
  meanwhile: (() => Promise<void>) | null;
  /** It reasons before it calls tools, and wants that back. */
  reasons: boolean;
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
    headers: [],
    abandoned: 0,
    next: { kind: 'answer', text: 'An answer.' },
    script: [],
    reasons: false,
    meanwhile: null,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  const signatures = new Map<string, string>();
  const server = createServer((request, response) => void respond(request, response, settings, { fake, signatures }));
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
  { fake, signatures }: { fake: FakeModel; signatures: Map<string, string> },
): Promise<void> {
  if (request.method !== 'POST' || request.url !== '/v1/chat/completions') {
    return fail(response, 404, `Unknown request URL: ${request.method} ${request.url}`);
  }
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = JSON.parse(Buffer.concat(chunks).toString()) as ChatRequest;
  fake.requests.push(body);
  fake.headers.push(request.headers);
  if (request.headers.authorization !== `Bearer ${settings.apiKey}`) {
    return fail(response, 401, `Incorrect API key provided: ${request.headers.authorization}.`, 'invalid_api_key');
  }
  const problem = refuseRequest(body, { reasons: fake.reasons, signatures });
  if (problem !== null) return fail(response, 400, problem);
  if (body.model !== settings.model) {
    return fail(response, 404, `The model '${body.model}' does not exist.`, 'model_not_found');
  }
  response.on('close', () => (fake.abandoned += response.writableFinished ? 0 : 1));
  const { meanwhile } = fake;
  fake.meanwhile = null;
  await meanwhile?.();
  const behaviour = fake.script.shift() ?? fake.next;
  if (behaviour.kind !== 'calls') return behave(response, body, behaviour);
  for (const call of behaviour.calls) if (call.id && call.signature) signatures.set(call.id, call.signature);
  answerWith(response, body, behaviour, messageOf(behaviour));
}

function behave(response: ServerResponse, body: ChatRequest, behaviour: Exclude<Behaviour, CallsTools>): void {
  switch (behaviour.kind) {
    case 'answer':
      if (body.stream === true) return stream(response, body, behaviour.text);
      return answerWith(response, body, behaviour, { role: 'assistant', content: behaviour.text });
    case 'status':
      for (const [name, value] of Object.entries(behaviour.headers ?? {})) response.setHeader(name, value);
      return fail(response, behaviour.status, behaviour.message, behaviour.code);
    case 'fault':
      response.writeHead(200, { 'content-type': 'application/json' });
      return void response.end(JSON.stringify({ error: { message: behaviour.message, code: 502 } }));
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

let calls = 0;

/** Ids are unique, unless a test wants them otherwise. */
const messageOf = (given: CallsTools) => ({
  role: 'assistant',
  content: given.text ?? null,
  ...(given.reasoning !== undefined && { reasoning_content: given.reasoning }),
  tool_calls: given.calls.map(({ id, name, input, signature }): ChatCall => ({
    id: id ?? `call_${++calls}`,
    type: 'function',
    function: { name, arguments: typeof input === 'string' ? input : JSON.stringify(input) },
    ...(signature !== undefined && { extra_content: { google: { thought_signature: signature } } }),
  })),
});

function answerWith(
  response: ServerResponse,
  body: ChatRequest,
  given: Extract<Behaviour, { kind: 'answer' | 'calls' }>,
  message: object,
): void {
  const usage = given.usage === undefined ? { input: 100, output: 20 } : given.usage;
  const finish = given.finish ?? (given.kind === 'calls' ? 'tool_calls' : 'stop');
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(
    JSON.stringify({
      ...envelope(body),
      choices: [{ index: 0, message, finish_reason: finish }],
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
