import { recognize } from '../src/core/people/recognize.ts';
import type { People, Projects } from '../src/core/ports.ts';

/** Who somebody is stands in the project's definition; it is read anew each time, so that a removed person is out at once. */
export const createPeople = (projects: Pick<Projects, 'find'>): People => ({
  async find(projectId, account) {
    const record = await projects.find(projectId);
    return record && recognize(record.project.people, account);
  },
});
