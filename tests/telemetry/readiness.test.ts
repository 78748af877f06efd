import { describe, expect, it } from 'vitest';
import { readinessOf, type Look } from '../../src/telemetry/readiness.ts';

const good: Look = async () => null;
const none = new Set<never>();
const same = (text: string): string => text;

describe('readiness', () => {
  it('tells every check, and of each that does not hold why', async () => {
    const looks = { database: good, heads: async () => 'The disk is full.' };
    expect(await readinessOf({ looks, optional: none, redact: same })()).toEqual({
      ready: false,
      checks: [
        { check: 'database', ok: true, reason: null },
        { check: 'heads', ok: false, reason: 'The disk is full.' },
      ],
    });
  });

  it('takes an error for a reason, in its first line, without secrets', async () => {
    const database: Look = () => Promise.reject(new Error('connect to hunter2 failed\nparams: words of a person'));
    const redact = (text: string): string => text.replace('hunter2', '***');
    const { checks } = await readinessOf({ looks: { database }, optional: none, redact })();
    expect(checks[0]?.reason).toBe('connect to *** failed');
  });

  it('waits two seconds for what hangs', async () => {
    const { ready, checks } = await readinessOf({
      looks: { queue: () => new Promise(() => undefined), database: good },
      optional: none,
      redact: same,
    })();
    expect(ready).toBe(false);
    expect(checks[0]?.reason).toBe('There was no answer within 2 s.');
  });

  it('is ready without what is optional, and says all the same that it is missing', async () => {
    const looks = { queue: async () => 'Redis is away.' };
    const { ready, checks } = await readinessOf({ looks, optional: new Set(['queue'] as const), redact: same })();
    expect(ready).toBe(true);
    expect(checks[0]).toEqual({ check: 'queue', ok: false, reason: 'Redis is away.' });
  });

  it('looks once, however many ask at the same moment', async () => {
    let looked = 0;
    const readiness = readinessOf({
      looks: { database: async () => String((looked += 1)) },
      optional: none,
      redact: same,
    });
    await Promise.all(Array.from({ length: 100 }, () => readiness()));
    expect(looked).toBe(1);
  });
});
