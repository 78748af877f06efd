import type { Permission, Project } from '../project/definition.ts';
import type { Requester } from './actor.ts';
import { entitledBy } from './entitlement.ts';
import { permissionsOf } from './permissions.ts';

/** A key to the HTTP API of one project. Only its holder knows the secret; we store a digest. */
export interface ApiKey {
  id: string;
  projectId: string;
  /** What people call it. */
  name: string;
  /** Whose key it is; null for a program's. */
  personId: string | null;
  /** What the key may be used for at most; its person may be permitted less. */
  permissions: readonly Permission[];
  /** The beginning of its secret, by which people recognise it. */
  hint: string;
  createdBy: string;
  createdAt: Date;
  expiresAt: Date;
  revokedAt: Date | null;
  /** Exact to ten minutes. */
  lastUsedAt: Date | null;
}

/** What a program's key can be given: not `decide` and `edit`, since only people answer and edit (S12). */
export const programPermissions: readonly Permission[] = ['view', 'message', 'operate', 'configure'];

/** Who acts with this key now; null if the project doesn't name its person any more (S7). */
export function requesterOf(key: ApiKey, project: Project): Requester | null {
  const where = { surface: 'api', channel: null, thread: null } as const;
  const { id, projectId, personId, permissions } = key;
  if (personId === null) {
    const own = permissions.filter((it) => programPermissions.includes(it));
    // We add the label, so that a program which somebody has called “Mara” is still recognised as one.
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
