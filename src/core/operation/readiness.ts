export const checks = ['process', 'database', 'queue', 'sweep', 'heads', 'surfaces'] as const;
export type CheckName = (typeof checks)[number];

export interface Check {
  check: CheckName;
  ok: boolean;
  /** Why not, and what to do; null when it is. */
  reason: string | null;
}

/** Whether this process should be sent work or visitors now. */
export interface Readiness {
  ready: boolean;
  checks: Check[];
}
