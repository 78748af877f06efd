export const checks = ['process', 'database', 'queue', 'sweep', 'heads', 'surfaces'] as const;
export type CheckName = (typeof checks)[number];

export interface Check {
  check: CheckName;
  ok: boolean;
  /** Why it is not, and what to do; null if it is ok. */
  reason: string | null;
}

/** Whether this process should be sent work and visitors now. */
export interface Readiness {
  ready: boolean;
  checks: Check[];
}
