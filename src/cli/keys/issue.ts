import { createHash, randomBytes } from 'node:crypto';
import type { EntryKind, LedgerEntry } from '../../core/ledger/entry.ts';
import type { ClientActor } from '../../core/people/actor.ts';
import { programPermissions, type ApiKey } from '../../core/people/api-key.ts';
import type { Renewed } from '../../core/people/api-keys.ts';
import type { Permission, Project } from '../../core/project/definition.ts';

const day = 86_400;
/** Seconds. A key that nobody renews ends; a rotation leaves time to bring the new secret everywhere. */
export const usual = { life: 90 * day, overlap: day };
const most = { life: 366 * day, overlap: 7 * day };

export interface Asked {
  name: string;
  /** Null: for a program. */
  person: string | null;
  permissions: readonly Permission[];
  /** Seconds. */
  life: number;
}

/** Whoever is at the command line of this machine, and when. */
export interface Operator {
  user: string;
  at: Date;
}

export interface Problem {
  problem: string;
}

interface Secret {
  secret: string;
  digest: string;
  hint: string;
}

/** 256 bits of chance: a plain digest can't be guessed back. It begins with wh_, by which logs know it to hide it. */
function newSecret(): Secret {
  const secret = `wh_${randomBytes(32).toString('base64url')}`;
  return { secret, digest: createHash('sha256').update(secret).digest('hex'), hint: secret.slice(0, 7) };
}

interface NewKey {
  key: ApiKey;
  secret: string;
  digest: string;
  entry: LedgerEntry;
}

/** A key with its secret, which is nowhere else, and its ledger entry; or why there is none. */
export function newKey(project: Project, asked: Asked, by: Operator): NewKey | Problem {
  const problem = problemWith(project, asked);
  if (problem !== null) return { problem };
  const { secret, digest, hint } = newSecret();
  const { name, person, permissions, life } = asked;
  const key: ApiKey = {
    id: `key_${randomBytes(6).toString('hex')}`,
    projectId: project.project,
    ...{ name, personId: person, permissions, hint },
    createdBy: by.user,
    createdAt: by.at,
    expiresAt: after(by.at, life),
    revokedAt: null,
    lastUsedAt: null,
  };
  const payload = { name, person, permissions, expires: key.expiresAt.toISOString() };
  return { key, secret, digest, entry: entryOf(key, 'key.created', by, payload) };
}

function problemWith({ people }: Project, { name, person, permissions, life }: Asked): string | null {
  if (!/^[\w .-]{1,60}$/.test(name)) return 'Give it a name of letters, digits, spaces, ".", "_" and "-".';
  if (person !== null && !people.some(({ id }) => id === person))
    return `The project names no person "${person}". It has: ${people.map(({ id }) => id).join(', ')}.`;
  if (permissions.length === 0) return 'Say with --may what it is for.';
  const theirs = permissions.filter((it) => !programPermissions.includes(it));
  if (person === null && theirs.length > 0)
    return `A program's key can't hold ${theirs.join(' and ')}: people answer and edit. Name whose key it is with --person.`;
  return life > most.life ? `It can last ${most.life / day} days at most.` : null;
}

/** A new secret for the same key; the old one goes on for the overlap. */
export function renewal(
  key: ApiKey,
  given: { life: number; overlap: number },
  by: Operator,
): { renewed: Renewed; secret: string; entry: LedgerEntry } | Problem {
  if (key.revokedAt !== null) return { problem: `"${key.name}" was revoked. Create another key.` };
  if (given.overlap > most.overlap)
    return { problem: `The old secret can go on for ${most.overlap / day} days at most.` };
  if (given.life > most.life) return { problem: `It can last ${most.life / day} days at most.` };
  const { secret, digest, hint } = newSecret();
  const until = after(by.at, given.overlap);
  // What has expired is not brought back, not for an hour.
  const oldUntil = key.expiresAt < until ? key.expiresAt : until;
  const renewed: Renewed = { keyId: key.id, digest, hint, oldUntil, expiresAt: after(by.at, given.life) };
  const payload = { name: key.name, old_until: oldUntil.toISOString(), expires: renewed.expiresAt.toISOString() };
  return { renewed, secret, entry: entryOf(key, 'key.rotated', by, payload) };
}

export const revocation = (key: ApiKey, by: Operator): LedgerEntry =>
  entryOf(key, 'key.revoked', by, { name: key.name });

const after = (at: Date, seconds: number): Date => new Date(at.getTime() + seconds * 1000);

const entryOf = (
  key: Pick<ApiKey, 'id' | 'projectId'>,
  kind: EntryKind,
  by: Operator,
  payload: Record<string, unknown>,
): LedgerEntry => ({
  id: `led_${randomBytes(10).toString('hex')}`,
  projectId: key.projectId,
  runId: null,
  kind,
  actor: operator(by),
  at: by.at,
  subject: { key: key.id },
  payload,
  status: null,
});

/** No person of a project is known here: the source is (S0-36). */
const operator = ({ user }: Operator): ClientActor => ({
  kind: 'client',
  clientId: 'cli',
  name: `${user} (command line)`,
  permissions: [],
  where: { surface: 'cli', channel: null, thread: null },
});
