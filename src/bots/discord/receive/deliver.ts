import { setMaxListeners } from 'node:events';
import { z } from 'zod';
import type { Intake } from '../../chat/intake.ts';
import type { Log } from '../../chat/log.ts';
import { Deleted } from './deleted.ts';
import type { Dispatch } from './dispatch.ts';
import { pause } from './pause.ts';

interface DeliverParts {
  receive: Intake['receive'];
  log: Log;
  stopping: AbortSignal;
}

/** Resolves when it has been handled, or is given up. `late`: it was read back long after it happened, and nobody waits for an answer. */
export type Deliver = (dispatch: Dispatch, when: 'now' | 'late') => Promise<void>;

/**
 * The most that are handled, or wait for the store, at once; more are dropped. Words come from everybody in every channel, so they are counted
 * apart from clicks, forms and commands (S19), of which 50 a second make three or four at once.
 */
const most = { words: 2_000, waitedFor: 2_000 };
/** Milliseconds: from one try to store something to the next, doubling up to the longest; and after how long it is given up. */
const waits = { first: 500, longest: 15_000, all: 10 * 60_000 };

const bots = z.looseObject({ author: z.looseObject({ bot: z.literal(true) }) });
const byWebhook = z.looseObject({ webhook_id: z.string() });
const untouched = z.looseObject({ edited_timestamp: z.null().optional() });

/** Whether somebody did something that is to be handled. The gateway tells of much else. */
export function isAct({ t, d }: Dispatch): boolean {
  switch (t) {
    case 'INTERACTION_CREATE':
    case 'MESSAGE_DELETE':
    case 'MESSAGE_DELETE_BULK':
      return true;
    case 'MESSAGE_CREATE':
      return !isByProgram(d);
    // Link previews, pins and threads that were started leave the time of the last edit out, or as it was.
    case 'MESSAGE_UPDATE':
      return !isByProgram(d) && !untouched.safeParse(d).success;
    default:
      return false;
  }
}

/** By a bot or a webhook: most of these messages are our own cards, of which the gateway tells us, too (P19). */
const isByProgram = (d: unknown): boolean => bots.safeParse(d).success || byWebhook.safeParse(d).success;

/**
 * Hands on what people did. The gateway sends nothing twice, so what could not be stored is tried again from here while this process
 * lives. A person who waits for an answer was told so, and has to repeat it (the intake's `tellUnreachable`).
 */
export function createDeliver({ receive, log, stopping }: DeliverParts): Deliver {
  // Each delivery that waits for the store adds a listener.
  setMaxListeners(0, stopping);
  const inHand = { words: 0, waitedFor: 0 };
  const deleted = new Deleted();
  const deliver = async (dispatch: Dispatch, isLate: boolean): Promise<void> => {
    const until = performance.now() + waits.all;
    for (let wait = waits.first; !deleted.hasWordsOf(dispatch); wait = Math.min(2 * wait, waits.longest)) {
      const error = await errorOf(
        receive({ body: { t: dispatch.t, d: dispatch.d }, acknowledge: nobodyWaits, isLate }),
      );
      if (error === null) return;
      if (stopping.aborted || performance.now() > until) {
        return log.error(
          { err: error, type: dispatch.t },
          'What Discord told is lost: the store could not keep it in time.',
        );
      }
      await pause(wait, stopping);
    }
  };
  return async (dispatch, when) => {
    if (!isAct(dispatch)) return;
    deleted.hear(dispatch);
    const kind = dispatch.t === 'INTERACTION_CREATE' ? 'waitedFor' : 'words';
    if (inHand[kind] >= most[kind]) {
      return log.error({ type: dispatch.t, inHand }, 'What Discord told is lost: too much is in hand.');
    }
    inHand[kind] += 1;
    await deliver(dispatch, when === 'late').finally(() => (inHand[kind] -= 1));
  };
}

const nobodyWaits = async (): Promise<void> => undefined;

/** Why it was not kept; null when it was, or its person has been told. */
const errorOf = (receiving: Promise<void>): Promise<unknown> =>
  receiving.then(
    () => null,
    (error: unknown) => error ?? new Error('It was not kept.'),
  );
