import { describe, expect, it, beforeAll } from 'vitest';
import { projectSchema, type Permission } from '../../src/core/project/definition.ts';
import { caller, order, type Call } from './caller.ts';
import { freshRig, project } from './rig.ts';

describe('runs over HTTP', () => {
  const rig = freshRig();
  let program: Call;
  let mara: Call;
  let other: Call;
  beforeAll(async () => {
    const url = () => rig.url;
    program = caller(url, (await rig.key()).secret);
    mara = caller(url, (await rig.key({ personId: 'mara' })).secret);
    other = caller(url, (await rig.key({ projectId: 'paper' })).secret);
  });

  const started = async () => (await program('POST', '/projects/film/runs', { body: order() })).body.run;
  const atGate = async () => {
    const run = await started();
    await rig.work(run.id, 'First draft.');
    const { body } = await program('GET', `/asks?run_id=${run.id}`);
    return { run: (await program('GET', `/runs/${run.id}`)).body, ask: body.items[0]! };
  };

  it('S3-33, S3-34: says what a run would be, and starts nothing', async () => {
    const good = await program('POST', '/projects/film/runs/preflight', { body: { pipeline: 'notes', brief: 'x' } });
    expect(good.status).toBe(200);
    expect(good.body).toMatchObject({
      ready: true,
      blockers: [],
      normalized_config: {
        pipeline: 'notes',
        control_mode: 'checkpoint',
        parameters: { version: '1.0' },
        budget: { usd: 2, tokens: null },
      },
      prerequisites: {},
      warnings: [],
      notes: [],
    });
    const body = { pipeline: 'notes', parameters: { colour: 'red' }, recommended_message_id: 'msg_1' };
    const bad = await program('POST', '/projects/film/runs/preflight', { body });
    expect(bad.body.ready).toBe(false);
    expect(bad.body.blockers.map((it) => it.field)).toEqual(['brief', 'colour', 'recommended_message_id']);
    expect((await program('GET', '/runs')).body.items).toEqual([]);
  });

  it('S3-34: warns of a budget above the declared one, and notes who will be asked and what is final', async () => {
    const paper = project('paper');
    const [notes] = paper.pipelines;
    const send = {
      ...{ id: 'send', name: 'Send', do: 'command', run: 'true', makes: 'receipt', irreversible: true },
      gate: { when: 'before', human: 'always' },
    };
    const stages = [...notes!.stages.map((stage) => ({ ...stage, time_limit: '10m' })), send];
    await rig.put(projectSchema.parse({ ...paper, pipelines: [{ ...notes, stages }] }));
    const body = { pipeline: 'notes', brief: 'x', budget: { usd: 3 } };
    const answer = await other('POST', '/projects/paper/runs/preflight', { body });
    await rig.put(paper);
    expect(answer).toMatchObject({
      status: 200,
      body: {
        ready: true,
        warnings: [{ code: 'high_budget', message: expect.stringContaining('higher than') }],
        notes: ['“Send” waits for a person in every control mode.', "“Send” can't be undone."],
      },
    });
  });

  it('S3-13, S0-39: starts one run for one action, and keeps by whom, from where and for what', async () => {
    const body = order({ context: { initiative_id: 'i-1', task_id: 't-9' } });
    const first = await program('POST', '/projects/film/runs', { body });
    expect(first.status).toBe(201);
    expect(first.body).toMatchObject({
      status: 'started',
      run: {
        status: 'queued',
        trigger: {
          source: 'api_client',
          by: { id: expect.stringMatching(/^client:key_/), name: expect.stringMatching(/\(program\)$/) },
          where: { surface: 'api' },
          context: { initiative_id: 'i-1', task_id: 't-9', action_id: body.action_id },
        },
      },
    });
    const again = await program('POST', '/projects/film/runs', { body });
    expect(again.status).toBe(200);
    expect(again.body.run.id).toBe(first.body.run.id);
    const another = await program('POST', '/projects/film/runs', { body: { ...body, brief: 'Something else' } });
    expect(another).toMatchObject({ status: 422, body: { code: 'reused_key' } });
    const elsewhere = await mara('POST', '/projects/film/runs', { body });
    expect(elsewhere.status).toBe(201);
    expect(elsewhere.body.run.id).not.toBe(first.body.run.id);
  });

  it('starts one run where the same action comes many times at once', async () => {
    const body = order();
    const all = await Promise.all(Array.from({ length: 8 }, () => program('POST', '/projects/film/runs', { body })));
    expect(all.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 200, 200, 200, 201]);
    expect(new Set(all.map((it) => it.body.run.id)).size).toBe(1);
  });

  it('tells a repeat of its run, also when the project has no such pipeline any more', async () => {
    const body = order();
    const first = await other('POST', '/projects/paper/runs', { body });
    const paper = project('paper');
    const [notes] = paper.pipelines;
    await rig.put({ ...paper, pipelines: [{ ...notes!, id: 'renamed' }] });
    const again = await other('POST', '/projects/paper/runs', { body });
    const another = await other('POST', '/projects/paper/runs', { body: order() });
    await rig.put(paper);
    expect([first.status, again.status, another.status]).toEqual([201, 200, 404]);
    expect(again.body.run.id).toBe(first.body.run.id);
  });

  it('refuses to start what the preflight is against, with the same words', async () => {
    const refused = await program('POST', '/projects/film/runs', { body: order({ brief: ' ' }) });
    expect(refused.status).toBe(422);
    expect(refused.body).toMatchObject({ code: 'not_ready', preflight: { ready: false } });
    expect(refused.body.preflight.blockers).toMatchObject([{ code: 'validation_error', field: 'brief' }]);
    const unknown = await program('POST', '/projects/film/runs', { body: order({ pipeline: 'none' }) });
    expect(unknown).toMatchObject({ status: 404, body: { code: 'not_found' } });
  });

  it('S0-29..35, S4-42: pauses, resumes, changes the mode and cancels, each with the state that it came to', async () => {
    const { id } = await started();
    const paused = await program('POST', `/runs/${id}/actions/pause`, { body: { why: 'Lunch' } });
    expect(paused).toMatchObject({ status: 200, body: { status: 'paused', run: { id, status: 'paused' } } });
    const { epoch } = paused.body.run;
    const resumed = await program('POST', `/runs/${id}/actions/resume`, { body: { epoch, notes: 'Be short' } });
    expect(resumed).toMatchObject({ status: 200, body: { status: 'resumed', run: { status: 'queued' } } });
    const mode = await program('POST', `/runs/${id}/actions/mode`, { body: { control_mode: 'autonomous' } });
    expect(mode.body).toMatchObject({ status: 'mode_changed', run: { control_mode: 'autonomous' } });
    const now = mode.body.run.epoch;
    const unsure = await program('POST', `/runs/${id}/actions/cancel`, { body: { epoch: now } });
    expect(unsure).toMatchObject({ status: 422, body: { code: 'confirm_needed' } });
    const body = { epoch: now, confirmed: true };
    const cancelled = await program('POST', `/runs/${id}/actions/cancel`, { body });
    expect(cancelled.body).toMatchObject({ status: 'cancelled', run: { status: 'cancelled' } });
    const kinds = (await program('GET', `/activity?run_id=${id}`)).body.items.map((it) => it.kind).reverse();
    expect(kinds.filter((kind) => kind.startsWith('run.') || kind === 'command.refused')).toEqual([
      'run.started',
      'run.paused',
      'run.resumed',
      'run.mode_changed',
      'command.refused',
      'run.cancelled',
    ]);
  });

  it('S0-35: does a repeat of anything once, and answers it alike', async () => {
    const { run } = await atGate();
    const repeat = async (path: string, body: unknown) => {
      const first = await program('POST', `/runs/${run.id}/${path}`, { body, key: path });
      const second = await program('POST', `/runs/${run.id}/${path}`, { body, key: path });
      expect([first.status, second.status], JSON.stringify(second.body)).toEqual([200, 200]);
      expect(second.body.status).toBe(first.body.status);
      expect([first, second].map(({ headers }) => headers.get('idempotency-replayed'))).toEqual([null, 'true']);
      return second.body.run;
    };
    const paused = await repeat('actions/pause', {});
    const resumed = await repeat('actions/resume', { epoch: paused.epoch });
    await repeat('actions/mode', { control_mode: 'advisory' });
    await repeat('messages', { text: 'Shorter, please.' });
    const back = { epoch: resumed.epoch, confirmed: true, checkpoint: 0 };
    const rolled = await repeat('actions/rollback', back);
    expect(rolled.status).toBe('paused');
    await repeat('actions/cancel', { epoch: rolled.epoch, confirmed: true });
    const { items } = (await program('GET', `/activity?run_id=${run.id}`)).body;
    for (const kind of ['run.paused', 'run.resumed', 'message.accepted', 'run.rolled_back', 'run.cancelled'])
      expect(items.filter((it) => it.kind === kind).length, kind).toBe(1);
  });

  it('takes an idempotency key for one thing only, and refuses what bears none', async () => {
    const [one, two] = [await started(), await started()];
    const say = (id: string, text: string, key: string | null) =>
      program('POST', `/runs/${id}/messages`, { body: { text }, key });
    expect((await say(one.id, 'Shorter.', 'same')).status).toBe(200);
    expect(await say(one.id, 'Longer.', 'same')).toMatchObject({ status: 422, body: { code: 'reused_key' } });
    expect(await say(two.id, 'Shorter.', 'same')).toMatchObject({ status: 422, body: { code: 'reused_key' } });
    expect((await mara('POST', `/runs/${two.id}/messages`, { body: { text: 'Shorter.' }, key: 'same' })).status).toBe(
      200,
    );
    expect(await say(one.id, 'Shorter.', null)).toMatchObject({ status: 400, body: { code: 'bad_request' } });
  });

  it('refuses what was decided about an older state, and shows the newest', async () => {
    const { id, epoch } = await started();
    await program('POST', `/runs/${id}/actions/pause`);
    const late = await program('POST', `/runs/${id}/actions/cancel`, { body: { epoch, confirmed: true } });
    expect(late).toMatchObject({ status: 409, body: { code: 'outdated_card', run: { id, status: 'paused' } } });
    const again = await program('POST', `/runs/${id}/actions/pause`);
    expect(again).toMatchObject({ status: 409, body: { code: 'not_now', run: { status: 'paused' } } });
  });

  it('S0-32: takes words, and holds the run where the policy says so; words to what is over are told so', async () => {
    const { id } = await started();
    const said = await program('POST', `/runs/${id}/messages`, { body: { text: 'Mind the tone.', policy: 'pause' } });
    expect(said.body).toMatchObject({ status: 'accepted', run: { status: 'paused' } });
    const body = { epoch: said.body.run.epoch, confirmed: true };
    await program('POST', `/runs/${id}/actions/cancel`, { body });
    const late = await program('POST', `/runs/${id}/messages`, { body: { text: 'Hello?' } });
    expect(late).toMatchObject({ status: 410, body: { code: 'run_over', run: { status: 'cancelled' } } });
  });

  it('P20: holds the run at a bare stop word, unless it is told to steer with it', async () => {
    const say = async (body: unknown) =>
      (await program('POST', `/runs/${(await started()).id}/messages`, { body })).body;
    expect(await say({ text: 'STOP!' })).toMatchObject({ run: { status: 'paused' }, message: { policy: 'pause' } });
    expect(await say({ text: 'stop', policy: 'steer' })).toMatchObject({ run: { status: 'queued' } });
    expect(await say({ text: 'Stop using adverbs.' })).toMatchObject({ run: { status: 'queued' } });
  });

  it('S0-32, S1-02, S1-54: takes the same words under both names, and none with a policy that there is not', async () => {
    const { id } = await started();
    const body = { text: 'Shorter.', policy: 'steer' };
    for (const [path, sent] of Object.entries({ messages: body, 'actions/intervene': { ...body, kind: 'message' } })) {
      const said = await program('POST', `/runs/${id}/${path}`, { body: sent });
      expect(said, path).toMatchObject({ status: 200, body: { status: 'accepted', run: { id, status: 'queued' } } });
      for (const policy of ['halt', true]) {
        const wrong = await program('POST', `/runs/${id}/${path}`, { body: { ...sent, policy } });
        expect(wrong, path).toMatchObject({ status: 422, body: { code: 'invalid_body' } });
      }
    }
    const other = await program('POST', `/runs/${id}/actions/intervene`, { body: { kind: 'goal', text: 'x' } });
    expect(other.status).toBe(422);
    expect((await rig.runs.find(id))!.messages.map(({ text }) => text)).toEqual(['Shorter.', 'Shorter.']);
  });

  it('S0-33: says what became of the words, to a repeat too, and when they are read', async () => {
    const { id } = await started();
    const say = async (key: string, body: unknown) =>
      (await program('POST', `/runs/${id}/messages`, { body, key })).body;
    const next = {
      id: expect.stringMatching(/^msg_/),
      status: 'queued',
      policy: 'steer',
      timing: 'step',
      goes: 'next_step',
    };
    const detail = expect.stringContaining('delivered to the next draft of “Draft”');
    const first = await say('one', { text: 'Shorter.' });
    expect(first).toMatchObject({ status: 'accepted', message: { ...next, detail } });
    expect((await say('one', { text: 'Shorter.' })).message).toEqual(first.message);
    const later = await say('two', { text: 'Longer.', timing: 'stage' });
    expect(later.message).toMatchObject({ timing: 'stage', goes: 'later_stage' });
    expect(await say('three', { text: 'Wait.', policy: 'pause' })).toMatchObject({ message: { goes: 'after_resume' } });
    const [draft] = (await rig.runs.find(id))!.messages;
    expect([draft?.afterStage, (await rig.runs.find(id))!.messages[1]?.afterStage]).toEqual([null, 0]);
  });

  it('S0-34, S0-36..40: each change stands in the activity once, with who, what, when and where', async () => {
    const context = { initiative_id: 'i-1', workstream_id: 'w-2', task_id: 't-9' };
    const { run } = (await program('POST', '/projects/film/runs', { body: order({ context }) })).body;
    const act = async (path: string, body: unknown) => (await mara('POST', `/runs/${run.id}/${path}`, { body })).body;
    const paused = await act('actions/pause', { why: 'Lunch' });
    const resumed = await act('actions/resume', { epoch: paused.run.epoch });
    await act('actions/intervene', { kind: 'message', text: 'Shorter.' });
    const rolled = await act('actions/rollback', { epoch: resumed.run.epoch, confirmed: true, checkpoint: 0 });
    await act('actions/cancel', { epoch: rolled.run.epoch, confirmed: true });
    const { items } = (await program('GET', `/activity?run_id=${run.id}&actor=mara`)).body;
    expect(items.map((it) => it.kind).reverse()).toEqual([
      'run.paused',
      'run.resumed',
      'message.accepted',
      'run.rolled_back',
      'run.cancelled',
    ]);
    const who = { kind: 'person', id: 'mara', name: 'Mara' };
    const where = { surface: 'api', channel: null, thread: null };
    for (const item of items) {
      const what = { at: expect.any(String), payload: expect.any(Object) };
      expect(item).toMatchObject({ run_id: run.id, who, where, context, ...what });
    }
  });

  it('S0-22, S0-24: says where a run is executed, and refuses its controls to whom the plan gives none', async () => {
    const paper = project('paper');
    const plan = { byok: ['mara'], get: 'Ask Mara.' };
    await rig.put({ ...paper, execution: 'cloud', plan: { ...plan, 'run-controls': [] } });
    const { run } = (await other('POST', '/projects/paper/runs', { body: order() })).body;
    const { secret } = await rig.key({ projectId: 'paper', personId: 'mara' });
    const byMara = caller(() => rig.url, secret);
    const refused = await byMara('POST', `/runs/${run.id}/actions/pause`);
    await rig.put({ ...paper, execution: 'cloud', plan: { ...plan, 'run-controls': 'everybody' } });
    const paused = await byMara('POST', `/runs/${run.id}/actions/pause`);
    await rig.put(paper);
    expect(run).toMatchObject({ execution: 'cloud' });
    expect(refused).toMatchObject({
      status: 403,
      body: { code: 'not_entitled', detail: expect.stringMatching(/cloud.*Ask Mara\./) },
    });
    expect(paused).toMatchObject({ status: 200, body: { run: { status: 'paused', execution: 'cloud' } } });
  });

  it('S0-31: lists checkpoints, artifacts and their texts', async () => {
    const { run, ask } = await atGate();
    expect(run).toMatchObject({ status: 'awaiting', open_asks: [ask.id], may: expect.arrayContaining(['pause']) });
    const points = (await program('GET', `/runs/${run.id}/checkpoints`)).body.items;
    expect(points[0]).toMatchObject({ number: 0, stage: 0, versions: [] });
    const artifact = (await program('GET', `/runs/${run.id}/artifacts`)).body.items[0]!;
    expect(artifact).toMatchObject({ name: 'notes', canon: 1, versions: [{ number: 1, by: { kind: 'role' } }] });
    const version = await program('GET', `/artifacts/${artifact.id}/versions/1`);
    expect(version.body).toMatchObject({ number: 1, text: 'First draft.' });
    expect((await program('GET', `/artifacts/${artifact.id}/versions/2`)).status).toBe(404);
  });

  it('S9: knows nothing of another project', async () => {
    const { run, ask } = await atGate();
    const artifact = (await program('GET', `/runs/${run.id}/artifacts`)).body.items[0]!;
    const reads = ['', '/checkpoints', '/artifacts'].map((it) => `/runs/${run.id}${it}`);
    for (const path of [...reads, '/projects/film', `/asks/${ask.id}`, `/artifacts/${artifact.id}/versions/1`]) {
      expect((await other('GET', path)).status, path).toBe(404);
      expect((await program('GET', path)).status, path).toBe(200);
    }
    const orders = { '/messages': { text: 'Hi' }, '/actions/pause': {}, '/actions/resume': { epoch: 1 } };
    for (const [path, body] of Object.entries(orders)) {
      expect((await other('POST', `/runs/${run.id}${path}`, { body })).status, path).toBe(404);
    }
    for (const path of ['/projects/film/runs', '/projects/film/runs/preflight']) {
      const { action_id, ...rest } = order();
      const body = path.endsWith('runs') ? { action_id, ...rest } : rest;
      expect((await other('POST', path, { body })).status, path).toBe(404);
    }
    for (const list of ['/runs', '/asks', '/activity']) {
      const { body } = await other('GET', `${list}?project_id=film`);
      expect(body, list).toEqual({ items: [], next: null });
      expect((await program('GET', `${list}?project_id=film`)).body.items.length, list).toBeGreaterThan(0);
    }
  });

  it('refuses ids that no one can have, and filters that it does not know, instead of passing over them', async () => {
    for (const path of ['/runs/%00', '/asks/%00', '/asks?run_id=%00', '/runs?pipeline_id=%00', '/activity?actor=%00']) {
      const bad = await program('GET', path);
      expect([path, bad.status < 500, bad.status >= 400]).toEqual([path, true, true]);
    }
    for (const path of ['/runs?run_id=run_1', '/asks?state=open', '/activity?project=film']) {
      expect([path, (await program('GET', path)).status]).toEqual([path, 400]);
    }
  });

  it('tells what this key may do to the run now, and lets it do that and no more', async () => {
    const { id } = await started();
    const mayOf = async (permissions: Permission[]) => {
      const call = caller(() => rig.url, (await rig.key({ permissions })).secret);
      const change = await call('POST', `/runs/${id}/actions/mode`, { body: { control_mode: 'checkpoint' } });
      const { body } = await call('GET', `/runs/${id}`);
      return [(body as unknown as { may: string[] }).may, change.status];
    };
    expect(await mayOf(['view'])).toEqual([[], 403]);
    expect(await mayOf(['view', 'message'])).toEqual([['pause', 'message'], 403]);
    expect(await mayOf(['view', 'operate'])).toEqual([['pause', 'cancel', 'rollback'], 403]);
    expect(await mayOf(['view', 'configure'])).toEqual([['change_mode'], 200]);
  });

  it('shows the run to nobody who is refused and may not view it', async () => {
    const { id, epoch } = await started();
    const { secret } = await rig.key({ permissions: ['operate'] });
    const blind = caller(() => rig.url, secret);
    const late = await blind('POST', `/runs/${id}/actions/cancel`, { body: { epoch: epoch + 900, confirmed: true } });
    expect([late.status, late.body.run]).toEqual([409, undefined]);
  });

  it('pages through everything once, and refuses a cursor that it did not make', async () => {
    for (let n = 0; n < 5; n += 1) await started();
    const all = (await program('GET', '/runs?limit=200')).body.items.map((it) => it.id);
    const seen: string[] = [];
    let next: string | null = null;
    do {
      const path: string = `/runs?limit=2${next === null ? '' : `&cursor=${encodeURIComponent(next)}`}`;
      const { body } = await program('GET', path);
      seen.push(...body.items.map((it) => it.id));
      next = body.next;
    } while (next !== null);
    expect(seen).toEqual(all);
    for (const list of ['/runs', '/asks', '/asks?status=settled', '/activity']) {
      const mark = list.includes('?') ? '&' : '?';
      const bad = await program('GET', `${list}${mark}cursor=garbage`);
      expect(bad, list).toMatchObject({ status: 400, body: { code: 'bad_cursor' } });
    }
    expect((await program('GET', '/runs?limit=0')).status).toBe(400);
  });
});
