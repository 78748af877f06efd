import { describe, expect, it } from 'vitest';
import { choicesFor } from '../../../src/core/ask/choices.ts';
import { askCard } from '../../../src/core/cards/ask-card.ts';
import { answerForm } from '../../../src/core/cards/forms/answer-form.ts';
import { messageForm, resumeForm, rollbackForm } from '../../../src/core/cards/forms/control-forms.ts';
import { describedBy, runForm, type RunFormAbout } from '../../../src/core/cards/forms/run-form.ts';
import { plainText } from '../../../src/core/cards/plain.ts';
import { noCost, type Checkpoint } from '../../../src/core/run/run.ts';
import { mending } from './agent-sample.ts';
import { artifact, attempt, definition, gate, later, noon, run, state, version } from './sample.ts';
import type { Grant } from '../../../src/core/stage/grant.ts';
import type { Subject } from '../../../src/core/ask/ask.ts';
import { pipelineSchema, type Project } from '../../../src/core/project/definition.ts';

const names = (form: { fields: { name: string }[] }) => form.fields.map((field) => field.name);
const models = [{ role: 'writer', name: 'big-model', priced: true, rehearses: false }];
const project = { project: 'film', control_mode: 'advisory' as const, execution: 'local' as const, models: {} };

describe('a form', () => {
  it('to start a run asks for what the pipeline declares, and carries its action', () => {
    const form = runForm({ project, pipeline: definition.pipeline, models, actionId: 'abcdefgh' });
    expect(names(form)).toEqual(['brief', 'p_version', 'mode', 'budget_usd']);
    expect(form.fields.find((field) => field.name === 'mode')?.value).toBe('advisory');
    expect(form.token).toMatch(/^f\.r\.abcdefgh[\w-]{6}\.film\.release$/);
    expect(plainText(form.intro)).toMatch(/at once, locally.*stays spent.*cancel it at any time/);
  });

  it('P13: to start a run carries what it tells: the pipeline, who writes, and the prices', () => {
    const { pipeline } = definition;
    const told = (over: Partial<RunFormAbout> = {}) => describedBy({ project, pipeline, models, ...over });
    const [draft, tag] = pipeline.stages;
    const price = { price: { input: 1, output: 2 } } as unknown as Project['models'][string];
    const others = [
      told({ pipeline: { ...pipeline, stages: [draft!] } }),
      told({ pipeline: { ...pipeline, stages: [draft!, { ...tag!, gate: undefined }] } }),
      told({ models: [{ ...models[0]!, name: 'other' }] }),
      told({ project: { ...project, models: { big: price } } }),
    ];
    expect(new Set([told(), ...others]).size).toBe(others.length + 1);
    expect(told({ pipeline: structuredClone(pipeline) })).toBe(told());
  });

  it('to start a run says who writes, and what that costs', () => {
    const { pipeline } = definition;
    const about = (...used: typeof models) =>
      plainText(runForm({ project, pipeline, models: used, actionId: 'a' }).intro);
    const [real] = models;
    const stand = { role: 'editor', name: 'rehearsal', priced: true, rehearses: true };
    expect(about(real!)).toContain('It calls big-model, which may cost money');
    expect(about(real!, { ...real!, role: 'editor' })).not.toContain('big-model and big-model');
    expect(about(stand)).toMatch(/No model is configured\. Roles rehearse, for nothing/);
    expect(about(stand)).not.toContain('cost money');
    expect(about(real!, stand)).toMatch(/big-model, which may cost money.*roles rehearse for nothing/);
    expect(about()).toContain('It calls no model.');
  });

  it('asks for a budget in tokens only where the pipeline counts them', () => {
    const pipeline = { ...definition.pipeline, budget: { tokens: 5000 } };
    expect(names(runForm({ project, pipeline, models, actionId: 'a' }))).toContain('budget_tokens');
  });

  it('keeps what was typed, whatever its problems', () => {
    const values = { text: 'mine', policy: 'pause' };
    const form = messageForm(state(), { values, problems: { text: 'No.' } });
    expect(form.fields.map((field) => field.value)).toEqual(['mine', 'pause']);
    expect(form.problems).toEqual({ text: 'No.' });
  });

  it('for words has one list for what they do and when: steer, later, or pause (S1-16)', () => {
    const { fields } = messageForm(state());
    expect(fields.map(({ name }) => name)).toEqual(['text', 'policy']);
    const [, policy] = fields;
    const choices = policy?.kind === 'choice' ? policy.choices.map(({ value, label }) => [value, label]) : [];
    expect(choices).toEqual([
      ['steer', expect.any(String)],
      ['stage', expect.any(String)],
      ['pause', expect.stringMatching(/pause/i)],
    ]);
    expect(policy?.value).toBe('steer');
  });

  it('to roll back names each checkpoint by number, stage and time, what is lost and what cannot be undone', () => {
    const checkpoints = [
      { number: 0, stage: 0, versions: {}, spent: noCost, at: noon },
      { number: 1, stage: 1, versions: {}, spent: noCost, at: later(600) },
    ];
    const form = rollbackForm(state({ run: run({ stage: 2 }), checkpoints }));
    const [field] = form.fields;
    expect(field?.kind === 'choice' ? field.choices.map((choice) => choice.label) : []).toEqual([
      'Last good: checkpoint 1, after “Draft the notes”, 2026-11-20 12:10 UTC',
      'checkpoint 0, the start, 2026-11-20 12:00 UTC',
    ]);
    expect(field?.value).toBe('1');
    expect(plainText(form.intro)).toContain('the last checkpoint');
    const chosen = { values: { checkpoint: '0' }, problems: {} };
    const other = rollbackForm(state({ run: run({ stage: 2 }), checkpoints }), chosen);
    expect(plainText(other.intro)).toContain('Restores the run to checkpoint 0, the start.');
    expect(form.danger).toBe(true);
    expect(JSON.stringify(form.blocks)).toMatch(
      /dropped, whether it was read or waits.*“Tag the release”.*Money stays spent: \$0\.0123/,
    );
  });

  it.each([
    ['a writer', definition, 'the next draft'],
    ['an agent', mending, 'the next step'],
  ])('calls by what %s does what reads words, and says that a reason is read first', (_who, its, next) => {
    expect(plainText(messageForm(state({ definition: its })).intro)).toContain(`Your words go to ${next}.`);
    const reject = choicesFor(gate().subject).find(({ id }) => id === 'reject')!;
    const form = answerForm({ ask: gate(), run: run(), definition: its }, reject);
    expect(plainText(form.intro)).toContain('your reason is read first.');
    const hint = askCard(gate(), run(), its, new Map()).buttons.find(({ label }) => label === 'Reject…')?.hint;
    expect(hint).toContain('your reason is read first.');
  });

  it('to roll back says of each checkpoint what it drops, what would come back, and what was spent since', () => {
    const kept = (number: number) => ({ number, digest: `d${number}`, length: 9, rehearsal: false });
    const made = (name: string, number: number) => artifact({ name, canon: version(kept(number)) });
    const spent = { microUsd: 2_300, inputTokens: 80, outputTokens: 20 };
    const checkpoints: Checkpoint[] = [
      { number: 0, stage: 0, versions: {}, spent: noCost, at: noon },
      { number: 1, stage: 1, versions: { notes: kept(1) }, spent, at: later(600) },
      { number: 2, stage: 2, versions: { notes: kept(2), tag: kept(3) }, spent, at: later(700) },
    ];
    const artifacts = [made('notes', 2), made('tag', 3)];
    const form = rollbackForm(state({ run: run({ stage: 2 }), checkpoints, artifacts }));
    const facts = form.blocks.flatMap((block) => (block.kind === 'facts' ? block.facts : []));
    const lost = facts.filter(({ label }) => label.startsWith('Back to'));
    expect(lost.map(({ label, value }) => `${label}: ${plainText(value)}`)).toEqual([
      'Back to checkpoint 2: Drops no text. Spent since: $0.01, 1\u202f134 tokens.',
      'Back to checkpoint 1: Drops “notes”, version 2 (version 1 comes back), “tag”, version 3. Spent since: $0.01, 1\u202f134 tokens.',
      'Back to checkpoint 0: Drops “notes”, version 2, “tag”, version 3. Spent since: $0.0123, 1\u202f234 tokens.',
    ]);
  });

  it('to roll back says how many permissions stay that were given since', () => {
    const checkpoints: Checkpoint[] = [0, 1, 2].map((number) => ({
      ...{ number, stage: 0, versions: {}, spent: noCost, at: later(number * 100) },
    }));
    const given = (seconds: number, over: Partial<Grant> = {}): Grant => ({
      ...{ id: `g_${seconds}`, projectId: 'film', pipelineId: 'release', stageId: 'mend', runId: 'r_sample' },
      ...{ tool: 'shell', about: 'ls', digest: null, askId: 'k_gate', by: 'Mara', at: later(seconds) },
      ...{ expiresAt: null, revokedAt: null, revokedBy: null, ...over },
    });
    const grants = [given(50), given(150, { runId: null }), given(160, { revokedAt: later(170) })];
    const lines = (endedAt: Date | null) => {
      const { blocks } = rollbackForm(state({ run: run({ endedAt }), checkpoints, grants }));
      const facts = blocks.flatMap((block) => (block.kind === 'facts' ? block.facts : []));
      const back = facts.filter(({ label }) => label.startsWith('Back to')).map(({ value }) => plainText(value));
      return back.map((line) => line.split('Permissions stay: ')[1] ?? null);
    };
    expect(lines(null)).toEqual([null, '1 given since, each until it ends.', '2 given since, each until it ends.']);
    // What was given “for this run” ends with the run.
    expect(lines(later(200))).toEqual([
      null,
      '1 given since, each until it ends.',
      '1 given since, each until it ends.',
    ]);
  });

  it('to roll back names the newest checkpoints and the start, where there are many', () => {
    const checkpoints = Array.from({ length: 40 }, (_, number) => ({
      ...{ number, stage: number, versions: {}, spent: noCost, at: later(number) },
    }));
    const said = JSON.stringify(rollbackForm(state({ run: run(), checkpoints })).blocks).match(
      /Back to checkpoint \d+/g,
    );
    expect(said).toEqual([39, 38, 37, 36, 0].map((number) => `Back to checkpoint ${number}`));
  });

  it('to roll back names what has begun too, and that files stay as an agent left them', () => {
    const [draft, tag] = definition.pipeline.stages;
    const mend = pipelineSchema.shape.stages.element.parse({
      ...{ id: 'mend', name: 'Mend it', do: 'agent', role: 'writer', brief: 'Mend.', makes: 'report' },
    });
    const withAgent = { ...definition, pipeline: { ...definition.pipeline, stages: [draft!, mend, tag!] } };
    const said = (steps: number): string => {
      const attempts = [attempt({ stage: 1, stageId: 'mend', steps })];
      return JSON.stringify(rollbackForm(state({ run: run({ stage: 1 }), definition: withAgent, attempts })).blocks);
    };
    expect(said(2)).toContain('What was changed and run with tools (“Mend it”) stays: files are not brought back.');
    expect(said(0)).not.toContain('Mend it');
    expect(said(2)).not.toContain('Tag the release');
  });

  it('to go on after a used-up budget asks for a higher one', () => {
    const subject: Subject = {
      about: 'blocker',
      reason: 'budget_exceeded',
      stage: 0,
      stageId: 'draft',
      attemptId: 'at',
      detail: '',
      tried: 0,
    };
    const ask = gate({ kind: 'blocker', subject, choices: choicesFor(subject) });
    const resume = ask.choices.find((choice) => choice.id === 'resume')!;
    const spent = { microUsd: 500_000, inputTokens: 1, outputTokens: 1 };
    const form = answerForm({ ask, run: run({ spent }), definition }, resume);
    expect(names(form)).toEqual(['budget_usd', 'words']);
    expect(plainText(form.intro)).toContain(
      'its budget is used up. Goes on at once, locally, with the higher budget that you give it.',
    );
    expect(form.fields[0]).toMatchObject({ value: '1', required: true, help: 'More than what is spent: $0.50.' });
    // The last word of an agent comes after its budget's end: what is proposed must be enough all the same.
    const over = { microUsd: 1_300_000, inputTokens: 30_000, outputTokens: 10 };
    const both = run({ spent: over, budget: { microUsd: 500_000, tokens: 40_000 } });
    const [usd, tokens] = answerForm({ ask, run: both, definition }, resume).fields;
    expect(usd).toMatchObject({ value: '2.6', required: true });
    expect(tokens).toMatchObject({ value: '40000', required: false });
    const other = { ...ask, subject: { ...subject, reason: 'stage_failed' as const } };
    expect(names(answerForm({ ask: other, run: run(), definition }, resume))).toEqual(['words']);
  });

  it.each([
    ['stage_failed', 'resume', undefined, ['budget_usd', 'words']],
    ['uncertain_effect', 'try_again', 'call-1', ['budget_usd', 'words']],
    ['uncertain_effect', 'happened', 'call-1', ['budget_usd', 'words']],
    ['uncertain_effect', 'happened', undefined, ['words']],
  ] as const)('to go on with a spent budget asks for more, whatever had stopped the run: %s, %s', (...about) => {
    const [reason, id, callId, fields] = about;
    const its = { stage: 0, stageId: 'draft', attemptId: 'at', detail: '', tried: 0 };
    const subject: Subject = { about: 'blocker', reason, ...its, ...(callId === undefined ? {} : { callId }) };
    const ask = gate({ kind: 'blocker', subject, choices: choicesFor(subject) });
    const choice = ask.choices.find((it) => it.id === id)!;
    const spent = { microUsd: 500_000, inputTokens: 1, outputTokens: 1 };
    expect(names(answerForm({ ask, run: run({ spent }), definition }, choice))).toEqual(fields);
    expect(names(answerForm({ ask, run: run(), definition }, choice))).toEqual(['words']);
  });

  it('to resume is bound to the epoch that it was drawn for', () => {
    expect(resumeForm(run()).token).toBe('f.resume.r_sample.3');
  });
});
