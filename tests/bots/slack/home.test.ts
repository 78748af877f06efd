import type { HomeView } from '@slack/types';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Client, connect } from '../../../db/client.ts';
import { createHints } from '../../../db/hints.ts';
import { createTroubles } from '../../../db/troubles.ts';
import { HomePages, type HomeParts } from '../../../src/bots/slack/home.ts';
import { createSlackApi } from '../../../src/bots/slack/send/api.ts';
import type { SlackApi } from '../../../src/bots/slack/send/slack-api.ts';
import type { Reply } from '../../../src/core/intent.ts';
import type { Account } from '../../../src/core/people/actor.ts';
import { createDoor } from '../../../src/intents/door.ts';
import { createHomeReader } from '../../../src/main/home.ts';
import type { Person } from '../../fakes/slack/people/person.ts';
import { startSlack, type FakeSlack } from '../../fakes/slack/slack.ts';
import { until } from '../../jobs/until.ts';
import { freshDatabase } from '../../setup/database.ts';
import { notes, startStory, type Story } from '../console/story.ts';
import { ackWithin } from '../../setup/patience.ts';

const quick = { quiet: 5, rest: 5, follow: 60_000 };
const log = { warn: () => undefined, error: () => undefined };

describe('App Home', () => {
  const database = freshDatabase();
  let [story, client, slack, api]: [Story, Client, FakeSlack, SlackApi] = [null!, null!, null!, null!];
  let [mara, jon]: [Person, Person] = [null!, null!];
  let pages: HomePages;
  let reads: Account[] = [];
  let changed: () => void = () => undefined;

  beforeAll(async () => {
    story = await startStory(database.url);
    client = connect(database.url, { max: 2 });
  });
  afterAll(async () => {
    await client.close();
    await story.close();
  });
  beforeEach(async () => {
    await story.wipe();
    slack = await startSlack({ pace: 'off', ackWithin, triggerLife: ackWithin });
    const troubles = createTroubles(client);
    api = createSlackApi({ token: slack.app.botToken, apiUrl: slack.apiUrl, troubles, log });
    [mara, jon] = [slack.person('mara'), slack.person('jon')];
    const known = new Map([mara, jon].map((it) => [it.name, `${it.team}/${it.id}`]));
    const people = notes.people.map((it) => {
      const account = known.get(it.id);
      return account === undefined ? it : { ...it, accounts: { ...it.accounts, slack: account } };
    });
    await story.stores.projects.put({ project: { ...notes, people }, folder: '/srv' });
    reads = [];
    pages = open();
  });
  afterEach(async () => {
    await pages.stop();
    api.stop();
    await slack.close();
  });

  /** Before hints of the test's own, unless it is told others. */
  function open(over: Partial<HomeParts> = {}): HomePages {
    const read = createHomeReader(story.stores);
    const onRun = (listener: (runId: string) => void) => {
      changed = () => listener('r_1');
      return () => (changed = () => undefined);
    };
    return new HomePages({
      api,
      read: (account) => {
        reads.push(account);
        return read(account);
      },
      hints: { onRun },
      site: { publicUrl: new URL('https://wheel.example.com'), mayCustomize: true },
      log,
      times: quick,
      ...over,
    });
  }
  const accountOf = ({ team, id }: Person): Account => ({ surface: 'slack', team, user: id });
  const published = (): HomeView[] =>
    slack.calls.filter(({ method }) => method === 'views.publish').map(({ args }) => args.view as HomeView);
  const tokens = (view: HomeView | undefined): string[] =>
    [...JSON.stringify(view?.blocks ?? []).matchAll(/"value":"([^"]+)"/g)].map(([, token = '']) => token);

  it('S4-39: shows what waits for its reader, what they started, and who they are', async () => {
    await story.gated('The first release');
    await pages.opened(accountOf(mara));
    const text = mara.home()?.text ?? '';
    for (const part of [
      'Approve “Draft”? · The first release',
      'Waiting for an answer',
      'you are Mara, and may do everything',
    ])
      expect(text).toContain(part);
    await pages.opened(accountOf(jon));
    expect(jon.home()?.text).toContain('Approve “Draft”? · The first release');
    expect(jon.home()?.text).toContain('None that you started is active');
  });

  it('tells a stranger nothing of the projects', async () => {
    await story.gated('A secret release');
    const eve = slack.person('eve');
    await pages.opened(accountOf(eve));
    expect(eve.home()?.text).toContain(`accounts: { slack: ${eve.team}/${eve.id} }`);
    expect(eve.home()?.text).not.toContain('secret');
  });

  it('follows what happens elsewhere, in whatever process', async () => {
    await pages.stop();
    pages = open({ hints: await createHints(client) });
    await pages.opened(accountOf(mara));
    expect(mara.home()?.text).toContain('Nothing. When a run asks');
    const gate = await story.gated('The second release');
    await until(() => expect(mara.home()?.text).toContain('The second release'));
    await story.answer('jon', gate, 'approve');
    await until(() => expect(mara.home()?.text).not.toContain('Approve “Draft”?'));
  });

  it('is not sent anew while it says the same', async () => {
    await pages.opened(accountOf(mara));
    changed();
    await until(() => expect(reads).toHaveLength(2));
    expect(published()).toHaveLength(1);
    await story.gated('Another');
    changed();
    await until(() => expect(published()).toHaveLength(2));
  });

  it('takes many changes that come together for one', async () => {
    await pages.opened(accountOf(mara));
    for (let n = 0; n < 100; n++) changed();
    await until(() => expect(reads).toHaveLength(2));
    changed();
    await until(() => expect(reads).toHaveLength(3));
    await pages.stop();
    expect(reads).toHaveLength(3);
  });

  it('follows for no more than fifty, those who opened it last', async () => {
    await pages.stop();
    pages = open({ api: { publishHome: () => Promise.resolve('shown') } });
    for (let n = 0; n < 60; n++) await pages.opened({ surface: 'slack', team: 'T1', user: `U${n}` });
    reads = [];
    changed();
    await until(() => expect(reads).toHaveLength(50));
    expect(reads[0]?.user).toBe('U10');
  });

  it.each([
    { minutes: 29, read: ['mara', 'jon'] },
    { minutes: 31, read: ['jon'] },
  ])('follows for half an hour: $minutes minutes after', async ({ minutes, read }) => {
    vi.useFakeTimers({ toFake: ['Date'] });
    try {
      await pages.stop();
      pages = open({ times: { quiet: 5, rest: 5, follow: 30 * 60_000 } });
      await pages.opened(accountOf(mara));
      vi.setSystemTime(Date.now() + minutes * 60_000);
      await pages.opened(accountOf(jon));
      reads = [];
      changed();
      // The one who came last is read last.
      await until(() => expect(reads.at(-1)?.user).toBe(jon.id));
      expect(reads.map(({ user }) => [mara, jon].find(({ id }) => id === user)?.name)).toEqual(read);
    } finally {
      vi.useRealTimers();
    }
  });

  it('is shown at once when it is opened, however long a round takes', async () => {
    let go = (): void => undefined;
    const held = new Promise<void>((resolve) => (go = resolve));
    const read = createHomeReader(story.stores);
    let isRound = false;
    await pages.stop();
    pages = open({
      read: async (account) => {
        reads.push(account);
        if (isRound && account.user === mara.id) await held;
        return read(account);
      },
    });
    await pages.opened(accountOf(mara));
    isRound = true;
    changed();
    await until(() => expect(reads).toHaveLength(2));
    await pages.opened(accountOf(jon));
    expect(jon.home()?.text).toContain('you are Jon');
    go();
  });

  it('is shown with the next change, if Slack could not be reached', async () => {
    const down = (): Promise<never> => Promise.reject(new Error('Slack is away.'));
    let isDown = true;
    await pages.stop();
    pages = open({ api: { publishHome: (...of) => (isDown ? down() : api.publishHome(...of)) } });
    await pages.opened(accountOf(mara));
    expect(mara.home()).toBeNull();
    isDown = false;
    changed();
    await until(() => expect(mara.home()?.text).toContain('Nothing. When a run asks'));
  });

  it('has buttons that lead its reader to the question, and nobody else', async () => {
    const door = createDoor({
      ...story.stores,
      log,
      modelOf: () => ({ name: 'rehearsal', priced: true, rehearses: true }),
      refresh: async () => undefined,
    });
    await story.gated('The third release');
    await pages.opened(accountOf(mara));
    const [review = '', focus = ''] = tokens(published().at(-1));
    let visits = 0;
    const press = (who: Person, token: string): Promise<Reply> => {
      const where = { surface: 'slack' as const, channel: null, thread: null };
      const visit = { account: accountOf(who), where, delivery: `home-${visits++}`, source: 'slack_button' as const };
      return door({ kind: 'press', token, on: null, confirmed: false }, { ...visit, at: new Date() });
    };
    expect(await press(mara, review)).toMatchObject({ kind: 'cards', cards: [{ title: 'Approve “Draft”?' }] });
    expect(await press(mara, focus)).toMatchObject({ kind: 'cards', cards: [{ title: 'The third release' }] });
    expect(await press(jon, review)).toMatchObject({ kind: 'refused', code: 'not_ours' });
  });
});
