import { describe, expect, it } from 'vitest';
import { createWorld, startedRun } from './world.ts';
import type { DeskVisit, StartOrder } from '../../src/core/desk.ts';

const openForm = async (world: ReturnType<typeof createWorld>, who = 'mara') => {
  const reply = await world.ask({ kind: 'command', verb: 'run', rest: '' }, who);
  if (reply.kind !== 'form') throw new Error(JSON.stringify(reply));
  return reply.form;
};
const nightly: StartOrder = {
  ...{ pipelineId: 'notes', brief: 'The notes', parameters: { version: '1.0' }, mode: null, session: null },
  ...{ budget: { microUsd: null, tokens: null }, recommendedBy: null, action: 'api/key_1/nightly-1', context: {} },
};
const asProgram = (): DeskVisit => ({
  actor: {
    ...{ kind: 'client', clientId: 'key_1', name: 'Nightly', permissions: ['view', 'operate'] },
    where: { surface: 'api', channel: null, thread: null },
  },
  projectId: 'film',
  delivery: 'api/key_1/action/nightly-1',
  at: new Date('2026-11-20T12:00:00Z'),
});
const good = { brief: 'The notes', p_version: '1.0', mode: 'checkpoint', budget_usd: '0.50' };

describe('starting a run', () => {
  it('S3-02: the typed verb opens the form and starts nothing; Run does', async () => {
    const world = createWorld();
    const form = await openForm(world);
    expect(world.states.size).toBe(0);
    const reply = await world.ask({ kind: 'submit', token: form.token, values: good, on: null }, 'mara');
    expect(reply).toMatchObject({ kind: 'told' });
    const [state] = [...world.states.values()];
    // Where its card can't come, the way to it does.
    expect(JSON.stringify(reply)).toContain(`"path":"/runs/${state?.run.id}"`);
    expect(state?.run).toMatchObject({
      title: 'The notes',
      budget: { microUsd: 500_000, tokens: null },
      mode: 'checkpoint',
    });
    expect(state?.run.trigger).toMatchObject({ source: 'console_form', personId: 'mara' });
  });

  it.each(['run it', 'start', 'go', 'yes, run the notes pipeline'])('words never start one: %s', async (text) => {
    const world = createWorld();
    await world.ask({ kind: 'words', text, mentionsUs: true }, 'mara');
    expect(world.states.size).toBe(0);
  });

  it('P4: a form that is submitted twice starts one run, and the second press shows it', async () => {
    const world = createWorld();
    const form = await openForm(world);
    const submit = { kind: 'submit', token: form.token, values: good, on: null } as const;
    await world.ask(submit, 'mara');
    const second = await world.ask(submit, 'mara');
    expect(world.states.size).toBe(1);
    const [run] = world.states.keys();
    expect(second).toMatchObject({ kind: 'lead', to: { message: `m_${run}` } });
    const another = await openForm(world);
    await world.ask({ ...submit, token: another.token }, 'mara');
    expect(world.states.size).toBe(2);
  });

  describe('P13: a pipeline that changed while its form was open', () => {
    const opened = async () => {
      const { film } = createWorld();
      const project = { ...film, pipelines: [...film.pipelines] };
      const world = createWorld({ project });
      const form = await openForm(world);
      const submit = (token: string) => world.ask({ kind: 'submit', token, values: good, on: null }, 'mara');
      const change = () => {
        const [pipeline] = film.pipelines;
        const [draft] = pipeline!.stages;
        project.pipelines[0] = { ...pipeline!, stages: [{ ...draft!, id: 'wipe', name: 'Wipe' }, ...pipeline!.stages] };
      };
      return { world, form, submit, change };
    };

    it('starts nothing: the form comes back filled in, says so, and starts the new one then', async () => {
      const { world, form, submit, change } = await opened();
      change();
      const reply = await submit(form.token);
      if (reply.kind !== 'form') throw new Error(JSON.stringify(reply));
      expect(world.states.size).toBe(0);
      expect(reply.form.problems['']).toContain('has changed since this form was opened. Nothing was started.');
      expect(reply.form.fields.map(({ value }) => value)).toEqual(Object.values(good));
      await submit(reply.form.token);
      expect([...world.states.values()].map(({ definition }) => definition.pipeline.stages.length)).toEqual([3]);
    });

    it('starts one where nothing has changed, and leads to it from a second press after a change (P4)', async () => {
      const { world, form, submit, change } = await opened();
      await submit(form.token);
      change();
      const [run] = world.states.keys();
      expect(await submit(form.token)).toMatchObject({ kind: 'lead', to: { message: `m_${run}` } });
      expect(world.states.size).toBe(1);
    });
  });

  it('R5: the same delivery again is quiet', async () => {
    const world = createWorld();
    const form = await openForm(world);
    const submit = { kind: 'submit', token: form.token, values: good, on: null } as const;
    await world.ask(submit, 'mara', { delivery: 'd1' });
    const again = await world.ask(submit, 'mara', { delivery: 'd1' });
    expect(again).toEqual({ kind: 'told', text: ['Already done.'], passing: true });
    expect(world.refused.size).toBe(0);
  });

  it('comes back with what was typed when something is wrong', async () => {
    const world = createWorld();
    const form = await openForm(world);
    const values = { ...good, brief: ' ', budget_usd: 'lots', p_version: '2.0' };
    const reply = await world.ask({ kind: 'submit', token: form.token, values, on: null }, 'mara');
    if (reply.kind !== 'form') throw new Error(JSON.stringify(reply));
    expect(reply.form.token).toBe(form.token);
    expect(Object.keys(reply.form.problems).sort()).toEqual(['brief', 'budget_usd']);
    expect(reply.form.fields.find((field) => field.name === 'p_version')?.value).toBe('2.0');
    expect(reply.form.fields.find((field) => field.name === 'budget_usd')?.value).toBe('lots');
    expect(world.states.size).toBe(0);
  });

  it('refuses the form right away to one who may not start, and writes it down', async () => {
    const world = createWorld();
    const reply = await world.ask({ kind: 'command', verb: 'run', rest: '' }, 'ines');
    expect(reply).toMatchObject({ kind: 'refused', code: 'not_permitted' });
    expect([...world.refused.values()]).toMatchObject([{ kind: 'command.refused', actor: { personId: 'ines' } }]);
  });

  it('refuses a form of somebody who may, submitted by one who may not', async () => {
    const world = createWorld();
    const form = await openForm(world);
    const reply = await world.ask({ kind: 'submit', token: form.token, values: good, on: null }, 'ines');
    expect(reply).toMatchObject({ kind: 'refused', code: 'not_permitted' });
    expect(world.states.size).toBe(0);
  });

  it('shows its form to nobody who may not start, however unreadable what they send', async () => {
    const world = createWorld();
    const submit = { kind: 'submit', token: 'f.run.abcdefghijkl.film.notes', values: {}, on: null } as const;
    expect(await world.ask(submit, 'ines')).toMatchObject({ kind: 'refused', code: 'not_permitted' });
    expect([...world.refused.values()]).toMatchObject([
      { actor: { personId: 'ines' }, payload: { verb: 'run', refused: 'not_permitted' } },
    ]);
    expect(await world.ask(submit, 'mara')).toMatchObject({ kind: 'form' });
  });

  it('S9: refuses an account of another team', async () => {
    const world = createWorld();
    const form = await openForm(world);
    const submit = { kind: 'submit', token: form.token, values: good, on: null } as const;
    expect(await world.ask(submit, 'mara', { team: 'elsewhere' })).toMatchObject({ kind: 'refused', code: 'stranger' });
    expect(world.states.size).toBe(0);
    await world.ask(submit, 'mara');
    expect(world.states.size).toBe(1);
  });

  it('S9: plants no run under the action of a program', async () => {
    const world = createWorld();
    const values = { ...good, brief: 'Something else entirely' };
    const token = `f.run.${nightly.action}.film.notes`;
    await world.ask({ kind: 'submit', token, values, on: null }, 'jon');
    expect(world.states.size).toBe(0);
    expect(await world.desk.start(nightly, asProgram())).toMatchObject({
      started: 'now',
      run: { brief: 'The notes', trigger: { id: nightly.action, source: 'api_client' } },
    });
    // The control: what no form may name is named by the form's own action id, below `form/`.
    const form = await openForm(world, 'jon');
    await world.ask({ kind: 'submit', token: form.token, values, on: null }, 'jon');
    const ids = [...world.states.values()].map(({ run }) => run.trigger.id);
    expect(ids).toEqual([nightly.action, expect.stringMatching(/^form\/film\/[\w-]{8}$/)]);
  });

  it.each([
    ['of another project', { projectId: 'other' }],
    ['of another key', { trigger: { source: 'api_client', personId: 'client:key_2' } }],
    ['of a form', { trigger: { source: 'console_form', personId: 'client:key_1' } }],
  ] as const)('tells a program no run %s as the one that it started', async (_, theirs) => {
    const world = createWorld();
    await world.desk.start(nightly, asProgram());
    expect(await world.desk.start(nightly, asProgram())).toMatchObject({ started: 'before' });
    for (const [id, state] of world.states) {
      const trigger = { ...state.run.trigger, ...('trigger' in theirs ? theirs.trigger : {}) };
      world.states.set(id, { ...state, run: { ...state.run, ...theirs, trigger } });
    }
    const visit = { ...asProgram(), delivery: 'later' };
    expect(await world.desk.start(nightly, visit)).toMatchObject({ refused: 'used_trigger' });
  });

  it('asks which pipeline first, where there are several', async () => {
    const { film } = createWorld();
    const [notes] = film.pipelines;
    const project = { ...film, pipelines: [notes!, { ...notes!, id: 'other', name: 'Other' }] };
    const world = createWorld({ project });
    const form = await openForm(world);
    expect(form.fields.map((field) => field.name)).toEqual(['pipeline']);
    const next = await world.ask(
      { kind: 'submit', token: form.token, values: { pipeline: 'other' }, on: null },
      'mara',
    );
    expect(next).toMatchObject({ kind: 'form', form: { title: 'Start: Other' } });
    expect(world.states.size).toBe(0);
  });

  it('keeps the definition that it was started with', async () => {
    const { definition } = await startedRun(createWorld());
    expect(definition).toMatchObject({ folder: '/srv/film', pipeline: { id: 'notes' }, places: [{ channel: 'film' }] });
  });
});
