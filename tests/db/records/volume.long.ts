import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Rig, roster, startRig } from '../../bots/console/rig.ts';
import { connect, type Client } from '../../../db/client.ts';
import { migrate } from '../../../db/migrate.ts';
import { createRecords } from '../../../db/records.ts';
import { freshDatabase } from '../../setup/database.ts';
import { pressLink } from '../../setup/sign-in.ts';
import { type Middle, middleOf, questions } from './questions.ts';
import { fill, rare, volumeProjects } from './volume.ts';

const database = freshDatabase();
const until = new Date('2026-11-21T00:00:00Z');
let client: Client;
let middle: Middle;
let rig: Rig;
let cookie: string;

beforeAll(async () => {
  await migrate(database.url);
  client = connect(database.url);
  // All within the longest span that the numbers are shown for: nothing is too old to be counted.
  await fill(client.sql, { runs: 100_000, days: 90, until });
  middle = await middleOf(createRecords(client), until);
  const projects = volumeProjects.map((id) => ({ id, name: id }));
  const own = () => ({ roster: { ...roster, projects: async () => projects } });
  rig = await startRig(database.url, async () => ({ kind: 'nothing' }), 15_000, own);
  const signedIn = await pressLink(rig.origin + (await rig.link('ada')));
  cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? '';
}, 300_000);
afterAll(async () => {
  await rig.close();
  await client.close();
});

/** Milliseconds, as a page has them for its question. */
const limit = 300;
const times = 40;

/** The time within which nineteen of twenty calls were answered. */
async function p95(ask: () => Promise<unknown>): Promise<number> {
  const took: number[] = [];
  for (let n = 0; n < times; n += 1) {
    const before = performance.now();
    await ask();
    took.push(performance.now() - before);
  }
  return took.toSorted((a, b) => a - b)[Math.ceil(times * 0.95) - 1] ?? Infinity;
}

const quarter = () =>
  createRecords(client).numbers([...volumeProjects], new Date(until.getTime() - 90 * 86_400_000), until);

const pages = (): string[] => [
  '/activity',
  `/activity?kind=${rare.kind}`,
  `/activity?person=${rare.actor}&kind=run.paused`,
  `/activity?run=${middle.run}`,
  `/activity/${middle.entry}`,
  '/numbers?days=7',
  '/numbers?days=90',
  '/runs',
  '/runs?status=failed',
  `/runs/${middle.run}`,
  '/inbox',
  '/history',
  '/history?person=p7',
  '/history?person=p7&kind=gate',
  // Nobody's: as many pages of decisions are looked through as one request may.
  '/history?person=p7&kind=blocker',
];

async function open(path: string): Promise<void> {
  const response = await fetch(rig.origin + path, { headers: { cookie } });
  await response.text();
  if (response.status !== 200) throw new Error(`GET ${path} answered ${response.status}.`);
}

/** Those that took longer than they may, of what all took. */
async function tooSlow(asked: Record<string, () => Promise<unknown>>): Promise<[string, number][]> {
  const took: [string, number][] = [];
  for (const [name, ask] of Object.entries(asked)) took.push([name, Math.round(await p95(ask))]);
  console.table(Object.fromEntries(took));
  return took.filter(([, ms]) => ms > limit);
}

describe('over 100,000 runs and a million ledger entries', () => {
  it('every question is answered within 300 ms', async () => {
    const asked = { ...questions(createRecords(client), middle), 'the numbers of a quarter': quarter };
    expect(await tooSlow(asked)).toEqual([]);
  }, 300_000);

  it('every page is there within 300 ms', async () => {
    expect(await tooSlow(Object.fromEntries(pages().map((path) => [path, () => open(path)])))).toEqual([]);
  }, 300_000);

  it('and without its index, one is found that is not', async () => {
    await client.sql`drop index ledger_of_actor`;
    const { 'activity of a rare person': ask } = questions(createRecords(client), middle);
    const before = performance.now();
    await ask?.().catch(() => undefined);
    expect(performance.now() - before).toBeGreaterThan(limit);
  }, 60_000);
});
