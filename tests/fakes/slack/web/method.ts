import type { Json } from '../world/message.ts';
import type { Messages } from '../world/messages.ts';
import type { Sockets } from '../delivery/sockets.ts';
import type { World } from '../world/world.ts';

/** What a method works on. */
export interface Ground {
  world: World;
  messages: Messages;
  sockets: Sockets;
}

/** How often a method may be called in a minute: https://docs.slack.dev/apis/web-api/rate-limits; null: no documented number. */
export type Tier = 1 | 2 | 3 | 4 | null;

export interface Method {
  tier: Tier;
  token: 'bot' | 'app';
  /** Scopes of which the token needs one; which ones may depend on the channel. */
  scopes: string[] | ((args: Json, world: World) => string[]);
  run: (args: Json, ground: Ground) => Json;
}

export const no = (error: string, more: Json = {}): Json => ({ ok: false, error, ...more });

/** A refusal that says more: where in what was sent, by JSON pointers. */
export const noBecause = ({ error, messages }: { error: string; messages: string[] }): Json =>
  no(error, {
    ...(messages.length > 0 && { errors: messages }),
    ...(messages.length > 0 && { response_metadata: { messages: messages.map((it) => `[ERROR] ${it}`) } }),
  });
