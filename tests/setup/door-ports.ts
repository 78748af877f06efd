import { createBodies } from '../../db/bodies.ts';
import type { Client } from '../../db/client.ts';
import { createLinks } from '../../db/links.ts';
import { createPeople } from '../../db/people.ts';
import { createPostings } from '../../db/postings.ts';
import { createProjects } from '../../db/projects.ts';
import { createRefresh } from '../../db/refresh.ts';
import { createRefusals } from '../../db/refusals.ts';
import { createRuns } from '../../db/runs.ts';
import { createViews } from '../../db/views.ts';
import type { DoorPorts } from '../../src/intents/ports.ts';
import { noGroups } from './people.ts';

/** The real door's ports on a database: no queue is told of anything, and no platform of whose members somebody is. */
export function doorPortsOn(client: Client, log: DoorPorts['log']): DoorPorts {
  const projects = createProjects(client);
  const links = createLinks(client);
  const onError = (error: unknown): void => log.error({ err: error }, 'Something after a commit failed.');
  return {
    runs: createRuns(client, { onCommitted: () => undefined, onError }),
    bodies: createBodies(client),
    ...{ projects, links, log },
    people: createPeople({ projects, links, groups: noGroups }),
    views: createViews(client),
    postings: createPostings(client),
    refusals: createRefusals(client),
    modelOf: () => ({ name: 'rehearsal', priced: true, rehearses: true }),
    refresh: createRefresh(client, () => undefined),
  };
}
