import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import postgres, { type Sql } from 'postgres';
import { entryKinds } from '../../../../src/core/ledger/entry.ts';
import type { Intent, Reply } from '../../../../src/core/intent.ts';
import { freshDatabase } from '../../../setup/database.ts';
import { fill } from '../../../db/records/volume.ts';
import { Browser } from '../browser.ts';
import { type Element, findAll, findOne, textOf, withClass, withTag } from '../html.ts';
import { type Rig, roster, startRig } from '../rig.ts';
import { notes } from '../story.ts';

const database = freshDatabase();
const open = [
  { id: 'paper', name: 'Paper' },
  { id: 'film', name: 'The Lighthouse' },
];
let projects = open;
let rig: Rig;
let sql: Sql;
let ada: Browser;
let calls: Intent[] = [];

beforeAll(async () => {
  const door = async (intent: Intent): Promise<Reply> => {
    calls.push(intent);
    return { kind: 'nothing' };
  };
  const met = () =>
    projects.map(({ id, name }) => ({
      record: { project: { ...notes, project: id, name }, folder: '/' },
      person: { id: 'ada', name: 'Ada', may: 'everything' as const, accounts: {} },
      accounts: [],
    }));
  const own = () => ({
    roster: { ...roster, projects: async () => projects },
    people: { everywhere: async () => met() },
  });
  rig = await startRig(database.url, door, 15_000, own);
  sql = postgres(database.url, { max: 1, onnotice: () => undefined });
  await fill(sql, { runs: 100, days: 5, until: new Date() });
  ada = new Browser(rig.origin);
  await ada.signIn(await rig.link('ada'));
});
afterAll(async () => {
  await sql.end();
  await rig.close();
});
beforeEach(() => {
  projects = open;
  calls = [];
});

const lines = (page: Element): Element[] => findAll(page, withClass('happened'));
const links = (page: Element, start: string): string[] =>
  findAll(page, withTag('a'))
    .map(({ attributes }) => attributes.href ?? '')
    .filter((href) => href.startsWith(start));
const detailOf = async (query: string): Promise<string> => {
  const [path] = links(await ada.get(`/activity?${query}`), '/activity/');
  if (path === undefined) throw new Error(`Nothing happened with ${query}`);
  return path;
};
const ids = (page: Element): string[] =>
  findAll(page, (it) => it.attributes['data-copy'] !== undefined).map((it) => it.attributes['data-copy'] ?? '');
const buttons = (page: Element): string[] => findAll(page, withTag('button')).map((it) => textOf(it).trim());

