import { describe, expect, it } from 'vitest';
import { newKey, renewal, usual, type Asked } from '../../../src/cli/keys/issue.ts';
import { lineOf, showKeys } from '../../../src/cli/keys/show.ts';
import { requesterOf, type ApiKey } from '../../../src/core/people/api-key.ts';
import { createRedact } from '../../../src/telemetry/redact.ts';
import { project } from '../../api/rig.ts';

const film = project('film');
const by = { user: 'root', at: new Date('2026-11-21T12:00:00Z') };
const asked = (changes: Partial<Asked> = {}): Asked => ({
  name: 'nightly',
  person: null,
  permissions: ['view', 'operate'],
  life: usual.life,
  ...changes,
});
const made = (changes: Partial<Asked> = {}) => {
  const result = newKey(film, asked(changes), by);
  if ('problem' in result) throw new Error(result.problem);
  return result;
};
const problemOf = (changes: Partial<Asked>) => {
  const result = newKey(film, asked(changes), by);
  return 'problem' in result ? result.problem : null;
};

describe('a new key', () => {
  it('keeps nothing that leads back to its secret, and writes none of it down', () => {
    const { key, secret, digest, entry } = made();
    expect(Buffer.from(secret.slice(3), 'base64url')).toHaveLength(32);
    expect(digest).toMatch(/^[0-9a-f]{64}$/);
    expect(secret.startsWith(key.hint) && key.hint.length).toBe(7);
    expect(JSON.stringify({ key, entry, line: lineOf(key, by.at) })).not.toContain(secret.slice(8));
    expect(entry).toMatchObject({
      kind: 'key.created',
      actor: { kind: 'client', clientId: 'cli' },
      subject: { key: key.id },
    });
    expect(made().secret).not.toBe(secret);
  });

  it('S16: has the form that the log hides', () => {
    const { secret } = made();
    expect(createRedact([])(`it was ${secret}.`)).toBe('it was [redacted].');
  });

  it('is refused for what nobody could use it for', () => {
    expect(problemOf({})).toBeNull();
    expect(problemOf({ permissions: ['view', 'decide'] })).toContain('decide');
    expect(problemOf({ person: 'mara', permissions: ['view', 'decide'] })).toBeNull();
    expect(problemOf({ person: 'nobody' })).toContain('mara, ines');
    expect(problemOf({ permissions: [] })).not.toBeNull();
    expect(problemOf({ life: usual.life * 5 })).toContain('366 days');
    expect(problemOf({ name: '<b>' })).not.toBeNull();
  });

  it('is shown in a line, or said to be none', () => {
    expect(showKeys([], by.at)).toContain('no keys');
    expect(showKeys([made().key], by.at)).toContain('nightly  a program  view,operate  until 2027-02-19  never used');
  });
});

describe('rotating a key', () => {
  it('lets the old secret go on no longer than the key did', () => {
    const { key } = made({ life: 3600 });
    const result = renewal(key, { life: usual.life, overlap: usual.overlap }, by);
    if ('problem' in result) throw new Error(result.problem);
    expect(result.renewed.oldUntil).toEqual(key.expiresAt);
    expect(result.entry.kind).toBe('key.rotated');
    const long = renewal(made().key, { life: usual.life, overlap: usual.overlap }, by);
    expect(long).toMatchObject({ renewed: { oldUntil: new Date('2026-11-22T12:00:00Z') } });
  });

  it('is bounded, and brings no revoked key back', () => {
    const { key } = made();
    expect(renewal(key, { life: usual.life, overlap: 8 * 86_400 }, by)).toHaveProperty('problem');
    expect(renewal({ ...key, revokedAt: by.at }, { life: usual.life, overlap: 60 }, by)).toHaveProperty('problem');
    expect(renewal(key, { life: usual.life, overlap: 60 }, by)).not.toHaveProperty('problem');
  });
});

describe('who acts with a key', () => {
  const key = (changes: Partial<ApiKey>): ApiKey => ({ ...made().key, ...changes });

  it('is the person, with what both the key and the person may', () => {
    const own = requesterOf(key({ personId: 'ines', permissions: ['view', 'operate'] }), film);
    expect(own).toMatchObject({ kind: 'person', personId: 'ines', name: 'Ines', permissions: ['view'] });
    expect(requesterOf(key({ personId: 'gone' }), film)).toBeNull();
  });

  it('is a program that is seen to be one, whatever it is called, and never may decide (S12)', () => {
    const program = requesterOf(key({ name: 'Mara', permissions: ['view', 'decide', 'edit'] }), film);
    expect(program).toMatchObject({ kind: 'client', name: 'Mara (program)', permissions: ['view'] });
  });
});
