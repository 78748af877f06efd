import { setTimeout as sleep } from 'node:timers/promises';
import type { Arrivals, LeftArrival } from '../../core/arrivals.ts';
import { parseJson, type Body } from './body.ts';
import { createKeeper } from './keep.ts';
import type { Log } from './log.ts';
import { kindIn, type Kind, type Source } from './source.ts';
import { mostTries, times } from './times.ts';
import { type Turn, Turns } from './turns.ts';

/** One delivery from a platform, by whatever transport. */
export interface Incoming {
  body: Body;
  /** Acknowledges it to the platform; rejects when that fails. Does nothing where the platform expects no acknowledgement. */
  acknowledge: (response?: unknown) => Promise<void>;
  /** It comes so long after what happened that nobody waits for an answer any more. */
  isLate?: boolean;
}

/** One delivery while it is handled. */
export interface Delivery {
  body: Body;
  /** When it first arrived. */
  at: Date;
  /** It was taken up after its acknowledgement, or came late: nobody waits for an answer any more, and its trigger has expired. */
  isLate: boolean;
  /** This is the last attempt: if it fails too, the delivery is given up. */
  isLast: boolean;
  acknowledge: (response?: unknown) => Promise<void>;
}

export interface IntakeParts {
  source: Source;
  arrivals: Arrivals;
  /** Handles a delivery. When it rejects, the delivery is tried again later. */
  take(delivery: Delivery): Promise<void>;
  /** Tells the person that the database is away and nothing was stored. False where there is no way to tell them. */
  tellUnreachable(delivery: Delivery): Promise<boolean>;
  log: Log;
}

export interface Intake {
  /** Stores, acknowledges and handles it. Rejects only if it was not stored: then the platform may send it again. */
  receive(incoming: Incoming): Promise<void>;
  /** Handles deliveries that other processes left behind. */
  takeUp(): Promise<void>;
  /** Renews this process's claim on the deliveries that it is still handling. */
  renew(): Promise<void>;
  /** Resolves when no delivery is being handled any more. */
  idle(): Promise<void>;
  readonly inHand: number;
}

/** Stores, then acknowledges, then handles (PLATFORMS.md): no acknowledged delivery is lost when a process dies (P5, R1). */
export function createIntake(parts: IntakeParts): Intake {
  const { arrivals, log, source } = parts;
  const delivered = `A delivery of ${source.name}`;
  const keep = createKeeper(arrivals);
  const inHand = new Set<Promise<void>>();
  /** The deliveries that this process is handling, and since when. */
  const busyWith = new Map<string, number>();
  const hold = holder(inHand);
  const turns = new Turns();

  const finish = async (kind: Kind, delivery: Delivery, turn: Turn): Promise<void> => {
    const { key } = kind;
    busyWith.set(key, performance.now());
    try {
      await afterOthers(arrivals, kind, turn);
      await parts.take(delivery);
      await arrivals.done(key);
    } catch (error) {
      log.error({ err: error, arrival: key }, `${delivered} could not be taken in. It is tried again.`);
      await arrivals.hold([key], times.retry).catch(() => undefined);
    } finally {
      busyWith.delete(key);
    }
  };

  const receive = async ({ body, acknowledge, isLate = false }: Incoming): Promise<void> => {
    const at = new Date();
    const kind = kindIn(body, source);
    if (kind === null) return unknown(parts, body, acknowledge);
    const delivery = { body, at, isLate, isLast: false, acknowledge: atMostOnce(parts, acknowledge) };
    if (kind.isPassing) return pass(parts, delivery);
    const arrival = { key: kind.key, surface: source.surface, body: kind.text, at };
    return turns.join(kind.about, async (turn) => {
      const was = await keep(arrival).catch((error: unknown) => unkept(parts, delivery, error));
      if (was === null) return;
      if (!kind.answersByAck) await delivery.acknowledge();
      if (was === 'new' || !kind.repeats) await finish(kind, delivery, turn);
      await delivery.acknowledge();
    });
  };

  const takeUp = async (): Promise<void> => {
    const left = await arrivals.left(source.surface, times.hold, times.page);
    await Promise.all(left.map((arrival) => hold(takeUpOne(arrival))));
  };

  const takeUpOne = async ({ key, body: text, at, tries }: LeftArrival): Promise<void> => {
    if (busyWith.has(key)) return;
    const body = parseJson(text);
    const kind = body && kindIn(body, source);
    if (body === null || kind === null || tries > mostTries) {
      log.error({ arrival: key, tries }, `${delivered} is given up: it failed each time.`);
      return arrivals.done(key);
    }
    log.warn({ arrival: key, at, tries }, `${delivered} was left by whoever had acknowledged it. It is taken in now.`);
    const delivery = { body, at, isLate: true, isLast: tries === mostTries, acknowledge: nobodyWaits };
    await turns.join(kind.about, (turn) => finish(kind, delivery, turn));
  };

  return {
    receive: (incoming) => hold(receive(incoming)),
    takeUp,
    renew: () => holdOn(arrivals, busyWith),
    idle: async () => {
      while (inHand.size > 0) await Promise.allSettled(inHand);
    },
    get inHand() {
      return inHand.size;
    },
  };
}

/** An edit or a deletion has no effect on a message that was not handled yet: another process may be handling it, or has died there. */
async function afterOthers(arrivals: Arrivals, { key, about = key }: Kind, turn: Turn): Promise<void> {
  if (about === key) return;
  await turn;
  const until = performance.now() + times.words;
  while (await arrivals.isDue(about)) {
    if (performance.now() > until) throw new Error('The message that it is about was not handled yet.');
    await sleep(times.look);
  }
}

async function holdOn(arrivals: Arrivals, busyWith: ReadonlyMap<string, number>): Promise<void> {
  const before = performance.now() - times.renew;
  const lasting = [...busyWith].filter(([, since]) => since <= before).map(([key]) => key);
  if (lasting.length > 0) await arrivals.hold(lasting, times.hold);
}

const holder =
  (inHand: Set<Promise<void>>) =>
  (work: Promise<void>): Promise<void> => {
    inHand.add(work);
    const leave = (): void => void inHand.delete(work);
    work.then(leave, leave);
    return work;
  };

const pass = (parts: IntakeParts, delivery: Delivery): Promise<void> =>
  parts.take(delivery).catch((error: unknown) => {
    parts.log.warn({ err: error }, `A delivery of ${parts.source.name} that need not be kept could not be taken in.`);
  });

type Acknowledge = Incoming['acknowledge'];

/** The delivery is stored by now: if the acknowledgement fails, the platform sends it again and is answered then. */
function atMostOnce({ log, source }: IntakeParts, acknowledge: Acknowledge): Acknowledge {
  let isDone = false;
  return async (response) => {
    if (isDone) return;
    isDone = true;
    try {
      await acknowledge(response);
    } catch (error) {
      log.warn({ err: error }, `${source.name} could not be told that a delivery came.`);
    }
  };
}

const nobodyWaits = async (): Promise<void> => undefined;

async function unknown({ log, source }: IntakeParts, body: Body, acknowledge: Acknowledge): Promise<void> {
  log.warn(source.describe(body), `${source.name} sent what we do not know. It changes nothing.`);
  await acknowledge();
}

/** When a delivery could not be stored: a person who waits is told so at once; a message is not acknowledged, so it is sent again. */
async function unkept(parts: IntakeParts, delivery: Delivery, error: unknown): Promise<null> {
  parts.log.warn({ err: error }, `A delivery of ${parts.source.name} could not be kept.`);
  if (!(await parts.tellUnreachable(delivery))) throw error;
  return null;
}
