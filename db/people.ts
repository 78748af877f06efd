import type { People, Projects } from '../src/core/ports.ts';

/** Who somebody is stands in the project's definition; it is read anew each time, so that a removed person is out at once. */
export function createPeople(projects: Pick<Projects, 'find'>): People {
  return {
    async find(projectId, { surface, team, user }) {
      if (surface === 'api' || surface === 'cli') return null;
      const record = await projects.find(projectId);
      const account = `${team}/${user}`;
      return record?.project.people.find((person) => person.accounts[surface] === account) ?? null;
    },
  };
}
