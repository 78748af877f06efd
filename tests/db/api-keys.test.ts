import { describe, expect, it } from 'vitest';
import { createApiKeys, createApiRequests } from '../../db/api-keys.ts';
import { ledger } from '../../db/schema/ledger.ts';
import type { ApiKey } from '../../src/core/people/api-key.ts';
import type { LedgerEntry } from '../../src/core/ledger/entry.ts';
import { freshStore } from './store.ts';

const now = new Date('2026-11-21T12:00:00.000Z');
const later = (seconds: number): Date => new Date(now.getTime() + seconds * 1000);

const keyOf = (id: string, changes: Partial<ApiKey> = {}): ApiKey => ({
  id,
  projectId: 'paper',
  name: id,
  personId: null,
  permissions: ['view', 'operate'],
  hint: 'wh_abcd',
  createdBy: 'operator',
  createdAt: now,
  expiresAt: later(1000),
  revokedAt: null,
  lastUsedAt: null,
  ...changes,
});

const entryOf = (id: string, kind: LedgerEntry['kind']): LedgerEntry => ({
  id,
  projectId: 'paper',
  runId: null,
  kind,
  actor: {
    kind: 'client',
    clientId: 'cli',
    name: 'operator',
    permissions: [],
    where: { surface: 'cli', channel: null, thread: null },
  },
  at: now,
  subject: {},
  payload: {},
  status: null,
});

describe('the store of keys', () => {
  const store = freshStore();
  const keys = () => createApiKeys(store.client);

  it('finds a key by the digest of its secret, as it was made, and writes it into the ledger', async () => {
    await keys().create(keyOf('k1'), 'd1', entryOf('led_k1', 'key.created'));
    expect(await keys().find('d1', now)).toEqual(keyOf('k1'));
    expect(await keys().find('d2', now)).toBeNull();
    expect((await store.client.db.select().from(ledger)).map(({ id, kind }) => [id, kind])).toContainEqual([
      'led_k1',
      'key.created',
    ]);
  });

  it('keeps neither key nor entry where one of them can not be kept', async () => {
    await keys().create(keyOf('k2'), 'd_k2', entryOf('led_k2', 'key.created'));
    await expect(keys().create(keyOf('k3'), 'd_k3', entryOf('led_k2', 'key.created'))).rejects.toThrow();
    expect((await keys().list()).map(({ id }) => id)).not.toContain('k3');
    expect(await keys().find('d_k3', now)).toBeNull();
  });

  it('opens nothing from its end on', async () => {
    await keys().create(keyOf('k4', { expiresAt: later(10) }), 'd4', entryOf('led_k4', 'key.created'));
    expect(await keys().find('d4', later(9))).not.toBeNull();
    expect(await keys().find('d4', later(10))).toBeNull();
    expect(await keys().digests(later(9))).toContain('d4');
    expect(await keys().digests(later(10))).not.toContain('d4');
  });

  it('opens nothing once it was revoked', async () => {
    await keys().create(keyOf('k5'), 'd5', entryOf('led_k5', 'key.created'));
    expect(await keys().find('d5', now)).not.toBeNull();
    await keys().revoke('k5', now, entryOf('led_k5b', 'key.revoked'));
    expect(await keys().find('d5', now)).toBeNull();
    expect(await keys().digests(now)).not.toContain('d5');
  });

  it('opens by both secrets while it is rotated, then by the new one; a second rotation ends the oldest', async () => {
    await keys().create(keyOf('k6'), 'd6', entryOf('led_k6', 'key.created'));
    const renewed = { keyId: 'k6', digest: 'd6b', hint: 'wh_efgh', oldUntil: later(60), expiresAt: later(5000) };
    await keys().rotate(renewed, entryOf('led_k6b', 'key.rotated'));
    expect(await keys().find('d6', later(59))).toMatchObject({ id: 'k6', hint: 'wh_efgh', expiresAt: later(5000) });
    expect(await keys().find('d6b', later(59))).toMatchObject({ id: 'k6' });
    expect([...(await keys().digests(later(59)))]).toEqual(expect.arrayContaining(['d6', 'd6b']));
    expect(await keys().find('d6', later(60))).toBeNull();
    expect(await keys().digests(later(60))).not.toContain('d6');
    await keys().rotate({ ...renewed, digest: 'd6c' }, entryOf('led_k6c', 'key.rotated'));
    expect(await keys().find('d6', later(10))).toBeNull();
    expect(await keys().find('d6b', later(10))).toMatchObject({ id: 'k6' });
  });

  it('notes a use once in ten minutes', async () => {
    await keys().create(keyOf('k7'), 'd7', entryOf('led_k7', 'key.created'));
    const noted = async () => (await keys().find('d7', now))?.lastUsedAt;
    await keys().used('k7', now);
    await keys().used('k7', later(599));
    expect(await noted()).toEqual(now);
    await keys().used('k7', later(601));
    expect(await noted()).toEqual(later(601));
  });

  it('knows a repeat from another request under the same name, also among many at once', async () => {
    const requests = createApiRequests(store.client);
    await keys().create(keyOf('k8'), 'd8', entryOf('led_k8', 'key.created'));
    await keys().create(keyOf('k9'), 'd9', entryOf('led_k9', 'key.created'));
    const same = await Promise.all(['a', 'a', 'b', 'a'].map((digest) => requests.isSame('k8', 'one', digest)));
    expect(new Set([same[0], same[1], same[3]]).size).toBe(1);
    expect(same[2]).toBe(!same[0]);
    expect(await requests.isSame('k8', 'two', 'b')).toBe(true);
    expect(await requests.isSame('k9', 'one', 'c')).toBe(true);
  });
});
