import { describe, expect, it } from 'vitest';
import { runCard } from '../samples.ts';
import { eventsAt, until } from './events.ts';
import { startRig } from './rig.ts';
import { nonce, served } from './served.ts';

const place = { surface: 'console' as const, channel: 'film' };
const at = served();

describe('the live view', () => {
  const eventsOf = (cookie: string, query: string) => eventsAt(`${at.rig.origin}/events?${query}`, cookie);

  it('begins with everything, and then tells what another process posts, changes and takes away', async () => {
    const other = await startRig(at.url, async () => ({ kind: 'nothing' }));
    const cookie = await at.signIn();
    const ref = await other.surface.post({ place, thread: null }, runCard(1, { title: 'Before' }), 'live-1');
    const events = eventsOf(cookie, 'channel=film&show=400');
    const told = (event: string, words: string) => until(events, (it) => it.event === event && it.data.includes(words));
    await told('item', 'Before');
    await told('beat', '');
    await other.surface.update(ref, runCard(2, { title: 'After' }));
    await told('item', 'After');
    await other.surface.tell({ surface: 'console', team: 'local', user: 'ada' }, { channel: 'film', thread: null }, [
      'Psst.',
    ]);
    await told('item', 'Psst.');
    const notices = await other.store.notices('ada', 'film', new Date(0));
    const id = notices.at(-1)?.id ?? '';
    await other.store.dismiss(id, 'ada');
    await told('gone', id);
    await other.close();
    await events.return(undefined);
  });

  it('sends the oldest of too many of one session away, and nobody else’s (S19)', async () => {
    const [cookie, other] = [await at.signIn('ada'), await at.signIn('ben')];
    const enter = async (as: string) => {
      const events = eventsOf(as, 'channel=film');
      await events.next();
      return events;
    };
    const ben = await enter(other);
    const all = [];
    for (let i = 0; i < 13; i++) all.push(await enter(cookie));
    const [oldest, ...rest] = all;
    const seen: string[] = [];
    for await (const { event } of oldest!) seen.push(event);
    expect(seen.at(-1)).toBe('crowded');
    await at.rig.surface.post({ place, thread: null }, runCard(1, { title: 'For the rest' }), `crowd-${nonce()}`);
    for (const events of [ben, ...rest]) {
      await until(events, ({ data }) => data.includes('For the rest'));
      await events.return(undefined);
    }
  });

  it('ends when the session does', async () => {
    const cookie = await at.signIn();
    const events = eventsOf(cookie, 'channel=film');
    await events.next();
    await fetch(`${at.rig.origin}/sign-out`, { method: 'POST', headers: { cookie, origin: at.rig.origin } });
    await at.rig.surface.post({ place, thread: null }, runCard(1, { title: 'Not for you' }), 'live-2');
    const rest: string[] = [];
    for await (const { data } of events) rest.push(data);
    expect(rest.join()).not.toContain('Not for you');
  });
});
