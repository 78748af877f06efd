import { describe, expect, it } from 'vitest';
import { createOutbox } from '../../db/outbox.ts';
import { createPostings } from '../../db/postings.ts';
import { createProjects } from '../../db/projects.ts';
import { createTroubles } from '../../db/troubles.ts';
import type { Posting } from '../../src/core/ports.ts';
import { standing } from '../../src/main/troubles.ts';
import { decide, project, sampleMessage, showing, starting } from './sample.ts';
import { accepted, freshStore } from './store.ts';

const store = freshStore();
const place = { surface: 'console' as const, channel: 'general' };

describe('a place that works again (R7)', () => {
  const lose = async (run: string): Promise<string> => {
    accepted(await store.runs.create(starting(run)));
    const postings = createPostings(store.client);
    const { id } = (await postings.rootOf(run, place))!;
    await postings.markLost(id, 'The bot is not in the channel.');
    const outbox = createOutbox(store.client);
    for (const due of await dueOf(id)) await outbox.done(due.id, due.generation);
    expect(await dueOf(id)).toEqual([]);
    return id;
  };
  const dueOf = async (postingId: string) =>
    (await createOutbox(store.client).overdue(0, 100)).filter(
      ({ effect }) => effect.do === 'converge' && effect.postingId === postingId,
    );
  const trouble = (channel: string) => ({
    ...{ surface: 'console' as const, channel, code: 'not_in_channel', what: '', remedy: '' },
    since: new Date(),
  });

  it('gets the cards that were lost there, of runs that go on; another place gets none', async () => {
    const [going, ended] = [await lose('going'), await lose('ended')];
    await store.client.sql`update runs set status = 'cancelled' where id = 'ended'`;
    const troubles = createTroubles(store.client);
    await troubles.tell(trouble('elsewhere'));
    await troubles.over('console', 'elsewhere');
    expect((await createPostings(store.client).get(going))?.lost).not.toBeNull();
    await troubles.tell(trouble('general'));
    await troubles.over('console', 'general');
    expect((await createPostings(store.client).get(going))?.lost).toBeNull();
    expect(await dueOf(going)).toHaveLength(1);
    expect((await createPostings(store.client).get(ended))?.lost).not.toBeNull();
    expect(await dueOf(ended)).toEqual([]);
  });

  it('gets the talk that it missed, of runs that go on', async () => {
    const postings = createPostings(store.client);
    const say = async (run: string): Promise<string> => {
      const said = sampleMessage(run, `${run}-words`);
      const effects = [showing(run, { kind: 'message', id: said.id }, 'talk')];
      accepted(await store.runs.change(run, (state) => decide({ ...state, messages: [said] }, { effects })));
      const [{ id }] = (await postings.ofSubject({ kind: 'message', id: said.id })) as [Posting];
      await postings.markLost(id, 'The channel is archived.');
      for (const due of await dueOf(id)) await createOutbox(store.client).done(due.id, due.generation);
      return id;
    };
    const [talks, talked] = [
      await lose('talks').then(() => say('talks')),
      await lose('talked').then(() => say('talked')),
    ];
    await store.client.sql`update runs set status = 'cancelled' where id = 'talked'`;
    const troubles = createTroubles(store.client);
    await troubles.tell(trouble('general'));
    await troubles.over('console', 'general');
    expect([(await postings.get(talks))?.lost, (await dueOf(talks)).length]).toEqual([null, 1]);
    expect([(await postings.get(talked))?.lost, (await dueOf(talked)).length]).toEqual(['The channel is archived.', 0]);
  });

  it('gets what stands there brought up to date, however it ended meanwhile: no button lives for ever (P2)', async () => {
    const postings = createPostings(store.client);
    const standing = await lose('standing');
    await postings.record(standing, 0, { channel: 'general', thread: null, message: 'm1' }, 1);
    await postings.markLost(standing, 'The channel is archived.');
    const never = await lose('never-stood');
    await store.client.sql`update runs set status = 'completed' where id in ('standing', 'never-stood')`;
    const troubles = createTroubles(store.client);
    await troubles.tell(trouble('general'));
    await troubles.over('console', 'general');
    expect(await postings.get(standing)).toMatchObject({ lost: null, shown: 1 });
    expect(await dueOf(standing)).toHaveLength(1);
    expect((await postings.get(never))?.lost).not.toBeNull();
    expect(await dueOf(never)).toEqual([]);
  });

  it('concerns nobody while no project names it, also where a run that began there tells of it again', async () => {
    const lost = await lose('began-there');
    const [troubles, projects] = [createTroubles(store.client), createProjects(store.client)];
    for (const channel of ['general', 'named', 'Socket Mode', 'general']) await troubles.tell(trouble(channel));
    const named = { ...project, places: [{ surface: 'console' as const, channel: 'named' }] };
    await projects.put({ project: named, folder: '/tmp/paper' });
    const told = await standing({ troubles, projects });
    expect(told.map(({ channel, projectId }) => [channel, projectId])).toEqual([
      ['named', project.project],
      ['Socket Mode', null],
    ]);
    // Whoever makes it work again finds that run's cards there.
    await troubles.over('console', 'general');
    expect((await createPostings(store.client).get(lost))?.lost).toBeNull();
    expect(await dueOf(lost)).toHaveLength(1);
  });
});
