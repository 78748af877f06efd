import type { ConsoleRoster } from '../core/console/roster.ts';
import type { Account } from '../core/people/actor.ts';
import type { Projects } from '../core/ports.ts';
import { placeOf, type Trouble, type Troubles } from '../core/troubles.ts';

interface Naming {
  troubles: Pick<Troubles, 'all'>;
  projects: Pick<Projects, 'ofChannel'>;
}

interface Standing extends Trouble {
  /** Whose place it is; null: it concerns everybody. */
  projectId: string | null;
}

/**
 * Those that concern somebody. Whoever named another channel, as the remedy says, has mended the trouble of the first, also where an
 * older run still comes upon it: the row stays, for it is what brings that run's cards back when the channel works again.
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

/** Who is told which: of a project's place, the people who may view the project; of what is no project's own, everybody. */
export const troublesOf =
  ({ roster, ...naming }: Naming & { roster: Pick<ConsoleRoster, 'projects'> }) =>
  async (account: Account): Promise<readonly Trouble[]> => {
    const all = await standing(naming);
    if (all.length === 0) return [];
    const seen = new Set((await roster.projects(account)).map(({ id }) => id));
    return all.filter(({ projectId }) => projectId === null || seen.has(projectId));
  };
