import { beforeAll, describe, expect, it } from 'vitest';
import { apiRequests } from '../../db/schema/api.ts';
import { pipelineSchema, projectSchema } from '../../src/core/project/definition.ts';
import type { ToolCall } from '../../src/core/stage/call.ts';
import { caller, order, type Call } from './caller.ts';
import { held, type Document } from './held.ts';
import { freshRig, project } from './rig.ts';

describe('questions over HTTP', () => {
  const rig = freshRig();
  let document: Document;
  let program: Call;
  let mara: Call;
  let ines: Call;
  const seen: Set<string>[] = [];
  beforeAll(async () => {
    const url = () => rig.url;
    document = (await caller(url, null)('GET', '/openapi.json')).body as unknown as Document;
    const as = async (personId: string | null): Promise<Call> => {
      const made = held(caller(url, (await rig.key({ personId })).secret), document);
      seen.push(made.seen);
      return made.call;
    };
    [program, mara, ines] = [await as(null), await as('mara'), await as('ines')];
  });

  const atGate = async () => {
    const { run } = (await program('POST', '/projects/film/runs', { body: order() })).body;
    await rig.work(run.id, 'First draft.');
    const ask = (await program('GET', `/asks?run_id=${run.id}`)).body.items[0]!;
    return { run, ask, path: `/asks/${ask.id}/answers` };
  };
  const yes = ({ revision, digest }: { revision: number; digest: string }) => ({ choice: 'approve', revision, digest });
  const refusals = async (runId: string) =>
    (await program('GET', `/activity?run_id=${runId}&kind=command.refused`)).body.items;

  it('S12, S4-42: a person decides, a program never does, and that it tried is written down', async () => {
    const { run, ask, path } = await atGate();
    const refused = await program('POST', path, { body: yes(ask) });
    expect(refused).toMatchObject({ status: 403, body: { code: 'not_a_person' } });
    expect((await program('GET', `/asks/${ask.id}`)).body.status).toBe('open');
    expect(await refusals(run.id)).toMatchObject([
      { who: { kind: 'client' }, where: { surface: 'api' }, payload: { verb: 'approve', refused: 'not_a_person' } },
    ]);
    const decided = await mara('POST', path, { body: yes(ask) });
    expect(decided).toMatchObject({
      status: 200,
      body: { status: 'decided', ask: { status: 'decided', outcome: { by: 'Mara', where: { surface: 'api' } } } },
    });
    expect(decided.body.run).toMatchObject({ id: run.id, status: 'queued' });
    expect((await program('GET', `/asks?status=settled&run_id=${run.id}`)).body.items).toMatchObject([{ id: ask.id }]);
    expect((await program('GET', `/interventions/history?project_id=film`)).body.items[0]).toMatchObject({
      id: ask.id,
    });
  });

  it('S2-28: shows what is asked about, with its texts, and lists it while it is open', async () => {
    const { ask } = await atGate();
    expect((await program('GET', `/asks/${ask.id}`)).body).toMatchObject({
      question: 'Approve “Draft”?',
      items: [{ name: 'notes', version: 1, text: 'First draft.' }],
      approvers: null,
    });
    const { items } = (await program('GET', '/interventions/active?project_id=film&kind=gate')).body;
    expect(items.map(({ id }) => id)).toContain(ask.id);
  });

  it('may what the person may, and no more than the key says', async () => {
    const { run, ask, path } = await atGate();
    expect(await ines('POST', path, { body: yes(ask) })).toMatchObject({
      status: 403,
      body: { code: 'not_permitted' },
    });
    const { secret } = await rig.key({ personId: 'mara', permissions: ['operate'] });
    const narrow = caller(() => rig.url, secret);
    expect(await narrow('GET', `/runs/${run.id}`)).toMatchObject({ status: 403, body: { code: 'not_permitted' } });
    expect(await narrow('POST', path, { body: yes(ask) })).toMatchObject({
      status: 403,
      body: { code: 'not_permitted' },
    });
    expect((await narrow('POST', `/runs/${run.id}/actions/pause`)).status).toBe(200);
    expect((await mara('POST', path, { body: yes(ask) })).status).toBe(200);
    expect((await refusals(run.id)).length).toBe(2);
  });

  it('P13: counts no answer to what was not read', async () => {
    const { ask, path } = await atGate();
    const other = await mara('POST', path, { body: { ...yes(ask), digest: 'f'.repeat(64) } });
    expect(other).toMatchObject({ status: 409, body: { code: 'outdated_ask', ask: { id: ask.id, status: 'open' } } });
    const older = await mara('POST', path, { body: { ...yes(ask), revision: 0 } });
    expect(older).toMatchObject({ status: 409, body: { code: 'outdated_ask' } });
    expect((await mara('POST', path, { body: yes(ask) })).status).toBe(200);
  });

  it('needs a reason where the choice does, and says who was faster', async () => {
    const { ask, path } = await atGate();
    const empty = await mara('POST', path, { body: { ...yes(ask), choice: 'reject' } });
    expect(empty).toMatchObject({ status: 422, body: { code: 'words_needed' } });
    const sent = await mara('POST', path, { body: { ...yes(ask), choice: 'reject', words: 'Too long.' } });
    expect(sent.body).toMatchObject({ status: 'decided', run: { status: 'queued' } });
    const late = await mara('POST', path, { body: yes(ask) });
    expect(late).toMatchObject({ status: 409, body: { code: 'ask_settled' } });
    expect(JSON.stringify(late.body)).toContain('Mara rejected this');
  });

  it('says that what was withdrawn is over', async () => {
    const { run, ask, path } = await atGate();
    const { epoch } = (await program('GET', `/runs/${run.id}`)).body;
    await program('POST', `/runs/${run.id}/actions/cancel`, { body: { epoch, confirmed: true } });
    expect(await mara('POST', path, { body: yes(ask) })).toMatchObject({ status: 410, body: { code: 'ask_settled' } });
  });

  it('R5: an answer that comes twice counts once, and is answered alike', async () => {
    const { run, ask, path } = await atGate();
    const sent = { body: yes(ask), key: `answer-${ask.id}` };
    const all = await Promise.all([mara('POST', path, sent), mara('POST', path, sent), mara('POST', path, sent)]);
    expect(all.map(({ status, body }) => [status, body.status])).toEqual(Array(3).fill([200, 'decided']));
    expect(all.filter(({ headers }) => headers.get('idempotency-replayed') === null)).toHaveLength(1);
    const { items } = (await program('GET', `/activity?run_id=${run.id}&kind=ask.decided`)).body;
    expect(items).toHaveLength(1);
    const noted = await rig.client.db.select().from(apiRequests);
    expect(noted.filter(({ name }) => name === `key/answer-${ask.id}`)).toHaveLength(1);
  });

  it('tells an answer that is sent again what has come of it, and of no other', async () => {
    const pair = project('pair', [{ id: 'jon', name: 'Jon', may: 'everything' }]);
    const [pipeline] = pair.pipelines;
    const stages = pipeline!.stages.map((it) => ({ ...it, time_limit: '10m', gate: { quorum: 2 } }));
    await rig.put(projectSchema.parse({ ...pair, pipelines: [{ ...pipeline, stages }] }));
    const as = async (personId: string): Promise<Call> => {
      const { secret } = await rig.key({ projectId: 'pair', personId });
      return held(
        caller(() => rig.url, secret),
        document,
      ).call;
    };
    const [first, other] = [await as('mara'), await as('jon')];
    const opened = async () => {
      const { run } = (await first('POST', '/projects/pair/runs', { body: order() })).body;
      await rig.work(run.id, 'First draft.');
      const ask = (await first('GET', `/asks?run_id=${run.id}`)).body.items[0]!;
      const vote = () => first('POST', `/asks/${ask.id}/answers`, { body: yes(ask), key: `vote-${ask.id}` });
      expect((await vote()).body.status).toBe('voted');
      return { run, ask, vote };
    };
    const cancelled = await opened();
    const { epoch } = (await first('GET', `/runs/${cancelled.run.id}`)).body;
    await first('POST', `/runs/${cancelled.run.id}/actions/cancel`, { body: { epoch, confirmed: true } });
    expect((await cancelled.vote()).body).toMatchObject({ status: 'withdrawn', ask: { status: 'withdrawn' } });
    const decided = await opened();
    await other('POST', `/asks/${decided.ask.id}/answers`, { body: yes(decided.ask) });
    expect((await decided.vote()).body).toMatchObject({ status: 'decided', ask: { status: 'decided' } });
  });

  describe('of a role at work', () => {
    const agent = { id: 'fix', name: 'Fix', do: 'agent', role: 'writer', brief: 'Mend.', makes: 'report', shell: {} };
    const call: ToolCall = {
      ...{ id: 'call_1', tool: 'shell', shown: 'git push', about: 'git push', question: null, proposal: null },
    };
    const waiting = async (over: Partial<ToolCall> = {}) => {
      const film = project('film');
      const { name, about, brief } = film.pipelines[0]!;
      const mend = pipelineSchema.parse({ id: 'mend', name, about, brief, stages: [{ ...agent, tools: ['ask'] }] });
      await rig.put({ ...film, pipelines: [...film.pipelines, mend] });
      const { run } = (await program('POST', '/projects/film/runs', { body: order({ pipeline: 'mend' }) })).body;
      await rig.call(run.id, { ...call, ...over });
      return { run, ask: (await program('GET', `/asks?run_id=${run.id}`)).body.items[0]! };
    };
    const answer = ({ id, revision, digest }: { id: string; revision: number; digest: string }, choice: string) =>
      mara('POST', `/asks/${id}/answers`, { body: { choice, revision, digest } });
    const grantsOf = async (runId: string) =>
      (await program('GET', `/runs/${runId}`)).body as unknown as { grants: { id: string }[] };

    it('P13: shows exactly what a call would do, and lists the permission that an answer makes, until it is revoked', async () => {
      const { run, ask } = await waiting();
      expect((await program('GET', `/asks/${ask.id}`)).body).toMatchObject({
        ...{ question: 'Let Writer run a command line?', about: 'tool_call', items: [] },
        call: { tool: 'shell', about: 'git push', text: 'git push', irreversible: false },
      });
      expect(await answer(ask, 'for_run')).toMatchObject({ status: 200, body: { status: 'decided' } });
      const { grants } = await grantsOf(run.id);
      expect(grants).toMatchObject([
        { tool: 'shell', about: 'git push', run_id: run.id, ask_id: ask.id, by: 'Mara', used: 0, last_used_at: null },
      ]);
      const revoke = () =>
        program('POST', `/runs/${run.id}/actions/revoke-grant`, {
          body: { grant_id: grants[0]!.id },
          key: 'revoke-it',
        });
      expect((await revoke()).body.status).toBe('grant_revoked');
      expect((await revoke()).status).toBe(200);
      expect((await grantsOf(run.id)).grants).toEqual([]);
      const told = (await program('GET', `/activity?run_id=${run.id}&kind=grant.revoked`)).body.items;
      expect(told).toHaveLength(1);
    });

    it('offers the options of a question', async () => {
      const question = { text: 'Which?', options: ['This', 'That'] };
      const { run, ask } = await waiting({ tool: 'ask', shown: '?', about: null, question });
      expect((await program('GET', `/asks/${ask.id}`)).body).toMatchObject({
        detail: 'Which?',
        options: ['This', 'That'],
      });
      expect(await answer(ask, 'option_1')).toMatchObject({ body: { status: 'decided', run: { id: run.id } } });
      expect((await rig.runs.find(run.id))?.attempts.at(-1)?.replies).toMatchObject([{ words: 'That' }]);
    });
  });

  it('S7: a person who is taken out of the project is out at once', async () => {
    const { secret } = await rig.key({ projectId: 'paper', personId: 'zoe' });
    const zoe = caller(() => rig.url, secret);
    expect((await zoe('GET', '/runs')).status).toBe(401);
    await rig.put(project('paper', [{ id: 'zoe', name: 'Zoe', may: ['view'] }]));
    expect((await zoe('GET', '/runs')).status).toBe(200);
    await rig.put(project('paper'));
    expect((await zoe('GET', '/runs')).status).toBe(401);
  });

  it('answers every operation of the document, each as it says', async () => {
    const { run } = await atGate();
    const body = { pipeline: 'notes', brief: 'x' };
    await program('POST', '/projects/film/runs/preflight', { body });
    const paths = ['/health', '/projects', '/projects/film', '/runs', `/runs/${run.id}`, `/runs/${run.id}/checkpoints`];
    for (const path of paths) await program('GET', path);
    const [artifact] = (await program('GET', `/runs/${run.id}/artifacts`)).body.items;
    await program('GET', `/artifacts/${artifact!.id}/versions/1`);
    const paused = (await program('POST', `/runs/${run.id}/actions/pause`)).body.run;
    await program('POST', `/runs/${run.id}/messages`, { body: { text: 'Shorter.' } });
    await program('POST', `/runs/${run.id}/actions/intervene`, { body: { kind: 'message', text: 'Darker.' } });
    await program('POST', `/runs/${run.id}/actions/mode`, { body: { control_mode: 'advisory' } });
    const { epoch } = (await program('POST', `/runs/${run.id}/actions/resume`, { body: { epoch: paused.epoch } })).body
      .run;
    const back = { epoch, confirmed: true, checkpoint: 0 };
    await program('POST', `/runs/${run.id}/actions/rollback`, { body: back });
    await program('POST', '/projects/film/runs', { body: order({ brief: '' }) });
    const all = Object.values(document.paths).flatMap((methods) => Object.values(methods).map((it) => it.operationId));
    const done = new Set(seen.flatMap((it) => [...it]));
    expect(all.filter((id) => !done.has(id))).toEqual([]);
  });

  it('would notice an answer that is not as the document says', async () => {
    const twisted = structuredClone(document);
    delete (twisted.components.schemas['Project'] as { properties: Record<string, unknown> }).properties['about'];
    const { secret } = await rig.key();
    const { call } = held(
      caller(() => rig.url, secret),
      twisted,
    );
    await expect(call('GET', '/projects')).rejects.toThrow('not as the document says');
    await expect(
      held(
        caller(() => rig.url, secret),
        document,
      ).call('GET', '/projects'),
    ).resolves.toBeDefined();
  });
});
