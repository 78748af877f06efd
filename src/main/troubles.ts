import type { ConsoleRoster } from '../core/console/roster.ts';
import type { Account } from '../core/people/actor.ts';
import type { Projects } from '../core/ports.ts';
import type { Trouble, Troubles } from '../core/troubles.ts';

interface Around {
  troubles: Pick<Troubles, 'all'>;
  projects: Pick<Projects, 'ofChannel'>;
  roster: Pick<ConsoleRoster, 'projects'>;
}

/**
 * Whoever named another channel, as the remedy says, has mended the trouble of the first: at the start it is forgotten. What is no
 * channel, and still wrong, is told again within half a minute.
 */
export async function forgetUnnamed({ troubles, projects }: Naming): Promise<void> {
  for (const { surface, channel } of await troubles.all()) {
    if (channel === null || (await projects.ofChannel(surface, channel)) !== null) continue;
    await troubles.forget(surface, channel);
  }
}

interface Naming {
  troubles: Pick<Troubles, 'all' | 'forget'>;
  projects: Pick<Projects, 'ofChannel'>;
}

/** Who is told which trouble: of a project's place, the people who may view the project; of what is no project's own, everybody. */
export const troublesOf =
  ({ troubles, projects, roster }: Around) =>
  async (account: Account): Promise<readonly Trouble[]> => {
    const all = await troubles.all();
    if (all.length === 0) return [];
    const seen = new Set((await roster.projects(account)).map(({ id }) => id));
    const isTheirs = async ({ surface, channel }: Trouble): Promise<boolean> => {
      const record = channel === null ? null : await projects.ofChannel(surface, channel);
      return record === null || seen.has(record.project.project);
    };
    const theirs = await Promise.all(all.map(isTheirs));
    return all.filter((_, index) => theirs[index]);
  };
