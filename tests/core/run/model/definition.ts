import { pipelineSchema } from '../../../../src/core/project/definition.ts';
import type { PersonActor } from '../../../../src/core/people/actor.ts';
import type { Permission } from '../../../../src/core/project/definition.ts';
import type { Definition } from '../../../../src/core/run/state.ts';

/** A draft, an agent that soon has no turns left, and an outward command behind a gate that always opens. */
const pipeline = pipelineSchema.parse({
  id: 'release',
  name: 'Release',
  about: 'Three stages',
  stages: [
    { id: 'notes', name: 'Notes', do: 'write', role: 'editor', brief: 'Write', makes: 'notes', scope: 'project' },
    {
      id: 'story',
      name: 'Story',
      do: 'agent',
      role: 'editor',
      brief: 'Write',
      turns: 2,
      needs: ['notes'],
      makes: 'story',
      gate: { when: 'after', human: 'always', quorum: 2, exclude: ['starter'], expires: '10m' },
    },
    {
      id: 'tag',
      name: 'Tag',
      do: 'command',
      run: 'git tag',
      needs: ['story'],
      makes: 'tag',
      irreversible: true,
      gate: { when: 'before', human: 'always', approvers: ['ann', 'ben'] },
    },
  ],
});

export const definition: Definition = {
  pipeline,
  roles: [{ handle: 'editor', name: 'Editor', emoji: '✎', domain: ['words'], tier: 1, instructions: 'Edit.' }],
  models: {},
  people: [],
  director: null,
  places: [],
  folder: '/',
};

const everything: Permission[] = ['view', 'message', 'operate', 'decide', 'edit', 'configure'];

export const person = (personId: string, permissions: Permission[] = everything): PersonActor => ({
  kind: 'person',
  personId,
  name: personId,
  permissions,
  account: { surface: 'console', team: 'local', user: personId },
  where: { surface: 'console', channel: 'release', thread: null },
});

/** The starter first; the last two may not decide. */
export const people = [
  person('ann'),
  person('ben'),
  person('cem'),
  person('dee', ['view', 'message']),
  person('eve', []),
];
