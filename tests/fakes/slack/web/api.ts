import type { IncomingHttpHeaders } from 'node:http';
import { Faults } from '../../faults.ts';
import type { Json } from '../world/message.ts';
import { readArguments } from './arguments.ts';
import { refuseToken } from './authorize.ts';
import type { Call } from './call.ts';
import type { Fault } from './fault.ts';
import { type Ground, no } from './method.ts';
import { methods } from './methods.ts';
import { Pacer, type Pace } from './pace.ts';
import { respond } from './respond.ts';

export interface Asked {
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  body: string;
}

/** What goes back: an answer, nothing for ever, or a cut connection. */
export type Outcome = { status: number; headers: Record<string, string>; body: Json } | 'hang' | 'drop';

/** The Web API, from a read request to what is answered. */
export class Api {
  readonly calls: Call[] = [];
  readonly faults = new Faults<Fault>();
  readonly pacer: Pacer;

  constructor(
    private readonly ground: Ground,
    pace: Pace,
  ) {
    this.pacer = new Pacer(ground.world.clock, pace);
  }

  answer(asked: Asked): Outcome {
    const method = asked.path.startsWith('/api/') ? asked.path.slice('/api/'.length) : 'response_url';
    const read = readArguments(asked.body, asked.headers['content-type'] ?? '', asked.query);
    const args = 'args' in read ? read.args : {};
    const fault = this.faults.take(method);
    const isDone = fault === null || (fault.kind === 'drop' && fault.done);
    const outcome = isDone ? this.#do(method, asked, read) : asFault(fault);
    this.#record(method, args, outcome);
    return fault?.kind === 'drop' ? 'drop' : outcome;
  }

  #do(method: string, asked: Asked, read: ReturnType<typeof readArguments>): Outcome {
    if ('error' in read) return ok(no(read.error));
    if (read.broken !== null) return ok(no(read.broken === 'blocks' ? 'invalid_blocks_format' : 'invalid_arguments'));
    if (method === 'response_url') return respond(asked.path, read.args, this.ground);
    return this.#call(method, asked, read.args);
  }

  #call(name: string, asked: Asked, args: Json): Outcome {
    const method = methods[name];
    if (method === undefined) return ok(no('unknown_method', { req_method: name }));
    const token = /^Bearer (\S+)$/.exec(asked.headers.authorization ?? '')?.[1] ?? (args.token as string | undefined);
    const refusal = refuseToken(token, method, args, this.ground.world);
    const scopes = { 'x-oauth-scopes': this.ground.world.app.scopes.join(',') };
    if (refusal !== null) return { ...ok(refusal), headers: scopes };
    const wait = this.pacer.refuse(name, method.tier, args);
    if (wait > 0) return tooMany(wait);
    return { ...ok(method.run(args, this.ground)), headers: scopes };
  }

  #record(method: string, args: Json, outcome: Outcome): void {
    const { token: _, ...shown } = args;
    const {
      status,
      body: answer,
      headers,
    } = typeof outcome === 'string' ? { status: 0, body: null, headers: {} as Record<string, string> } : outcome;
    const retryAfter = headers['retry-after'] === undefined ? null : Number(headers['retry-after']);
    this.calls.push({ method, args: shown, status, answer, at: this.ground.world.clock.now(), retryAfter });
    this.ground.world.changed();
  }
}

const ok = (body: Json) => ({ status: 200, headers: {}, body });

const tooMany = (seconds: number): Outcome => ({
  status: 429,
  headers: { 'retry-after': String(seconds) },
  body: no('ratelimited'),
});

function asFault(fault: Fault): Outcome {
  switch (fault.kind) {
    case 'rate limited':
      return tooMany(fault.retryAfter);
    case 'status':
      return { status: fault.status, headers: {}, body: no('internal_error') };
    case 'error':
      return ok(no(fault.error));
    case 'hang':
    case 'drop':
      return fault.kind;
  }
}
