import type { Visit } from '../core/intent.ts';
import type { AccountLinks } from '../core/people/links.ts';
import type { Bodies, People, Postings, Projects, Refusals, Runs, Views } from '../core/ports.ts';
import type { Project, Role } from '../core/project/definition.ts';

/** What the door needs of the world. Rejections are outages: they pass through to the bot, which says so. */
export interface DoorPorts {
  runs: Runs;
  bodies: Bodies;
  projects: Projects;
  views: Views;
  postings: Postings;
  people: People;
  links: AccountLinks;
  refusals: Refusals;
  /** The model that this role would use, and whether it has a price. */
  modelOf(project: Pick<Project, 'models'>, role: Role): { name: string; priced: boolean; rehearses: boolean };
  /** Draws a posted card anew, whatever it is believed to show. Not waited for. */
  refresh(postingId: string): Promise<void>;
  log: { error(fields: Record<string, unknown>, message: string): void };
}

/** One visit at the door, with what is needed to answer it. */
export interface Call {
  ports: DoorPorts;
  visit: Visit;
}
