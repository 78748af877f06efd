import { setTimeout as sleep } from 'node:timers/promises';
import type { Run } from '../core/run/run.ts';
import { surfaceOf } from './visitor.ts';
import type { Call } from './ports.ts';

/** Milliseconds: where nobody holds it up, a card stands after a third of that; whoever waits for the answer hardly notices. */
const patience = 1_000;
const lookEvery = 100;

/**
 * Why nobody will see this new run's card on the surface where it was started, and what to do; null where it stands there, or where that
 * isn't known soon. The console takes each.
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
