import type { Log } from './log.ts';

/** Something that fails again and again while it is tried. It is logged once when that begins, and once when it is over. */
export interface Spell {
  failed(error: unknown): void;
  worked(): void;
}

/** `begins` says what failed, and what happens next. */
export function spellOf(log: Log, { begins, ends }: { begins: string; ends: string }): Spell {
  let isOn = false;
  return {
    failed: (error) => {
      if (!isOn) log.warn({ err: error }, begins);
      isOn = true;
    },
    worked: () => {
      if (isOn) log.info({}, ends);
      isOn = false;
    },
  };
}
