import { expect, it } from 'vitest';
import { caller, order } from './caller.ts';
import { freshRig } from './rig.ts';

const rig = freshRig();

it('gives the text of a version, however old it is', async () => {
  const program = caller(() => rig.url, (await rig.key()).secret);
  const { run } = (await program('POST', '/projects/film/runs', { body: order() })).body;
  await rig.work(run.id, 'The oldest.');
  const artifact = (await program('GET', `/runs/${run.id}/artifacts`)).body.items[0]!;
  await rig.client.sql`
    insert into versions select (jsonb_populate_record(v, jsonb_build_object('number', n, 'base', n - 1))).*
    from versions v, generate_series(2, 201) n where artifact_id = ${artifact.id} and number = 1`;
  await rig.client.sql`update artifacts set latest = 201 where id = ${artifact.id}`;
  const oldest = await program('GET', `/artifacts/${artifact.id}/versions/1`);
  expect(oldest).toMatchObject({ status: 200, body: { number: 1, text: 'The oldest.' } });
  expect((await program('GET', `/artifacts/${artifact.id}/versions/202`)).status).toBe(404);
});
