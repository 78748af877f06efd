import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase } from '../../../../setup/database.ts';
import { pressLink } from '../../../../setup/sign-in.ts';
import { eventsAt, type ServerEvent, until } from '../../events.ts';
import { startStory, type Story } from '../../story.ts';

const database = freshDatabase();
let story: Story;

beforeAll(async () => {
  story = await startStory(database.url);
});
afterAll(() => story.close());

const signIn = async (person: string): Promise<string> => {
  const response = await pressLink(story.origin + (await story.link(person)));
  return response.headers.get('set-cookie')?.split(';')[0] ?? '';
};
const isBeat = ({ event }: ServerEvent): boolean => event === 'beat';
const idsOf = (events: ServerEvent[]): string[] =>
  events.flatMap(({ event, data }) => (event === 'part' ? [(JSON.parse(data) as { id: string }).id] : []));

describe('the live view of a run', () => {
  it('begins with every part, and then sends those alone that have changed', async () => {
    const { run } = await story.started('mara', 'Watched');
    const events = eventsAt(`${story.origin}/runs/${run.id}/events`, await signIn('ines'));
    expect(idsOf(await until(events, isBeat))).toHaveLength(11);
    const { attemptId } = await story.claim(run.id);
    await until(events, ({ data }) => data.includes('Running'));
    await until(events, isBeat);
    await story.stores.runs.appendOutput(attemptId, 1, 'compiled\n');
    const seen = await until(events, ({ data }) => data.includes('compiled'));
    // The line of time reaches to now, so that its part is drawn with every look.
    expect(idsOf(seen).filter((id) => id !== 'attempts')).toEqual(['output']);
    await events.return(undefined);
  });

  it('tells nothing of another run', async () => {
    const [{ run }, other] = [await story.started('mara', 'One'), await story.started('mara', 'Other')];
    const events = eventsAt(`${story.origin}/runs/${run.id}/events`, await signIn('mara'));
    await until(events, isBeat);
    await story.claim(other.run.id);
    await story.claim(run.id);
    const seen = await until(events, ({ data }) => data.includes('Running'));
    expect(seen.map(({ data }) => data).join()).not.toContain(other.run.id);
    await events.return(undefined);
  });

  it('ends when the session does', async () => {
    const { run } = await story.started('mara', 'Not for you');
    const cookie = await signIn('mara');
    const events = eventsAt(`${story.origin}/runs/${run.id}/events`, cookie);
    await until(events, isBeat);
    await fetch(`${story.origin}/sign-out`, { method: 'POST', headers: { cookie, origin: story.origin } });
    await story.claim(run.id);
    const rest: string[] = [];
    for await (const { data } of events) rest.push(data);
    expect(rest.join()).not.toContain('Running');
  });
});
