import type { Arrival, Arrivals, LeftArrival } from '../../../core/arrivals.ts';
import { isName, parseJson, typeOf, type Body } from './body.ts';
import { kindOf } from './kind.ts';
import { mostTries, times } from './times.ts';
import { within } from './within.ts';

/** One thing that Slack told us, in whatever way. */
export interface Incoming {
  body: Body;
  /** Resolves when Slack has been told; rejects when it could not be. */
  acknowledge: (response?: unknown) => Promise<void>;
}

/** One delivery on its way through. */
export interface Delivery {
  body: Body;
  /** When it came first. */
  at: Date;
  /** Taken up after its acknowledgement: nobody waits for an answer, and no trigger lives. */
  isLate: boolean;
  /** If this fails too, it is given up. */
  isLast: boolean;
  acknowledge: (response?: unknown) => Promise<void>;
}

export interface IntakeParts {
  arrivals: Arrivals;
  /** Rejects where it could not be taken in: it is tried again later. */
  take(delivery: Delivery): Promise<void>;
  /** The store could not be reached: nothing was kept. True where the person could be told. */
  tellUnreachable(delivery: Delivery): Promise<boolean>;
  log: IntakeLog;
}

/** A pino logger is one. */
export interface IntakeLog {
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
}

export interface Intake {
  /** Keeps it, acknowledges it, and has it taken in. Rejects only where it was not acknowledged: Slack may send it again. */
  receive(incoming: Incoming): Promise<void>;
  /** Takes up what others have left. */
  takeUp(): Promise<void>;
  /** Resolves when nothing is in hand any more. */
  idle(): Promise<void>;
  readonly inHand: number;
}

/** Persist, acknowledge, then work (PLATFORMS.md): what has been acknowledged is never lost, whoever dies (P5, R1). */
export function createIntake(parts: IntakeParts): Intake {
  const { arrivals, log } = parts;
  const inHand = new Set<Promise<void>>();
  /** What this process is at, however long it takes. */
  const busyWith = new Set<string>();
  const hold = (work: Promise<void>): Promise<void> => {
    inHand.add(work);
    const leave = (): void => void inHand.delete(work);
    work.then(leave, leave);
    return work;
  };

  const finish = async (key: string, delivery: Delivery): Promise<void> => {
    busyWith.add(key);
    try {
      await parts.take(delivery);
      await arrivals.done(key);
    } catch (error) {
      log.error({ err: error, arrival: key }, 'A delivery of Slack could not be taken in. It is tried again.');
    } finally {
      busyWith.delete(key);
    }
  };

  const receive = async ({ body, acknowledge }: Incoming): Promise<void> => {
    const at = new Date();
    const kind = kindOf(body);
    if (kind === null) return unknown(parts, body, acknowledge);
    const delivery = { body, at, isLate: false, isLast: false, acknowledge: atMostOnce(acknowledge, log) };
    const arrival = { key: kind.key, surface: 'slack' as const, body: kind.text, at };
    const was = await keepInTime(arrivals, arrival).catch((error: unknown) => unkept(parts, delivery, error));
    if (was === null) return;
    if (!kind.answersByAck) await delivery.acknowledge();
    if (was === 'new' || !kind.repeats) await finish(kind.key, delivery);
    await delivery.acknowledge();
  };

  const takeUp = async (): Promise<void> => {
    const now = new Date();
    const left = await arrivals.left('slack', now, heldUntil(now), times.page);
    await Promise.all(left.map((arrival) => hold(takeUpOne(arrival))));
  };

  const takeUpOne = async ({ key, body: text, at, tries }: LeftArrival): Promise<void> => {
    if (busyWith.has(key)) return;
    const body = parseJson(text);
    if (body === null || tries > mostTries) {
      log.error({ arrival: key, tries }, 'A delivery of Slack is given up: it failed each time.');
      return arrivals.done(key);
    }
    log.warn(
      { arrival: key, at, tries },
      'A delivery of Slack was left by whoever had acknowledged it. It is taken in now.',
    );
    await finish(key, { body, at, isLate: true, isLast: tries === mostTries, acknowledge: nobodyWaits });
  };

  return {
    receive: (incoming) => hold(receive(incoming)),
    takeUp,
    idle: async () => {
      while (inHand.size > 0) await Promise.allSettled(inHand);
    },
    get inHand() {
      return inHand.size;
    },
  };
}

/** Slack gives up after 3 s. What is kept too late was not kept: whoever did it is told to do it again. */
async function keepInTime(arrivals: Arrivals, arrival: Arrival): ReturnType<Arrivals['keep']> {
  const kept = arrivals.keep(arrival, heldUntil(arrival.at));
  const was = await within(times.keep, kept);
  if (was !== null) return was;
  // What was there before is in somebody's hand, and stays.
  kept.then((late) => (late === 'new' ? arrivals.forget(arrival.key) : undefined)).catch(() => undefined);
  throw new Error(`Postgres kept a delivery waiting for ${times.keep} ms.`);
}

const heldUntil = (from: Date): Date => new Date(from.getTime() + times.hold);

/** It is kept by now: if Slack can't be told so, it sends it again, and is told then. */
function atMostOnce(acknowledge: Incoming['acknowledge'], log: IntakeLog): Incoming['acknowledge'] {
  let isDone = false;
  return async (response) => {
    if (isDone) return;
    isDone = true;
    try {
      await acknowledge(response);
    } catch (error) {
      log.warn({ err: error }, 'Slack could not be told that a delivery came.');
    }
  };
}

const nobodyWaits = async (): Promise<void> => undefined;

/** Its names only: what people wrote stays out of the log (S16), where it stands in a name's place too. */
async function unknown({ log }: IntakeParts, body: Body, acknowledge: Incoming['acknowledge']): Promise<void> {
  const keys = Object.keys(body).filter(isName).slice(0, 20);
  log.warn({ type: typeOf(body), keys }, 'Slack sent what we do not know. It changes nothing.');
  await acknowledge();
}

/** What somebody waits for is answered at once; words come again by themselves, as long as they are not acknowledged. */
async function unkept(parts: IntakeParts, delivery: Delivery, error: unknown): Promise<null> {
  parts.log.warn({ err: error }, 'A delivery of Slack could not be kept.');
  if (!(await parts.tellUnreachable(delivery))) throw error;
  return null;
}
