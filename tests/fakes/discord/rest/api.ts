import type { IncomingHttpHeaders } from 'node:http';
import { Faults } from '../../faults.ts';
import type { Json } from '../limits/faults.ts';
import type { World } from '../world/world.ts';
import { Ban } from './ban.ts';
import type { Body } from './body.ts';
import type { Fault } from './fault.ts';
import { Pacer, type Pace } from './pace.ts';
import { Refusal, refused } from './refusal.ts';
import type { Request, Route } from './route.ts';
import { match, routesFor } from './routes.ts';

export interface Asked {
  method: string;
  url: URL;
  headers: IncomingHttpHeaders;
  read: Body | null;
}

/** What goes back: an answer, nothing for ever, or a cut connection. */
export type Outcome = { status: number; headers: Record<string, string>; body: unknown } | 'hang' | 'drop';

/** One request, with what was answered. */
export interface Call {
  /** `POST /channels/:channel/messages`, or the method and path where no route is like this. */
  route: string;
  params: Record<string, string>;
  /** As it was sent. */
  path: string;
  /** A list for the bulk overwrite of commands. */
  body: Json | unknown[];
  files: string[];
  /** 0: nothing was answered. */
  status: number;
  answer: unknown;
  /** By the fake’s clock. */
  at: number;
  /** Seconds for which it was told to call no more; null: it may. */
  retryAfter: number | null;
}

const prefix = '/api/v10';

/** REST v10, from a read request to what is answered. */
export class Api {
  readonly calls: Call[] = [];
  readonly faults = new Faults<Fault>();
  readonly pacer: Pacer;
  readonly ban: Ban;
  readonly #routes: Route[];

  constructor(
    private readonly world: World,
    pace: Pace,
    gatewayUrl: () => string,
  ) {
    this.pacer = new Pacer(world.clock, pace);
    this.ban = new Ban(world.clock);
    this.#routes = routesFor(gatewayUrl);
  }

  answer(asked: Asked): Outcome {
    const path = asked.url.pathname.startsWith(`${prefix}/`) ? asked.url.pathname.slice(prefix.length) : '';
    const found = match(this.#routes, asked.method, path);
    const name = found?.route.name ?? `${asked.method} ${path}`;
    const fault = this.faults.take(name);
    const isDone = fault === null || (fault.kind === 'drop' && fault.done);
    const outcome = isDone ? this.#do(asked, found) : asFault(fault);
    if (typeof outcome !== 'string') this.ban.count(outcome.status);
    this.#record({ route: name, params: found?.params ?? {}, path }, asked, outcome);
    return fault?.kind === 'drop' ? 'drop' : outcome;
  }

  #do(asked: Asked, found: ReturnType<typeof match>): Outcome {
    if (this.ban.left > 0) return banned(this.ban.left);
    if (found === null) return refusal(refused('not found'));
    const { route, params } = found;
    const isAllowed = asked.headers.authorization === `Bot ${this.world.app.token}` && !this.world.isRevoked;
    if (route.needsBot && !isAllowed) return refusal(refused('unauthorized'));
    if (asked.read === null)
      return refusal(new Refusal(400, { message: 'The request body contains invalid JSON.', code: 50_109 }));
    const turn = this.pacer.take(route, params);
    if (turn.wait > 0) return tooMany(turn.wait, turn.isGlobal, turn.headers);
    return {
      ...this.#run(route, { world: this.world, params, query: asked.url.searchParams, ...asked.read }, turn.headers),
    };
  }

  #run(route: Route, request: Request, headers: Record<string, string>): Exclude<Outcome, string> {
    try {
      return { ...route.run(request), headers };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return refusal(error, headers);
    }
  }

  #record(where: Pick<Call, 'route' | 'params' | 'path'>, { read }: Asked, outcome: Outcome): void {
    const { status, body: answer } = typeof outcome === 'string' ? { status: 0, body: null } : outcome;
    const body = read?.list ?? read?.body ?? {};
    const files = read?.files.map((it) => it.name) ?? [];
    this.calls.push({
      ...where,
      body,
      files,
      status,
      answer,
      at: this.world.clock.now(),
      retryAfter: silenceIn(outcome),
    });
    this.world.changed();
  }
}

/** As exactly as it was said: the header is whole seconds. */
function silenceIn(outcome: Outcome): number | null {
  if (typeof outcome === 'string') return null;
  const { body, headers } = outcome;
  const said = typeof body === 'object' && body !== null && 'retry_after' in body ? body.retry_after : undefined;
  const seconds = said ?? headers['retry-after'];
  return seconds === undefined ? null : Number(seconds);
}

function refusal({ status, body }: Refusal, headers: Record<string, string> = {}): Exclude<Outcome, string> {
  const after: Record<string, string> =
    typeof body.retry_after === 'number' ? { 'retry-after': String(Math.ceil(body.retry_after)) } : {};
  return { status, headers: { ...headers, ...after }, body };
}

const tooMany = (wait: number, isGlobal: boolean, headers: Record<string, string>): Outcome => ({
  status: 429,
  headers: {
    ...headers,
    ...{ 'retry-after': String(Math.ceil(wait)), via: '1.1 google', 'x-ratelimit-scope': isGlobal ? 'global' : 'user' },
    ...(isGlobal
      ? { 'x-ratelimit-global': 'true' }
      : { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset-after': wait.toFixed(3) }),
  },
  body: { message: 'You are being rate limited.', retry_after: Number(wait.toFixed(3)), global: isGlobal },
});

/** Cloudflare’s answer comes without `via`, and is no JSON. */
const banned = (seconds: number): Outcome => ({
  ...{ status: 429, headers: { 'retry-after': String(seconds) }, body: 'error code: 1015' },
});

function asFault(fault: Fault): Outcome {
  switch (fault.kind) {
    case 'rate limited':
      return tooMany(fault.retryAfter, fault.isGlobal ?? false, {});
    case 'status':
      return { status: fault.status, headers: {}, body: `error code: ${fault.status}` };
    case 'error':
      return refusal(new Refusal(fault.status, { message: fault.message ?? 'A fault of the test', code: fault.code }));
    case 'hang':
    case 'drop':
      return fault.kind;
  }
}
