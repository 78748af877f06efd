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

/** Null: there are none. Whoever asks need not be anybody's: which channel it is, and what is wrong there, the console says. */
export function troubleReason(all: readonly Pick<Trouble, 'surface'>[]): string | null {
  const counts = surfaces.flatMap((surface) => {
    const count = all.filter((it) => it.surface === surface).length;
    return count === 0 ? [] : [`${surface}: ${plural(count, 'trouble')}`];
  });
  return counts.length === 0 ? null : `${counts.join(', ')}. The pages of the console say which, and what to do.`;
}
