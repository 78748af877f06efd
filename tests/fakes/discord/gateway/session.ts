import type { WebSocket } from 'ws';
import type { Json } from '../limits/faults.ts';

/** What IDENTIFY began. It outlives its socket, for as long as it can be resumed. */
export interface Session {
  id: string;
  intents: number;
  sequence: number;
  /** Everything dispatched so far. */
  sent: { op: number; t: string; s: number; d: Json }[];
  socket: WebSocket | null;
}

/** https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway-gateway-opcodes */
export const op = {
  ...{ dispatch: 0, heartbeat: 1, identify: 2, presence: 3, voice: 4, resume: 6, reconnect: 7, members: 8 },
  ...{ invalid: 9, hello: 10, ack: 11 },
} as const;

/** https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes */
export const closeCode = {
  ...{ unknownOpcode: 4001, decode: 4002, notAuthenticated: 4003, authentication: 4004, alreadyAuthenticated: 4005 },
  ...{ invalidSequence: 4007, rateLimited: 4008, timedOut: 4009 },
} as const;
