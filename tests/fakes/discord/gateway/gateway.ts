import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { isObject, type Json } from '../limits/faults.ts';
import { newToken } from '../world/ids.ts';
import { asGuild, asUser } from '../world/payloads.ts';
import type { World } from '../world/world.ts';
import { asSeenBy, refuseIntents } from './intents.ts';
import { closeCode, op, type Session } from './session.ts';

/** “120 events every 60 seconds” (gateway, rate limiting). */
const mostEvents = 120;

interface Line {
  socket: WebSocket;
  session: Session | null;
  /** When what was said in the last minute came. */
  heard: number[];
  lastBeat: number;
}

/** The gateway, from Discord's side: https://docs.discord.com/developers/events/gateway */
export class Gateway {
  readonly #server = new WebSocketServer({ noServer: true });
  readonly #lines = new Set<Line>();
  readonly sessions = new Map<string, Session>();
  /** Every op that clients sent, oldest first. */
  readonly heard: { op: number; d: unknown }[] = [];
  /** While true, heartbeats are not acknowledged: the connection is a zombie. */
  isDeaf = false;
  /** Milliseconds between heartbeats; Discord says about 41,250. */
  heartbeatInterval = 41_250;
  origin = '';

  constructor(private readonly world: World) {
    world.tell = (type, data) => this.dispatch(type, data);
  }

  get url(): string {
    return `${this.origin.replace('http:', 'ws:')}/gateway`;
  }

  /** How many sockets have a session. */
  get size(): number {
    return [...this.#lines].filter(({ session }) => session !== null).length;
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const { searchParams } = new URL(request.url ?? '/', 'http://discord');
    this.#server.handleUpgrade(request, socket, head, (opened) => {
      if (searchParams.get('v') !== '10') return opened.close(4012);
      if (searchParams.get('encoding') !== 'json') return opened.close(closeCode.decode);
      this.#welcome(opened);
    });
  }

  #welcome(socket: WebSocket): void {
    const line: Line = { socket, session: null, heard: [], lastBeat: Date.now() };
    this.#lines.add(line);
    const watch = setInterval(() => this.#endSilent(line), this.heartbeatInterval);
    socket.on('message', (data: Buffer) => this.#hear(line, data.toString()));
    socket.on('error', () => undefined);
    socket.on('close', () => {
      clearInterval(watch);
      this.#lines.delete(line);
      if (line.session?.socket === socket) line.session.socket = null;
      this.world.changed();
    });
    say(socket, { op: op.hello, d: { heartbeat_interval: this.heartbeatInterval } });
  }

  /** After two intervals without a heartbeat; how long Discord waits is not documented. */
  #endSilent(line: Line): void {
    if (Date.now() - line.lastBeat > 2 * this.heartbeatInterval) line.socket.close(closeCode.timedOut);
  }

  #hear(line: Line, text: string): void {
    const now = Date.now();
    line.heard = [...line.heard.filter((at) => at > now - 60_000), now];
    if (line.heard.length > mostEvents) return line.socket.close(closeCode.rateLimited);
    const said = parse(text);
    if (said === null) return line.socket.close(closeCode.decode);
    this.heard.push(said);
    this.#obey(line, said);
    this.world.changed();
  }

  #obey(line: Line, { op: code, d }: { op: number; d: unknown }): void {
    const { socket } = line;
    if (code === op.heartbeat) {
      line.lastBeat = Date.now();
      if (!this.isDeaf) say(socket, { op: op.ack });
      return;
    }
    if (code === op.identify) return this.#identify(line, isObject(d) ? d : {});
    if (code === op.resume) return this.#resume(line, isObject(d) ? d : {});
    if (code !== op.presence && code !== op.voice && code !== op.members) return socket.close(closeCode.unknownOpcode);
    if (line.session === null) socket.close(closeCode.notAuthenticated);
  }

  #identify(line: Line, { token, intents, properties }: Json): void {
    const { app, isRevoked } = this.world;
    if (line.session !== null) return line.socket.close(closeCode.alreadyAuthenticated);
    if (!isObject(properties)) return line.socket.close(closeCode.decode);
    if (token !== app.token || isRevoked) return line.socket.close(closeCode.authentication);
    const refusal = refuseIntents(intents, app);
    if (refusal !== null) return line.socket.close(refusal);
    const session: Session = { id: newToken(), intents: Number(intents), sequence: 0, sent: [], socket: line.socket };
    this.sessions.set(session.id, session);
    line.session = session;
    this.#greet(session);
  }

  #greet(session: Session): void {
    const { app, guilds } = this.world;
    this.#give(session, 'READY', {
      ...{ v: 10, user: asUser(app.bot), session_id: session.id, resume_gateway_url: this.url, shard: [0, 1] },
      application: { id: app.id, flags: 0 },
      guilds: [...guilds.keys()].map((id) => ({ id, unavailable: true })),
    });
    for (const guild of guilds.values()) this.#give(session, 'GUILD_CREATE', asGuild(this.world, guild));
  }

  #resume(line: Line, { token, session_id: id, seq }: Json): void {
    const session = this.sessions.get(String(id));
    if (token !== this.world.app.token) return line.socket.close(closeCode.authentication);
    if (session === undefined) return say(line.socket, { op: op.invalid, d: false });
    if (typeof seq !== 'number' || seq > session.sequence) return line.socket.close(closeCode.invalidSequence);
    session.socket?.close(4000);
    session.socket = line.socket;
    line.session = session;
    for (const event of session.sent.filter(({ s }) => s > seq)) say(line.socket, event);
    this.#give(session, 'RESUMED', {});
  }

  #give(session: Session, t: string, d: Json): void {
    const seen = asSeenBy(session.intents, t, d, this.world.app);
    if (seen === null) return;
    const event = { op: op.dispatch, t, s: ++session.sequence, d: seen };
    session.sent.push(event);
    if (session.socket?.readyState === 1) say(session.socket, event);
  }

  /** One event to every session; one without a socket gets it when it resumes. */
  dispatch(type: string, data: Json): void {
    for (const session of this.sessions.values()) this.#give(session, type, data);
  }

  /** “You should immediately reconnect and resume” (op 7). */
  reconnect(): void {
    for (const { socket } of this.#lines) say(socket, { op: op.reconnect, d: null });
  }

  /** Op 9: the sessions that are open are over, or may be resumed once more. */
  invalidate(isResumable = false): void {
    if (!isResumable) this.sessions.clear();
    for (const { socket } of this.#lines) say(socket, { op: op.invalid, d: isResumable });
  }

  /** No session can be resumed any more, which a client learns when it tries. */
  forget(): void {
    this.sessions.clear();
  }

  /** The network, gone: no close frame, no goodbye. */
  drop(): void {
    for (const { socket } of this.#lines) socket.terminate();
  }

  /** Closes every socket with this code. */
  shut(code: number): void {
    for (const { socket } of this.#lines) socket.close(code);
  }

  /** This text to every socket, as it is. */
  send(text: string): void {
    for (const { socket } of this.#lines) socket.send(text);
  }

  close(): void {
    this.drop();
    this.#server.close();
  }
}

const say = (socket: WebSocket, message: object): void => socket.send(JSON.stringify(message));

function parse(text: string): { op: number; d: unknown } | null {
  try {
    const said: unknown = JSON.parse(text);
    return isObject(said) && typeof said.op === 'number' ? { op: said.op, d: said.d } : null;
  } catch {
    return null;
  }
}
