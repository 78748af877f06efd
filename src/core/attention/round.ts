import type { AccountLinks } from '../people/links.ts';
import { accountsOf } from '../people/members.ts';
import { known } from '../people/who-can.ts';
import type { ProjectRecord, Projects } from '../ports.ts';
import { planReminders } from './plan.ts';
import type { Facts, Reminders } from './reminder.ts';
import { attentionOf } from './settings.ts';

/** Looks through all projects for what people are to be reminded of by now; returns how many reminders were made. */
export type ReminderRound = (now: Date) => Promise<number>;

interface RoundParts {
  projects: Pick<Projects, 'all'>;
  links: Pick<AccountLinks, 'of'>;
  reminders: Pick<Reminders, 'remind'>;
  teamOf: Facts['teamOf'];
}

export const reminderRound =
  ({ projects, links, reminders, teamOf }: RoundParts): ReminderRound =>
  async (now) => {
    const records = await projects.all();
    const linked = await links.of(records.map(({ project }) => project.project));
    const remind = ({ project }: ProjectRecord): Promise<number> => {
      const { project: projectId, places } = project;
      const own = linked.filter((link) => link.projectId === projectId);
      const people = project.people.map((person) => ({
        person: known(project, person),
        accounts: accountsOf(person, own),
      }));
      const settings = attentionOf(project);
      return reminders.remind({ projectId, settings, now }, (facts) =>
        planReminders({ ...facts, people, places, teamOf, settings, now }),
      );
    };
    let made = 0;
    // One after the other: each holds a connection, and nobody waits for it.
    for (const record of records) made += await remind(record);
    return made;
  };
