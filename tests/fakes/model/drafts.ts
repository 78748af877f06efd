import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { refuseRequest, type ChatRequest } from './request.ts';

/** An endpoint that drafts for many runs at once, after a moment, and counts who asked for what. */
export interface DraftingModel {
  baseUrl: string;
  /** Requests so far, by what the prompt says they are for. */
  calls: Map<string, number>;
  /** Milliseconds: an answer takes something between none and this. */
  slowest: number;
  /** From now on requests wait before they are answered, until somebody calls what comes back. */
  holdBack(): () => void;
  /** Resolves with the next request, before it is answered. */
  asked(): Promise<string>;
  close(): Promise<void>;
}

interface DraftingOptions {
  /** As it begins. */
  slowest: number;
  /** Names what a request is for, from its prompt. */
  about: (prompt: string) => string;
}

export async function startDraftingModel({ slowest, about }: DraftingOptions): Promise<DraftingModel> {
  const waiting: ((about: string) => void)[] = [];
  let held: Promise<void> | null = null;
  const model: DraftingModel = {
    baseUrl: '',
    calls: new Map(),
    slowest,
    holdBack: () => {
      let letGo = (): void => undefined;
      held = new Promise((resolve) => (letGo = resolve));
      return () => {
        held = null;
        letGo();
      };
    },
    asked: () => new Promise((resolve) => waiting.push(resolve)),
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await readBody(request);
    const problem = refuseRequest(body);
    if (problem !== null) return send(response, 400, { error: { message: problem, type: 'invalid_request_error' } });
    const what = about(body.messages.map((it) => it.content).join('\n'));
    const call = (model.calls.get(what) ?? 0) + 1;
    model.calls.set(what, call);
    for (const resolve of waiting.splice(0)) resolve(what);
    await held;
    await sleep(Math.random() * model.slowest);
    send(response, 200, completion(body.model, `A draft for ${what}, call ${call}.`));
  };
  const server = createServer((request, response) => {
    // The asker was killed: nobody is left to tell.
    answer(request, response).catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  model.baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  return model;
}

async function readBody(request: IncomingMessage): Promise<ChatRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString()) as ChatRequest;
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

const completion = (model: string, content: string) => ({
  id: 'chatcmpl-1',
  object: 'chat.completion',
  created: 1,
  model,
  choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' }],
  usage: { prompt_tokens: 100, completion_tokens: 20, total_tokens: 120 },
});
