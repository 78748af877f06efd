import { type Project, projectSchema } from '../../../../src/core/project/definition.ts';
import type { FakeSlack } from '../../../fakes/slack/slack.ts';

const roles = [{ handle: 'writer', name: 'Writer', emoji: '✍️', domain: ['words'], instructions: 'Write.' }];

const stages = [
  { id: 'draft', name: 'Draft', do: 'write', role: 'writer', brief: 'Write.', makes: 'notes' },
  {
    ...{ id: 'tag', name: 'Tag', do: 'command', run: ['git', 'tag', 'v1'], makes: 'tag-output', irreversible: true },
    gate: { when: 'before', human: 'always' },
  },
];
const agents = [
  {
    ...{ id: 'fix', name: 'Fix', do: 'agent', role: 'writer', brief: 'Mend it.', makes: 'report' },
    ...{ tools: ['read', 'ask'], shell: { grants: 'always' } },
  },
];
const brief = { label: 'Brief' };
const pipelines = [
  { id: 'notes', name: 'Notes', about: 'Writes notes.', brief, stages },
  { id: 'mend', name: 'Mend', about: 'Mends a repository.', brief, stages: agents },
];

/** Who is in which project, and what they may there. Everybody else in the workspace is a stranger. */
const members = {
  film: [
    { id: 'mara', name: 'Mara', may: 'everything' },
    { id: 'jon', name: 'Jon', may: 'everything' },
    { id: 'ines', name: 'Ines', may: ['view'] },
  ],
  harbour: [{ id: 'olu', name: 'Olu', may: 'everything' }],
} as const;

export const projectNames = ['film', 'harbour'] as const;
export type ProjectName = (typeof projectNames)[number];

/** Two projects, each with a channel of its own name, and people of its own. */
export const projectsIn = (slack: FakeSlack): Project[] =>
  projectNames.map((name) => {
    const people = members[name].map((it) => {
      const { team, id: user } = slack.person(it.id);
      return { ...it, accounts: { slack: `${team}/${user}`, console: `local/${it.id}` } };
    });
    const places = [{ surface: 'slack', channel: slack.channel(name).id }];
    return projectSchema.parse({ project: name, name, places, people, roles, pipelines });
  });
