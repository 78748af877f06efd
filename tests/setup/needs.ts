import { existsSync, readFileSync } from 'node:fs';
import { describe, it } from 'vitest';

/**
 * What some tests need and not every machine has. A missing need skips its tests and the closing summary says so; with
 * `WHEELHOUSE_DEMAND=all`, or a list such as `redis,chromium`, it is a failure.
 */
export type Need = 'redis' | 'chromium' | 'postgres' | 'specs' | 'mount';

declare module 'vitest' {
  interface TaskMeta {
    /** Set on tests that are skipped for want of these. */
    lacks?: Need[];
  }
}

const given = (name: string): string | undefined => process.env[name] || undefined;
const ifThere = (file: string): string | undefined => (existsSync(file) ? file : undefined);

/** Linux tells what a process may do; the bit of CAP_SYS_ADMIN is the 21st. */
function mayMount(): string | undefined {
  const status = existsSync('/proc/self/status') ? readFileSync('/proc/self/status', 'utf8') : '';
  const capabilities = BigInt(`0x${/^CapEff:\s*([0-9a-f]+)$/m.exec(status)?.[1] ?? '0'}`);
  return (capabilities >> 21n) & 1n ? 'mount' : undefined;
}

/** Where each need is to be found: a URL or a path. */
export const needs: Readonly<Record<Need, string | undefined>> = {
  redis: given('TEST_REDIS_URL'),
  chromium: given('TEST_CHROMIUM') ?? ifThere('/usr/bin/chromium'),
  postgres: given('TEST_DATABASE_URL'),
  specs: given('WHEELHOUSE_SPECS'),
  mount: mayMount(),
};

/** What it is, and how to have it. */
export const remedies: Readonly<Record<Need, string>> = {
  redis: 'Redis (set TEST_REDIS_URL)',
  chromium: 'Chromium (install it, or set TEST_CHROMIUM to its path)',
  postgres: 'a Postgres server of your own (set TEST_DATABASE_URL)',
  specs: "the platforms' published API descriptions (set WHEELHOUSE_SPECS to their folder)",
  mount: 'the right to mount a file system (run as root)',
};

/** Is the need demanded, so that its absence is a failure? */
export function isDemanded(need: Need): boolean {
  const demand = (given('WHEELHOUSE_DEMAND') ?? '').split(',');
  return demand.includes('all') || demand.includes(need);
}

/** Where the need is found, for use inside `describeWith`. */
export function get(need: Need): string {
  const place = needs[need];
  if (place === undefined)
    throw new Error(`This test needs ${remedies[need]}; wrap it in describeWith(['${need}'], …).`);
  return place;
}

/** A `describe` that runs only where everything wanted is there. */
export function describeWith(wanted: readonly Need[], name: string, body: () => void): void {
  const lacks = wanted.filter((need) => needs[need] === undefined);
  if (lacks.length === 0) {
    describe(name, body);
  } else if (lacks.some(isDemanded)) {
    describe(name, () => {
      it('has what it needs', () => {
        throw new Error(
          `WHEELHOUSE_DEMAND asks for it, but there is no ${lacks.map((need) => remedies[need]).join(', no ')}.`,
        );
      });
    });
  } else {
    describe(name, { skip: true, meta: { lacks } }, body);
  }
}
