import type { Spell } from '../spell.ts';

/** Extends the lease to this time; false when it is no longer ours. Rejections are outages. */
export type Renew = (until: Date) => Promise<boolean>;

export interface LeaseToHold {
  length: number;
  /** `performance.now()` before it was asked for: it may count from there. */
  since: number;
  renew: Renew;
  /** Of renewals that fail. */
  spell: Spell;
  onLost: () => void;
}

export interface LeaseHold {
  stop: () => void;
  /** Milliseconds until `onLost` is called, if no renewal gets through. */
  heldFor: () => number;
}

/** The part of a lease that is never worked in: a slow clock or a late timer must not outlive it. */
const margin = 1 / 6;

/**
 * Renews a lease at a third of its length until it is stopped. The worker's fence: when it is taken, or could not be renewed in
 * time, `onLost` is called once, before anybody else may take the work over.
 */
export function holdLease({ length, since, renew, spell, onLost }: LeaseToHold): LeaseHold {
  let next: NodeJS.Timeout | undefined;
  let fence: NodeJS.Timeout | undefined;
  let isOver = false;
  let heldUntil = 0;

  const heldFor = (): number => Math.max(0, heldUntil - performance.now());
  const stop = (): void => {
    isOver = true;
    clearTimeout(next);
    clearTimeout(fence);
  };
  const lose = (): void => {
    if (isOver) return;
    stop();
    onLost();
  };
  const guardFrom = (begin: number): void => {
    clearTimeout(fence);
    heldUntil = begin + length * (1 - margin);
    fence = setTimeout(lose, heldFor());
  };
  const turn = async (): Promise<void> => {
    const begin = performance.now();
    const isOurs = await renew(new Date(Date.now() + length)).catch((error: unknown) => {
      if (!isOver) spell.failed(error);
      return null;
    });
    if (isOver) return;
    if (isOurs === false) return lose();
    if (isOurs === true) {
      spell.worked();
      guardFrom(begin);
    }
    // After an outage there is no third to wait for.
    next = setTimeout(() => void turn(), isOurs === null ? length / 20 : length / 3);
  };

  guardFrom(since);
  next = setTimeout(() => void turn(), length / 3);
  return { stop, heldFor };
}
