import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { newSecret } from '../world/ids.ts';
import type { World } from '../world/world.ts';
import type { Attempt, Delivery, Retry } from './delivery.ts';

/** “Your app can maintain up to 10 open WebSocket connections”: https://docs.slack.dev/apis/events-api/using-socket-mode */
const mostSockets = 10;

/** Socket Mode, from Slack's side. */
export class Sockets {
  readonly #server = new WebSocketServer({ noServer: true });
  readonly #tickets = new Set<string>();
  /** Open ones; those told to come again are given nothing more. */
  readonly #open = new Map<WebSocket, { isLeaving: boolean }>();
  readonly #awaited = new Map<string, (payload: unknown) => void>();
  #turn = 0;

  constructor(private readonly world: World) {}

  get size(): number {
    return this.#open.size;
  }

  /** What apps.connections.open hands out: good for one connection. */
  issueTicket(): string {
    const ticket = newSecret();
    this.#tickets.add(ticket);
    return ticket;
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const ticket = new URL(request.url ?? '/', 'http://slack').searchParams.get('ticket') ?? '';
    if (!this.#tickets.delete(ticket)) return void socket.end('HTTP/1.1 401 Unauthorized\r\nConnection: close\r\n\r\n');
    this.#server.handleUpgrade(request, socket, head, (opened) => this.#welcome(opened));
  }

  #welcome(socket: WebSocket): void {
    if (this.#open.size >= mostSockets) return this.#dismiss(socket, 'too_many_websockets');
    this.#open.set(socket, { isLeaving: false });
    const heartbeat = setInterval(() => socket.ping(), 10_000);
    socket.on('message', (data: Buffer) => this.#hear(data.toString()));
    socket.on('error', () => undefined);
    socket.on('close', () => {
      clearInterval(heartbeat);
      this.#open.delete(socket);
      this.world.changed();
    });
    this.#say(socket, {
      type: 'hello',
      num_connections: this.#open.size,
      debug_info: { host: 'applink-fake', build_number: 1, approximate_connection_time: 18_060 },
      connection_info: { app_id: this.world.app.id },
    });
    this.world.changed();
  }

  #hear(text: string): void {
    const said = JSON.parse(text) as { envelope_id?: string; payload?: unknown };
    const heard = this.#awaited.get(said.envelope_id ?? '');
    this.#awaited.delete(said.envelope_id ?? '');
    heard?.(said.payload ?? null);
  }

  #say(socket: WebSocket, message: object): void {
    socket.send(JSON.stringify(message));
  }

  /** One envelope to one of the open sockets, and its acknowledgement if it comes in time. */
  async attempt(delivery: Delivery, retry: Retry | null, within: number): Promise<Attempt> {
    const began = Date.now();
    const attempt = { at: this.world.clock.now(), acknowledgedAfter: null, response: null, noRetry: false };
    const usable = [...this.#open].filter(([, { isLeaving }]) => !isLeaving).map(([socket]) => socket);
    const socket = usable[this.#turn++ % usable.length];
    if (socket === undefined) return { ...attempt, failure: 'no_socket' };
    const envelopeId = crypto.randomUUID();
    this.#say(socket, {
      ...{ envelope_id: envelopeId, payload: delivery.payload, type: delivery.kind },
      accepts_response_payload: delivery.kind !== 'events_api',
      ...(delivery.kind === 'events_api' && { retry_attempt: retry?.number ?? 0, retry_reason: retry?.reason ?? '' }),
    });
    const heard = await this.#await(envelopeId, within);
    if (heard === null) return { ...attempt, failure: 'timeout' };
    return { ...attempt, acknowledgedAfter: Date.now() - began, failure: null, response: heard.payload };
  }

  #await(envelopeId: string, within: number): Promise<{ payload: unknown } | null> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.#awaited.delete(envelopeId);
        resolve(null);
      }, within);
      this.#awaited.set(envelopeId, (payload) => {
        clearTimeout(timer);
        resolve({ payload });
      });
    });
  }

  /** Tells every socket to come again; it may finish what it has. */
  refresh(reason: 'refresh_requested' | 'warning'): void {
    for (const [socket, state] of this.#open) {
      state.isLeaving = reason === 'refresh_requested';
      this.#say(socket, { type: 'disconnect', reason, debug_info: { host: 'applink-fake' } });
    }
  }

  /** The owner has switched Socket Mode off. */
  disable(): void {
    for (const socket of this.#open.keys()) this.#dismiss(socket, 'link_disabled');
  }

  #dismiss(socket: WebSocket, reason: string): void {
    this.#say(socket, { type: 'disconnect', reason, debug_info: { host: 'applink-fake' } });
    socket.close();
  }

  /** The network, gone: no close frame, no goodbye. */
  drop(): void {
    for (const socket of this.#open.keys()) socket.terminate();
  }

  send(data: string | Buffer): void {
    for (const socket of this.#open.keys()) socket.send(data, { binary: typeof data !== 'string' });
  }

  close(): void {
    this.drop();
    this.#server.close();
  }
}
