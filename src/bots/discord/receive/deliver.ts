import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { Intake } from '../../chat/intake.ts';
import type { Log } from '../../chat/log.ts';
import type { Dispatch } from './dispatch.ts';

interface DeliverParts {
  intake: Pick<Intake, 'receive' | 'inHand'>;
  log: Log;
  stopping: AbortSignal;
}

/** In hand at once, with what waits for the store: beyond, it is dropped. 50 clicks a second are three or four. */
const mostInHand = 2_000;
/** Milliseconds between two tries to keep words that the store could not take, doubling, and how long it is tried. */
const waits = { first: 500, longest: 15_000, all: 10 * 60_000 };

const bots = z.looseObject({ author: z.looseObject({ bot: z.literal(true) }) });
const byWebhook = z.looseObject({ webhook_id: z.string() });
const untouched = z.looseObject({ edited_timestamp: z.null().optional() });

/** What is handed on; all else that the gateway tells is nobody's act. */
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

/** Our own cards come back to us, too: they are most of what a busy guild says (P19). */
const isByProgram = (d: unknown): boolean => bots.safeParse(d).success || byWebhook.safeParse(d).success;

/**
 * Hands on what people did. The gateway sends nothing twice: words that the store could not keep are tried again from here, for as
 * long as this process lives; whoever waits for an answer has been told (the intake's `tellUnreachable`).
 */
export function createDeliver({ intake, log, stopping }: DeliverParts): (dispatch: Dispatch) => void {
  let waiting = 0;
  const deliver = async (dispatch: Dispatch): Promise<void> => {
    const until = performance.now() + waits.all;
    for (let wait = waits.first; ; wait = Math.min(2 * wait, waits.longest)) {
      const error = await receive(intake, dispatch);
      if (error === null) return;
      if (stopping.aborted || performance.now() > until) {
        return log.error(
          { err: error, type: dispatch.t },
          'What Discord told is lost: the store could not keep it in time.',
        );
      }
      waiting += 1;
      await sleep(wait, undefined, { signal: stopping, ref: false }).catch(() => undefined);
      waiting -= 1;
    }
  };
  return (dispatch) => {
    if (!isAct(dispatch)) return;
    if (intake.inHand + waiting >= mostInHand) {
      return log.error({ type: dispatch.t, inHand: intake.inHand }, 'What Discord told is lost: too much is in hand.');
    }
    void deliver(dispatch);
  };
}

const nobodyWaits = async (): Promise<void> => undefined;

/** Why it was not kept; null when it was, or its person has been told. */
const receive = ({ receive }: DeliverParts['intake'], { t, d }: Dispatch): Promise<unknown> =>
  receive({ body: { t, d }, acknowledge: nobodyWaits }).then(
    () => null,
    (error: unknown) => error ?? new Error('It was not kept.'),
  );
