import { describe, expect, it } from 'vitest';
import { pipelineSchema } from '../../../src/core/project/definition.ts';
import { preflight, type Origin } from '../../../src/core/run/preflight.ts';
import { budgetFor, type RunConfig } from '../../../src/core/run/run-config.ts';

const pipeline = pipelineSchema.parse({
  id: 'notes',
  name: 'Notes',
  about: 'Writes notes.',
  brief: { label: 'Brief' },
  budget: { usd: 2 },
  parameters: [
    { name: 'version', label: 'Version' },
    { name: 'count', label: 'Count', kind: 'number', required: false },
    { name: 'tone', label: 'Tone', kind: 'choice', choices: ['dry', 'warm'], required: false },
  ],
  stages: [
    { id: 'draft', name: 'Draft', do: 'write', role: 'writer', brief: 'Write.', makes: 'notes' },
    { id: 'tag', name: 'Tag', do: 'command', run: 'true', makes: 'tag', irreversible: true, gate: { human: 'always' } },
  ],
});

const good: RunConfig = {
  brief: 'What changed',
  parameters: { version: '1.0' },
  mode: 'checkpoint',
  budget: { microUsd: 2_000_000, tokens: null },
};
const priced = [{ role: 'writer', name: 'm', priced: true }];
const nowhere: Origin = { projectId: 'film', session: null, recommendedBy: null, found: null };

describe('the preflight of a run', () => {
  it.each([
    ['its own project’s proposal', { found: { kind: 'proposal', projectId: 'film' } }, []],
    ['a proposal that is nowhere', { found: null }, ['recommended_message_id']],
    ['another project’s proposal', { found: { kind: 'proposal', projectId: 'paper' } }, ['recommended_message_id']],
    ['a question that is no proposal', { found: { kind: 'gate', projectId: 'film' } }, ['recommended_message_id']],
    ['a session, and a lost proposal', { session: 's', found: null }, ['chat_session_id', 'recommended_message_id']],
  ] as const)('S3-31: looks whether it comes from %s', (_, origin, fields) => {
    const checked = preflight(pipeline, good, priced, { ...nowhere, recommendedBy: 'ask_1', ...origin });
    expect(checked.blockers.map(({ field }) => field)).toEqual(fields);
    expect(checked.ready).toBe(fields.length === 0);
  });

  it('is ready with nothing against it, and says what people will be asked and what stays', () => {
    expect(preflight(pipeline, good, priced, nowhere)).toEqual({
      ready: true,
      blockers: [],
      warnings: [],
      config: good,
      prerequisites: {},
      notes: ['“Tag” waits for a person in every control mode.', "“Tag” can't be undone."],
    });
  });

  it('names everything that is wrong at once, each by its field', () => {
    const config = { ...good, brief: ' ', parameters: { count: 'many', tone: 'loud', colour: 'red' } };
    const { ready, blockers } = preflight(pipeline, config, [{ role: 'writer', name: 'm', priced: false }], nowhere);
    expect(ready).toBe(false);
    expect(blockers.map(({ code, field }) => [code, field])).toEqual([
      ['validation_error', 'brief'],
      ['validation_error', 'colour'],
      ['validation_error', 'version'],
      ['validation_error', 'count'],
      ['validation_error', 'tone'],
      ['validation_error', 'budget'],
    ]);
  });

  it('warns of a budget above the declared one, and of no other', () => {
    const dearer = { ...good, budget: { microUsd: 2_000_001, tokens: null } };
    expect(preflight(pipeline, dearer, priced, nowhere).warnings.map(({ code }) => code)).toEqual(['high_budget']);
    expect(preflight(pipeline, dearer, priced, nowhere).ready).toBe(true);
    expect(preflight(pipeline, { ...good, budget: { microUsd: 1, tokens: 9 } }, priced, nowhere).warnings).toEqual([]);
  });

  it('takes the declared budget where none is asked for', () => {
    expect(budgetFor(pipeline, { microUsd: null, tokens: null })).toEqual({ microUsd: 2_000_000, tokens: null });
    expect(budgetFor(pipeline, { microUsd: 5, tokens: 7 })).toEqual({ microUsd: 5, tokens: 7 });
  });
});
