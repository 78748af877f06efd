import { afterEach, describe, expect, it } from 'vitest';
import { createBodies } from '../../db/bodies.ts';
import { createTalks } from '../../db/talks.ts';
import { createPostings } from '../../db/postings.ts';
import { createRuns } from '../../db/runs.ts';
import { createViews } from '../../db/views.ts';
import type { PersonActor } from '../../src/core/people/actor.ts';
import type { DueEffect, Runs } from '../../src/core/ports.ts';
import { decide as rules } from '../../src/core/run/decide.ts';
import type { RunEvent } from '../../src/core/run/event.ts';
import { readAssignment } from '../../src/jobs/stage/assignment.ts';
import { Unreadable } from '../../src/jobs/unreadable.ts';
import { at, decide, definition, here, sampleArtifact, sampleAsk, sampleVersion, starting } from './sample.ts';
import { accepted, freshStore, until } from './store.ts';

const store = freshStore();

/** As somebody with the rights to do so might, past the rules that refuse it. */
const doctor = (statement: string): Promise<unknown> =>
  store.client.sql.begin(async (tx) => {
    await tx.unsafe('set local session_replication_role = replica');
    const { count } = await tx.unsafe(statement);
    expect(count, 'something was altered').toBeGreaterThan(0);
  });

/** A process that has read nothing yet. */
function another(): { runs: Runs; dispatched: DueEffect[] } {
  const dispatched: DueEffect[] = [];
  const onCommitted = (due: DueEffect[]) => void dispatched.push(...due);
  return { runs: createRuns(store.client, { onCommitted, onError: () => undefined }), dispatched };
}

const folder = (is: string) =>
  doctor(`update definitions set definition = jsonb_set(definition, '{folder}', '"${is}"')`);
afterEach(() => folder(definition.folder));

const ada: PersonActor = {
  ...{ kind: 'person', personId: 'ada', name: 'Ada', permissions: ['operate'], where: here },
  account: { surface: 'console', team: 'local', user: 'ada' },
};
const pausing = (id: string): RunEvent => ({ kind: 'pause', id, at, actor: ada, why: null });

describe('what was altered in the database itself', () => {
  it('is not worked with: a text', async () => {
    accepted(await store.runs.create(starting('text')));
    const version = sampleVersion('text.notes', 1, 'what was approved');
    const artifacts = [sampleArtifact('text', 'notes', { canon: version, latest: 1 })];
    const bodies = [{ digest: version.digest, text: 'what was approved' }];
    accepted(
      await store.runs.change('text', (state) => decide({ ...state, artifacts }, { versions: [version], bodies })),
    );
    const state = (await store.runs.find('text'))!;
    const read = () =>
      readAssignment(state, state.attempts[0]!, {
        bodies: createBodies(store.client),
        talks: createTalks(store.client),
      });
    expect((await read()).draft).toBe('what was approved');
    await doctor(`update bodies set text = 'rm -rf /' where digest = '${version.digest}'`);
    await expect(read()).rejects.toThrow(Unreadable);
  });

  it('ends the run: a definition', async () => {
    accepted(await store.runs.create(starting('definition')));
    const gate = sampleAsk('definition', 'gate');
    accepted(await store.runs.change('definition', (state) => decide({ ...state, asks: [gate] })));
    await folder('/etc');
    const { runs, dispatched } = another();
    const { state } = accepted(await runs.change('definition', (it) => rules(it, pausing('first'))));
    expect(state.run).toMatchObject({ status: 'failed', epoch: 2, stage: 0 });
    const views = createViews(store.client);
    const view = (await views.run('definition'))!;
    expect(view.state.run).toEqual((await runs.find('definition'))!.run);
    expect(view.asks).toMatchObject([{ status: 'withdrawn', outcome: { why: 'The run failed.' }, answers: [] }]);
    expect(view.attempts.map(({ status }) => status)).toEqual(['aborted']);
    const ended = (await views.activity('definition', 10)).find(({ kind }) => kind === 'run.failed');
    expect(ended).toMatchObject({
      actor: { kind: 'system' },
      status: { from: 'queued', to: 'failed' },
    });
    const [due] = await store.client.sql`
      select count(*)::int as n from outbox where run_id = 'definition' and kind = 'run_stage' and done_at is null`;
    expect(due).toEqual({ n: 0 });
    // Its cards hang where they hung, and are brought to this.
    const posted = (await createPostings(store.client).ofSubject({ kind: 'run', id: 'definition' })).map(
      ({ id }) => id,
    );
    await until('its card converges', () =>
      dispatched.some(({ effect }) => effect.do === 'converge' && posted.includes(effect.postingId)),
    );
    expect((await views.ask(gate.id))?.definition.pipeline.stages).toEqual([]);
  });

  it('is worked with by a process that had read it whole, and by all once it is restored', async () => {
    accepted(await store.runs.create(starting('restored')));
    expect((await store.runs.find('restored'))?.definition).toEqual(definition);
    await folder('/etc');
    const { runs } = another();
    expect((await runs.find('restored'))?.definition.lost).toMatch(/^db-definition-altered: /);
    expect((await store.runs.find('restored'))?.definition.lost).toBeUndefined();
    await folder(definition.folder);
    expect((await runs.find('restored'))?.definition).toEqual(definition);
    expect(accepted(await runs.change('restored', (it) => rules(it, pausing('second')))).state.run.status).toBe(
      'paused',
    );
  });
});
