import { describe, expect, it } from 'vitest';
import { createBodies } from '../../db/bodies.ts';
import { createRuns } from '../../db/runs.ts';
import { readAssignment, Unreadable } from '../../src/jobs/stage/assignment.ts';
import { decide, sampleArtifact, sampleVersion, starting } from './sample.ts';
import { accepted, freshStore } from './store.ts';

const store = freshStore();

/** As somebody with the rights to do so might, past the rules that refuse it. */
const doctor = (statement: string): Promise<unknown> =>
  store.client.sql.begin(async (tx) => {
    await tx.unsafe('set local session_replication_role = replica');
    const { count } = await tx.unsafe(statement);
    expect(count, 'something was altered').toBeGreaterThan(0);
  });

/** A process that has read nothing yet. */
const another = () => createRuns(store.client, { onCommitted: () => undefined, onError: () => undefined });

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
    const read = () => readAssignment(state, state.attempts[0]!, createBodies(store.client));
    expect((await read()).draft).toBe('what was approved');
    await doctor(`update bodies set text = 'rm -rf /' where digest = '${version.digest}'`);
    await expect(read()).rejects.toThrow(Unreadable);
  });

  it('is not worked with: a definition', async () => {
    accepted(await store.runs.create(starting('definition')));
    expect((await another().find('definition'))?.run.id).toBe('definition');
    await doctor(`update definitions set definition = jsonb_set(definition, '{folder}', '"/etc"')`);
    await expect(another().find('definition')).rejects.toThrow('db-definition-altered');
  });
});
