import type { ConsoleRoster } from '../core/console/roster.ts';
import type { Account } from '../core/people/actor.ts';
import type { Projects } from '../core/ports.ts';
import type { Trouble, Troubles } from '../core/troubles.ts';

interface Around {
  troubles: Pick<Troubles, 'all'>;
  projects: Pick<Projects, 'ofChannel'>;
  roster: Pick<ConsoleRoster, 'projects'>;
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
