import { createBodies } from '../../../db/bodies.ts';
import { connect, type Client } from '../../../db/client.ts';
import { migrate } from '../../../db/migrate.ts';
import { createProjects } from '../../../db/projects.ts';
import { createTalks } from '../../../db/talks.ts';
import { createViews } from '../../../db/views.ts';
import type { Bodies, DueEffect, Runs, Talks, Views } from '../../../src/core/ports.ts';
import type { PersonActor } from '../../../src/core/people/actor.ts';
import { projectSchema, type Project } from '../../../src/core/project/definition.ts';
import { isRefusal, type Refusal } from '../../../src/core/refusal.ts';
import type { StartEvent } from '../../../src/core/run/start.ts';
import type { Decision, Definition } from '../../../src/core/run/state.ts';
import type { Program } from './program.ts';

/** Micro-dollars. A step costs `price`, is estimated at `estimate`, and a run may spend a few of them. */
export const money = { price: 3, estimate: 10, budget: 12, raise: 12 } as const;

/** Calls of the model that an agent has for itself. */
export const ownTurns = 3;

const project: Project = projectSchema.parse({
  ...{ project: 'steered', name: 'Steered', control_mode: 'autonomous' },
  people: ['ann', 'ben'].map((id) => ({ id, name: id, may: 'everything', accounts: { slack: `T1/${id}` } })),
  roles: [{ handle: 'writer', name: 'Writer', emoji: '✎', domain: ['words'], instructions: 'Write.' }],
  pipelines: [
    {
      ...{ id: 'notes', name: 'Notes', about: 'An agent looks things up, and a writer writes them down.' },
      stages: [
        {
          ...{ id: 'look', name: 'Look', makes: 'finds', do: 'agent', role: 'writer', brief: 'Look.', turns: ownTurns },
          tools: ['read', 'ask'],
          commands: { test: { run: 'true', repeatable: true }, tag: { run: 'true' } },
          shell: {},
        },
        { id: 'write', name: 'Write', makes: 'notes', do: 'write', role: 'writer', brief: 'Write.' },
      ],
    },
  ],
});

/** Its cards are shown nowhere: what is tested is what happens, not what is told of it. */
export const definition: Definition = {
  ...{ pipeline: project.pipelines[0]!, roles: project.roles, models: {}, people: project.people },
  ...{ director: null, places: [], folder: '/' },
};

const person = (id: string): PersonActor => ({
  ...{ kind: 'person', personId: id, name: id },
  permissions: ['view', 'message', 'operate', 'decide', 'edit', 'configure'],
  account: { surface: 'slack', team: 'T1', user: id },
  where: { surface: 'slack', channel: 'C1', thread: 'root' },
});

export const people = [person('ann'), person('ben')] as const;

export function accepted(outcome: Decision | Refusal): Decision {
  if (isRefusal(outcome)) throw new Error(`refused: ${JSON.stringify(outcome)}`);
  return outcome;
}

/** A click that starts a run. */
export function startOf(runId: string, of: Definition, microUsd: number | null): StartEvent {
  const at = new Date();
  const [ann] = people;
  return {
    ...{ id: `start-${runId}`, at, actor: ann, runId, projectId: 'steered', definition: of, title: 'Notes', brief: '' },
    ...{ parameters: {}, mode: 'autonomous', budget: { microUsd, tokens: null }, models: [] },
    trigger: {
      ...{ id: `trigger-${runId}`, source: 'integration_test', personId: ann.personId, personName: ann.name, at },
      ...{ where: ann.where, context: {}, recommendedBy: null, recommendedConfig: null },
    },
  };
}

/** One database with the runs of all sequences in it. */
export class House {
  readonly views: Views;
  readonly bodies: Bodies;
  readonly talks: Talks;

  private constructor(
    readonly url: string,
    readonly client: Client,
  ) {
    this.views = createViews(client);
    this.bodies = createBodies(client);
    this.talks = createTalks(client);
  }

  static async open(url: string): Promise<House> {
    await migrate(url);
    const house = new House(url, connect(url, { max: 8 }));
    await createProjects(house.client).put({ project, folder: '/' });
    return house;
  }

  /** The store of a program; what becomes due is told to whoever plays that run. */
  store({ createRuns }: Pick<Program, 'createRuns'>, onDue: (due: DueEffect) => void, client = this.client): Runs {
    return createRuns(client, {
      onCommitted: (due) => due.forEach(onDue),
      onError: (error) => {
        throw error;
      },
    });
  }

  close(): Promise<void> {
    return this.client.close();
  }
}