describe('the activity page', () => {
  it('says of every entry who, what, when and where, and how it is called (S0-36 to S0-40)', async () => {
    const page = await ada.get('/activity?kind=run.paused&person=p3');
    const [line] = lines(page);
    if (!line) throw new Error('P3 paused nothing.');
    expect(textOf(line)).toContain('P3 paused the run.');
    expect(textOf(line)).toContain('in #general (the console)');
    expect(findOne(line, withTag('time'))?.attributes.datetime).toMatch(/^\d{4}-\d\d-\d\dT/);
    expect(links(line, '/runs/').map((it) => it.replace(/run-.+?(?=\/|$)/, 'ID'))).toEqual([
      '/runs/ID',
      '/runs/ID/thread',
    ]);
    expect(ids(line)).toEqual([expect.stringMatching(/^led-/), expect.stringMatching(/^run-/), 'draft', 'p3']);
  });

  it('has a sentence for every kind of entry, whatever it was written with', async () => {
    await sql`
      insert into ledger (id, project_id, run_id, kind, actor, at, subject, payload)
      select 'odd-' || translate(kind, '._', '--'), 'paper', null, kind, '{"kind": "system", "name": "sweep"}', now(), '{}',
        '{"stage": 7, "number": "two", "why": null, "choice": "unheard-of", "words": {"digest": 3}}'
      from json_array_elements_text(${JSON.stringify(entryKinds)}::text::json) kind`;
    const page = await ada.get('/activity?person=system%3Asweep');
    expect(lines(page)).toHaveLength(entryKinds.length);
    for (const line of lines(page)) expect(textOf(line)).toMatch(/^The sweep [a-z][^{}]+\.(?!\.)/);
    expect(textOf(page)).not.toMatch(/undefined|null|NaN|\[object/);
  });

  it('goes from page to page until everything was shown once', async () => {
    const seen: string[] = [];
    for (let path: string | undefined = '/activity?person=p3'; path !== undefined;) {
      const page = await ada.get(path);
      seen.push(...links(page, '/activity/'));
      path = findOne(page, (it) => it.attributes.rel === 'next')?.attributes.href;
    }
    const [expected] = await sql<{ count: number }[]>`
      select count(*)::int as count from ledger where actor ->> 'personId' = 'p3' and project_id in ('paper', 'film')`;
    expect(seen).toHaveLength(expected?.count ?? -1);
    expect(new Set(seen).size).toBe(seen.length);
  });

  it('begins anew where the cursor is not one of ours', async () => {
    expect(lines(await ada.get('/activity?after=nonsense'))).toHaveLength(50);
  });

  it('shows nothing of a project that is not open to the reader, by no filter and no id', async () => {
    const [run] = await sql<{ id: string }[]>`select id from runs where project_id = 'quiet' limit 1`;
    const [entry] = await sql<{ id: string }[]>`select id from ledger where project_id = 'quiet' limit 1`;
    expect(lines(await ada.get(`/activity?run=${run?.id ?? ''}`))).toEqual([]);
    await expect(ada.get(`/activity/${entry?.id ?? ''}`)).rejects.toThrow('404');
    projects = [...open, { id: 'quiet', name: 'Quiet' }];
    expect(lines(await ada.get(`/activity?run=${run?.id ?? ''}`))).not.toEqual([]);
    await ada.get(`/activity/${entry?.id ?? ''}`);
  });

  it('says what will appear, and what a filter did not find', async () => {
    projects = [];
    expect(textOf(await ada.get('/activity'))).toContain('No project is open to you');
    projects = open;
    const page = await ada.get('/activity?run=run-that-never-was');
    expect(textOf(page)).toContain('Nothing fits this filter');
    expect(findOne(page, (it) => it.attributes.name === 'run')?.attributes.value).toBe('run-that-never-was');
  });
});

describe('one thing that happened', () => {
  const active = async (): Promise<string> => {
    const [run] = await sql<{ id: string }[]>`select id from runs where status = 'awaiting' and project_id = 'paper'`;
    return detailOf(`run=${run?.id ?? ''}`);
  };

  it('leads to its run and copies its ids, for everybody who may view (S0-11, S0-12, S0-21)', async () => {
    const page = await ada.get(await detailOf('kind=ask.decided&person=p3'));
    expect(links(page, '/runs/')).toHaveLength(2);
    expect(ids(page)).toEqual([expect.stringMatching(/^led-/), expect.stringMatching(/^run-/), 'draft', 'p3']);
  });

  it('names what its run is part of elsewhere, by the ids of whoever started it (S0-39)', async () => {
    const path = await active();
    expect(ids(await ada.get(path))).not.toContain('ws-7');
    const context = { initiative_id: 'in-1', workstream_id: 'ws-7', task_id: 'ta-9' };
    const where = sql`where status = 'awaiting' and project_id = 'paper'`;
    await sql`update runs set trigger_context = ${sql.json(context)} ${where}`;
    expect(ids(await ada.get(path))).toEqual(expect.arrayContaining(['in-1', 'ws-7', 'ta-9']));
    await sql`update runs set trigger_context = '{}' ${where}`;
  });

  it('has controls while its run is active, and they ask the door (S0-13 to S0-15)', async () => {
    const path = await active();
    const page = await ada.get(path);
    expect(buttons(page)).toEqual(expect.arrayContaining(['Pause', 'Cancel', 'Rollback…', 'Message…']));
    expect(buttons(page)).not.toContain('Resume');
    const form = findAll(page, withTag('form')).find((it) => textOf(it).includes('Pause')) ?? null;
    expect(findOne(form ?? page, (it) => it.attributes.name === 'page')?.attributes.value).toBe(path);
    await ada.send(form, {});
    expect(calls).toMatchObject([{ kind: 'press', on: null }]);
  });

  it('has none when the run has ended, nor where there is no run (S0-13)', async () => {
    const ended = await ada.get(await detailOf('kind=run.completed&person=p3'));
    expect(buttons(ended)).not.toContain('Pause');
    expect(links(ended, '/runs/')).toHaveLength(2);
    const alone = await ada.get(await detailOf('kind=key.created'));
    expect(buttons(alone)).not.toContain('Pause');
    expect(links(alone, '/runs/')).toEqual([]);
  });
});

describe('the page of numbers', () => {
  it('draws every chart without a script, a style or a colour that means something alone', async () => {
    const page = await ada.get('/numbers?days=7');
    expect(textOf(page)).toMatch(/As of \d+ \w+ \d{4}, \d\d:\d\d UTC/);
    const charts = findAll(page, withTag('svg'));
    expect(charts.length).toBeGreaterThan(10);
    expect(findAll(page, (it) => it.attributes.style !== undefined)).toEqual([]);
    for (const title of ['Gates', 'Completed', 'Waiting for an answer', 'Notes number'])
      expect(textOf(page)).toContain(title);
    expect(findAll(page, withTag('table'))).toHaveLength(6);
  });

  it('counts what the reader may see, in the span that was chosen', async () => {
    const rowsOf = async (path: string): Promise<number> => {
      const days = findAll(await ada.get(path), withTag('table')).at(-1);
      return findAll(days!, withTag('tr')).length - 1;
    };
    expect(await rowsOf('/numbers?days=7')).toBe(7);
    expect(await rowsOf('/numbers?days=90')).toBe(90);
    expect(await rowsOf('/numbers?days=8')).toBe(30);
    projects = [];
    expect(textOf(await ada.get('/numbers'))).toContain('No project is open to you');
  });

  it('says what will appear where nothing has happened', async () => {
    projects = [{ id: 'new', name: 'New' }];
    const page = await ada.get('/numbers');
    expect(findAll(page, withClass('empty'))).toHaveLength(6);
  });
});
