import { setTimeout as sleep } from 'node:timers/promises';
import type { Run } from '../core/run/run.ts';
import { surfaceOf } from './visitor.ts';
import type { Call } from './ports.ts';

/** Milliseconds to wait for the card. Usually it is posted after a third of that, and people hardly notice the wait. */
const patience = 1_000;
const lookEvery = 100;

/**
 * Why the card of a new run can't be posted on the surface where the run was started, and what to do about it. Null if the card is posted, or if
 * that is not known soon. In the console it always can.
 */
export async function whyNoCard(call: Call, { id }: Pick<Run, 'id'>): Promise<string | null> {
  const surface = surfaceOf(call);
  if (surface === null || surface === 'console') return null;
  const until = performance.now() + patience;
  for (;;) {
    const postings = await call.ports.postings.ofSubject({ kind: 'run', id });
    const here = postings.filter(({ place }) => place.surface === surface);
    if (here.every(({ ref, lost }) => ref !== null || lost !== null)) {
      const lost = here.flatMap((posting) => posting.lost ?? []);
      return lost.length < here.length ? null : (lost[0] ?? null);
    }
    if (performance.now() >= until) return null;
    await sleep(lookEvery);
  }
}
