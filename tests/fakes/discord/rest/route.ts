import type { Json } from '../limits/faults.ts';
import type { Upload } from '../world/things.ts';
import type { World } from '../world/world.ts';

/** A request that has been read and may be served. */
export interface Request {
  world: World;
  params: Record<string, string>;
  query: URLSearchParams;
  body: Json;
  /** A body that is a list: the bulk overwrite of commands; null: it was none. */
  list: unknown[] | null;
  files: Upload[];
}

/** What goes back; without a body it is a 204. */
export interface Reply {
  status: number;
  body: unknown;
}

export interface Route {
  /** `POST /channels/:channel/messages`. */
  name: string;
  /** Whether the bot’s token is asked for; the others carry one in their path. */
  needsBot: boolean;
  /** How many requests in so many milliseconds; null: no bucket. */
  bucket: { most: number; within: number } | null;
  run: (request: Request) => Reply;
}

/** Discord says nothing of most buckets but in headers: 5 in 5 s for messages is what people see; the rest is unverified. */
const common = { most: 10, within: 10_000 };
export const messageBucket = { most: 5, within: 5000 };

export const route = (name: string, run: Route['run'], more: Partial<Route> = {}): Route => ({
  ...{ name, run, needsBot: true, bucket: common },
  ...more,
});

export const ok = (body: unknown): Reply => ({ status: 200, body });
export const created = (body: unknown): Reply => ({ status: 201, body });
export const done: Reply = { status: 204, body: null };
