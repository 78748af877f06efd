import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect, type Client } from '../../db/client.ts';
import { migrate } from '../../db/migrate.ts';
import { createSends } from '../../db/sends.ts';
import type { Sends } from '../../src/core/sends.ts';
import { freshDatabase } from '../setup/database.ts';

const database = freshDatabase();
const start = Date.parse('2026-11-21T12:00:00Z');
/** So many seconds after the start. */
const at = (seconds: number): Date => new Date(start + seconds * 1000);
const ref = { channel: 'C1', thread: null, message: '1.1' };

describe('what is sent under a key', () => {
  let client: Client;
  let sends: Sends;
  beforeAll(async () => {
    await migrate(database.url);
    client = connect(database.url, { max: 8 });
    sends = createSends(client);
  });
  afterAll(() => client.close());

  it('is one sender’s to send, whoever else begins in the same moment (R5)', async () => {
    const begun = await Promise.all(Array.from({ length: 8 }, () => sends.begin('race', at(0), at(15))));
    expect(begun.filter((it) => it === 'new')).toHaveLength(1);
    expect(begun.filter((it) => it === 'busy')).toHaveLength(7);
  });

  it('is answered with where it stands, once it does', async () => {
    expect(await sends.begin('sent', at(0), at(15))).toBe('new');
    await sends.sent('sent', ref);
    expect(await sends.begin('sent', at(1), at(16))).toEqual(ref);
    expect(await sends.begin('sent', at(9_000), at(9_015))).toEqual(ref);
  });

  it('is somebody else’s to look for when its sender’s time is over, one after the other (R1)', async () => {
    expect(await sends.begin('died', at(0), at(15))).toBe('new');
    expect(await sends.begin('died', at(14), at(29))).toBe('busy');
    const next = await Promise.all([1, 2, 3].map(() => sends.begin('died', at(15), at(30))));
    expect(next.filter((it) => it !== 'busy')).toEqual([{ begun: at(0) }]);
    expect(await sends.begin('died', at(29), at(44))).toBe('busy');
    expect(await sends.begin('died', at(31), at(46))).toEqual({ begun: at(0) });
  });

  it('begins anew after a refusal; one that stands is never forgotten by it', async () => {
    await sends.begin('refused', at(0), at(15));
    await sends.refused('refused');
    expect(await sends.begin('refused', at(1), at(16))).toBe('new');
    await sends.sent('refused', ref);
    await sends.refused('refused');
    expect(await sends.begin('refused', at(2), at(17))).toEqual(ref);
  });
});
