import type { ConsoleRoster } from '../core/console/roster.ts';
import { plural } from '../core/cards/numbers.ts';
import type { Account } from '../core/people/actor.ts';
import type { Projects } from '../core/ports.ts';
import { surfaces } from '../core/project/definition.ts';
import { placeOf, type Trouble, type Troubles } from '../core/troubles.ts';

interface Naming {
  troubles: Pick<Troubles, 'all'>;
  projects: Pick<Projects, 'ofChannel'>;
}

interface Standing extends Trouble {
  /** The project whose place it is; null if it concerns everybody. */
  projectId: string | null;
}

/**
 * The troubles that still concern a project. If the project file names another channel now, as the remedy suggests, the trouble of the old
 * channel is not reported any more. Its row stays, though: older runs still post there, and when the channel works again, the row is what
 * brings their cards back.
 */
export async function standing({ troubles, projects }: Naming): Promise<Standing[]> {
  const all = await troubles.all();
  const found = await Promise.all(
    all.map(async (trouble): Promise<Standing[]> => {
      const place = placeOf(trouble);
      if (place === null) return [{ ...trouble, projectId: null }];
      const record = await projects.ofChannel(trouble.surface, place);
      return record === null ? [] : [{ ...trouble, projectId: record.project.project }];
    }),
  );
  return found.flat();
}

/** The troubles that a person is told: those of places whose project they may view, and those that belong to no project. */
export const troublesOf =
  ({ roster, ...naming }: Naming & { roster: Pick<ConsoleRoster, 'projects'> }) =>
  async (account: Account): Promise<readonly Trouble[]> => {
    const all = await standing(naming);
    if (all.length === 0) return [];
    const seen = new Set((await roster.projects(account)).map(({ id }) => id));
    return all.filter(({ projectId }) => projectId === null || seen.has(projectId));
  };

/** For `/readyz`; null if there are none. Anybody may ask, so it only counts them; the console says which channel it is, and what is wrong. */
export function troubleReason(all: readonly Pick<Trouble, 'surface'>[]): string | null {
  const counts = surfaces.flatMap((surface) => {
    const count = all.filter((it) => it.surface === surface).length;
    return count === 0 ? [] : [`${surface}: ${plural(count, 'trouble')}`];
  });
  return counts.length === 0 ? null : `${counts.join(', ')}. The pages of the console say which, and what to do.`;
}
