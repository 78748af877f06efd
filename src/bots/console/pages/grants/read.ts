import type { Button, Text } from '../../../../core/cards/card.ts';
import { revokeButton } from '../../../../core/cards/grants.ts';
import { grantText, type GrantsOf } from '../../../../core/cards/words/grant.ts';
import { entrantOf, lacking } from '../../../../core/people/entitlement.ts';
import type { Account } from '../../../../core/people/actor.ts';
import { whoCan, type WhoCan } from '../../../../core/people/who-can.ts';
import type { GrantView } from '../../../../core/ports.ts';
import type { Project } from '../../../../core/project/definition.ts';
import type { GrantUse } from '../../../../core/records/records.ts';
import type { ConsoleParts } from '../../parts.ts';
import { type Reader, readersOf } from '../../reader.ts';

/** Of each project, as many as anybody reads. */
const most = 100;

/** One permission as a list shows it; nothing of it changes with each step of its run. */
export interface ListedGrant {
  id: string;
  askId: string;
  /** Where it was given, and can be revoked. */
  run: { id: string; title: string };
  by: string;
  text: Text;
  revoke: Button;
  use: GrantUse | null;
}

export const listed = (view: GrantView, of: GrantsOf, uses: ReadonlyMap<string, GrantUse>): ListedGrant => ({
  id: view.grant.id,
  askId: view.grant.askId,
  run: { id: view.run.id, title: view.run.title },
  by: view.grant.by,
  text: grantText(view, of),
  revoke: revokeButton(view),
  use: uses.get(view.grant.id) ?? null,
});

/** What is in force in one project, as one person finds it. */
export interface ProjectGrants {
  project: Project;
  /** Newest first. */
  grants: readonly ListedGrant[];
  /** There are more than are listed. */
  more: boolean;
  mayRevoke: boolean;
  /** Who can, where this person may not. */
  revokers: WhoCan;
}

export const mayRevoke = ({ person }: Reader): boolean => lacking(entrantOf(person), 'configure') === null;

export const revokersOf = (project: Project): WhoCan =>
  whoCan(project, (person) => lacking(entrantOf(person), 'configure') === null);

/** Of the projects that this person may view, those that have any. */
export async function readGrants(parts: ConsoleParts, account: Account, now: Date): Promise<ProjectGrants[]> {
  const readers = [...(await readersOf(parts, account)).values()];
  const all = await Promise.all(readers.map((reader) => grantsIn(parts, reader, now)));
  return all.filter(({ grants }) => grants.length > 0);
}

async function grantsIn(parts: ConsoleParts, reader: Reader, now: Date): Promise<ProjectGrants> {
  const { project } = reader;
  const found = await parts.views.grants(project.project, now, most + 1);
  const uses = await parts.records.grantUses(found.map(({ grant }) => grant.id));
  return {
    project,
    grants: found.slice(0, most).map((view) => listed(view, 'project', uses)),
    more: found.length > most,
    mayRevoke: mayRevoke(reader),
    revokers: revokersOf(project),
  };
}
