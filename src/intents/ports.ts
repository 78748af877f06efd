import type { Visit } from '../core/intent.ts';
import type { AccountLinks } from '../core/people/links.ts';
import type { Bodies, People, Postings, Projects, Refusals, Runs, Views } from '../core/ports.ts';
import type { Project, Role } from '../core/project/definition.ts';

/** What the door needs from the rest of the program. Rejections are outages: they are passed on to the bot, which tells the person. */
export interface DoorPorts {
  runs: Runs;
  bodies: Bodies;
  projects: Projects;
  views: Views;
  postings: Postings;
  people: People;
  links: AccountLinks;
  refusals: Refusals;
  /** The model that this role would use, whether it has a price, and whether it is only the rehearsal. */
  modelOf(project: Pick<Project, 'models'>, role: Role): { name: string; priced: boolean; rehearses: boolean };
  /** Makes a posted card due to be drawn again, whatever it is believed to show. Does not wait until it is drawn. */
  refresh(postingId: string): Promise<void>;
  log: { error(fields: Record<string, unknown>, message: string): void };
}

/** One visit at the door, with the ports to answer it. */
export interface Call {
  ports: DoorPorts;
  visit: Visit;
}
