import type { Permission, Project } from '../project/definition.ts';
import type { Requester } from './actor.ts';
import { entitledBy } from './entitlement.ts';
import { permissionsOf } from './permissions.ts';

/** A key to one project's HTTP API. Its secret is known to its holder alone; we keep the digest. */
export interface ApiKey {
  id: string;
  projectId: string;
  /** What people call it. */
  name: string;
  /** Whose key it is; null for a program's. */
  personId: string | null;
  /** The most that it may be used for. */
  permissions: readonly Permission[];
  /** How its secret begins: to recognise it by. */
  hint: string;
  createdBy: string;
  createdAt: Date;
  expiresAt: Date;
  revokedAt: Date | null;
  /** To ten minutes. */
  lastUsedAt: Date | null;
}

/** Answers and edits are people's (S12): no program is given what it could not use. */
export const programPermissions: readonly Permission[] = ['view', 'message', 'operate', 'configure'];

/** Who acts with this key now; null when it stands for somebody whom the project doesn't name any more (S7). */
export function requesterOf(key: ApiKey, project: Project): Requester | null {
  const where = { surface: 'api', channel: null, thread: null } as const;
  const { id, projectId, personId, permissions } = key;
  if (personId === null) {
    const own = permissions.filter((it) => programPermissions.includes(it));
    // The label is ours: a program that somebody called “Mara” is still seen to be one.
    return { kind: 'client', clientId: id, name: `${key.name} (program)`, permissions: own, where };
  }
  const person = project.people.find((it) => it.id === personId);
  if (!person) return null;
  const may = permissionsOf(person);
  const both = permissions.filter((it) => may.includes(it));
  const account = { surface: 'api', team: projectId, user: id } as const;
  const entitled = entitledBy(project, personId);
  const { name } = person;
  return { kind: 'person', personId, name, permissions: both, ...(entitled && { entitled }), account, where };
}
