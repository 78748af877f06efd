import { choicesFor } from '../../../src/core/ask/choices.ts';
import type { Ask, Subject } from '../../../src/core/ask/ask.ts';
import { pipelineSchema, roleSchema } from '../../../src/core/project/definition.ts';
import type { Definition } from '../../../src/core/run/state.ts';
import { definition, gate } from './sample.ts';

const pipeline = pipelineSchema.parse({
  id: 'mend',
  name: 'Mend',
  about: 'Mends a repository.',
  brief: { label: 'What should be done?' },
  stages: [
    {
      id: 'fix',
      name: 'Make the tests pass',
      do: 'agent',
      role: 'engineer',
      brief: 'Work in the repository until its tests pass.',
      makes: 'report',
      directory: 'repo',
      tools: ['list', 'read', 'write', 'ask'],
      commands: {
        test: { run: ['npm', 'test', '--', 'a b'] },
        publish: { run: 'npm publish', approval: 'needed', irreversible: true, grants: 'none' },
      },
      shell: { grants: 'always' },
      approve: ['write'],
    },
  ],
});

/** A pipeline whose one stage is done by an agent. */
export const mending: Definition = {
  ...definition,
  pipeline,
  roles: [
    roleSchema.parse({ handle: 'engineer', name: 'Engineer', emoji: '🔧', domain: ['code'], instructions: 'Mend.' }),
  ],
};

type Call = Extract<Subject, { about: 'tool_call' }>;
type Question = Extract<Subject, { about: 'question' }>;

const at = { stage: 0, stageId: 'fix', attemptId: 'at_1', callId: 'call_1' };

export const shellCall = (over: Partial<Call> = {}): Call => ({
  ...{ about: 'tool_call', ...at, tool: 'shell', what: 'git add . && git commit -m "Mend the fee"', digest: 'd_call' },
  ...{ words: { digest: 'd_shown', length: 41 }, grants: 'always', irreversible: false },
  ...over,
});

export const question = (over: Partial<Question> = {}): Question => ({
  ...{ about: 'question', ...at, text: 'The test and the README disagree about the fee. Which is right?' },
  ...{ options: ['The test', 'The README'] },
  ...over,
});

const asked = (subject: Subject, kind: Ask['kind'], over: Partial<Ask>): Ask =>
  gate({ kind, subject, choices: choicesFor(subject), ...over });

export const approval = (subject = shellCall(), over: Partial<Ask> = {}): Ask => asked(subject, 'gate', over);
export const asking = (subject = question(), over: Partial<Ask> = {}): Ask => asked(subject, 'question', over);

export const shownCall = new Map([['d_shown', 'git add . && git commit -m "Mend the fee"']]);
