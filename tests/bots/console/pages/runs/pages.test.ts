import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunState } from '../../../../../src/core/run/state.ts';
import { freshDatabase } from '../../../../setup/database.ts';
import { type Element, findAll, findOne, textOf, withAttribute, withClass, withId, withTag } from '../../html.ts';
import { startStory, type Story } from '../../story.ts';
import { all, fieldsOf, mainOf, visitor, words } from '../visitor.ts';

const database = freshDatabase();
let story: Story;
const open: Record<'mara' | 'ines', Awaited<ReturnType<typeof visitor>>> = {} as never;

beforeAll(async () => {
  story = await startStory(database.url);
  open.mara = await visitor(story, 'mara');
  open.ines = await visitor(story, 'ines');
});
afterAll(() => story.close());

const stateOf = async (runId: string): Promise<RunState> => (await story.stores.runs.find(runId))!;
const part = (page: Element, id: string): Element => findOne(page, withId(id))!;
const labels = (holder: Element): string[] => all(holder, withTag('button')).filter((label) => label !== '⧉');
const controls = (page: Element): string[] => labels(findOne(part(page, 'status'), withClass('actions'))!);
const formWith = (holder: Element, label: string): Element =>
  findAll(holder, withTag('form')).find((form) => labels(form).includes(label))!;
const press = async (who: keyof typeof open, runId: string, label: string) => {
  const { page } = await open[who].get(`/runs/${runId}`);
  return open[who].post('/press', fieldsOf(formWith(part(page, 'status'), label)));
};

describe('the list of runs', () => {
  it('has the newest first, of the projects that one may view, and only those', async () => {
    const first = await story.started('mara', 'The first');
    const second = await story.started('mara', 'The second');
    await story.started('mara', 'Hers alone', 'film');
    const titles = (page: Element) => all(page, withClass('run-title'));
    const { page } = await open.ines.get('/runs');
    expect(titles(page).slice(0, 2)).toEqual([second.run.title, first.run.title]);
    expect(words(mainOf(page))).not.toContain('Hers alone');
    expect(words(mainOf((await open.mara.get('/runs')).page))).toContain('Hers alone');
  });

  it('leads to each run, and has no control of any (S0-20)', async () => {
    const { run } = await story.started('mara', 'Only to be looked at');
    const { page } = await open.mara.get('/runs');
    const leads = findAll(mainOf(page), withTag('a')).map(({ attributes }) => attributes['href']);
    expect(leads).toEqual(expect.arrayContaining([`/runs/${run.id}`, `/runs/${run.id}/thread`]));
    expect(findAll(mainOf(page), withTag('button'))).toEqual([]);
    expect(controls((await open.mara.get(`/runs/${run.id}`)).page)).toContain('Pause');
  });

  it('is narrowed by status, and says which', async () => {
    const gate = await story.gated('Waits at its gate');
    const { page } = await open.mara.get('/runs?status=awaiting');
    expect(all(page, withClass('run-title'))).toContain((await stateOf(gate.runId)).run.title);
    expect(new Set(all(findOne(page, withClass('run-list'))!, withClass('badge')))).toEqual(
      new Set(['✋ Waiting for an answer']),
    );
    const chosen = findAll(findOne(page, withClass('chips'))!, (it) => it.attributes['aria-current'] === 'page');
    expect(chosen.map(words)).toEqual(['✋ Waiting for an answer']);
    expect(words(mainOf((await open.mara.get('/runs?status=failed')).page))).toContain('No run is in this state');
  });

  it('is paged by a cursor: every run once, and a made-up cursor begins at the start', async () => {
    for (let i = 0; i < 32; i++) await story.started('jon', `Of many ${i}`);
    const seen: string[] = [];
    for (let path: string | undefined = '/runs'; path !== undefined;) {
      const { page } = await open.ines.get(path);
      seen.push(...findAll(page, withClass('run-title')).map((it) => it.attributes['href'] ?? ''));
      path = findOne(page, (it) => it.attributes['rel'] === 'next')?.attributes['href'];
    }
    const [{ count } = { count: 0 }] = await story.sql<{ count: number }[]>`
      select count(*)::int as count from runs where project_id = 'notes'`;
    expect(count).toBeGreaterThan(32);
    expect([seen.length, new Set(seen).size]).toEqual([count, count]);
    const odd = await open.ines.get('/runs?after=made-up');
    expect([odd.status, all(odd.page, withClass('run-title')).length]).toEqual([200, 30]);
  });
});

describe('a run’s page', () => {
  it('is there for whoever may view its project; the others learn nothing', async () => {
    const { run, attempts } = await story.started('mara', 'A secret', 'film');
    const paths = ['', '/events', `/attempts/${attempts[0]!.id}`, `/artifacts/${run.id}.notes?to=1`, '/rollback?to=0'];
    const unknown = await open.ines.get('/runs/run_00000000000000000000');
    expect(unknown.status).toBe(404);
    for (const path of paths) {
      const hidden = await open.ines.get(`/runs/${run.id}${path}`);
      expect([path, hidden.status, hidden.html === unknown.html]).toEqual([path, 404, true]);
    }
    expect((await open.mara.get(`/runs/${run.id}`)).status).toBe(200);
    expect((await fetch(`${story.origin}/runs/${run.id}`)).status).toBe(401);
    for (const odd of ['a%00b', 'x'.repeat(5000), "'--"]) {
      expect([404, 400, 414, 431]).toContain((await open.mara.get(`/runs/${odd}`)).status);
    }
  });

  it('says every id in a form that can be copied', async () => {
    const gate = await story.gated('All its ids');
    const said = { kind: 'words', text: 'Shorter.', mentionsUs: false } as const;
    await story.intend('mara', said, { runId: gate.runId });
    const state = await stateOf(gate.runId);
    const { page } = await open.ines.get(`/runs/${gate.runId}`);
    const copyable = findAll(page, withAttribute('data-copy')).map((it) => it.attributes['data-copy']);
    const [attempt] = state.attempts;
    const [artifact] = state.artifacts;
    const message = state.messages[0]!;
    for (const id of [gate.runId, attempt!.id, gate.id, artifact!.id, state.run.trigger.id, message.id]) {
      expect(copyable).toContain(id);
    }
  });

  it('escapes what people and roles wrote', async () => {
    const gate = await story.gated('<script>alert(1)</script>', { text: '<img src=x onerror=alert(2)>' });
    const { html, page } = await open.mara.get(`/runs/${gate.runId}`);
    expect(html).not.toMatch(/<script>|<img src=x/);
    expect(textOf(page)).toContain('<img src=x onerror=alert(2)>');
    expect(findAll(page, withTag('script')).every((it) => it.attributes['src']?.startsWith('/assets/'))).toBe(true);
    expect(findAll(page, withAttribute('style'))).toEqual([]);
  });

  it('leads to its thread where one sees the channel (S0-05)', async () => {
    const { run } = await story.started('mara', 'In a thread');
    const thread = async (who: keyof typeof open): Promise<string | undefined> => {
      const { page } = await open[who].get(`/runs/${run.id}`);
      return findAll(part(page, 'status'), withTag('a')).find((it) => words(it).includes('Focus'))?.attributes['href'];
    };
    expect(await thread('mara')).toBeUndefined();
    story.places.set(run.id, [
      { channel: 'film', thread: null, message: 'm1' },
      { channel: 'notes', thread: null, message: 'm2' },
    ]);
    expect([await thread('mara'), await thread('ines')]).toEqual(['/c/film/m1', '/c/notes/m2']);
  });

  it('is one press away from wherever its run is named, and its thread is another, wherever that is (S0-05)', async () => {
    const gate = await story.gated('Named everywhere');
    const path = `/runs/${gate.runId}`;
    const entries = await story.stores.records.activity(
      { projectIds: ['notes'], runId: gate.runId },
      { limit: 1, after: null },
    );
    const places = [
      '/runs',
      '/activity',
      `/inbox?alike=${gate.id}`,
      `/asks/${gate.id}`,
      `/activity/${entries.items[0]!.entry.id}`,
    ];
    for (const place of places) {
      const { page } = await open.ines.get(place);
      const leads = findAll(mainOf(page), withTag('a')).map(({ attributes }) => attributes['href']);
      expect([place, leads.includes(path), leads.includes(`${path}/thread`)]).toEqual([place, true, true]);
    }
    const leadsTo = async () => (await open.ines.head(`${path}/thread`)).headers.get('location');
    expect(await leadsTo()).toBe(path);
    const url = 'https://team.slack.com/archives/C1/p1';
    story.elsewhere.set(gate.runId, [{ surface: 'slack', url }]);
    expect(await leadsTo()).toBe(url);
    expect(words(part((await open.ines.get(path)).page, 'status'))).toContain('Focus: its thread in Slack');
    story.places.set(gate.runId, [{ channel: 'notes', thread: null, message: 'm3' }]);
    expect(await leadsTo()).toBe('/c/notes/m3');
  });

  it('names a stage by its title, here and in the activity, and its id can be copied', async () => {
    const gate = await story.gated('Its stages');
    await story.sql`
      insert into ledger (id, project_id, run_id, kind, actor, at, subject, payload)
      values ('led-gone', 'notes', ${gate.runId}, 'attempt.claimed', '{"kind": "system", "name": "worker"}', now(), '{}',
        '{"stage": "gone"}')`;
    const { page } = await open.mara.get(`/activity?run=${gate.runId}`);
    const told = words(mainOf(page));
    expect(told).toContain('A worker finished the stage “Draft” and made version 1.');
    expect(told).toContain('A worker began the stage “gone”.');
    const ids = findAll(mainOf(page), withAttribute('data-copy')).map((it) => it.attributes['data-copy']);
    expect(ids).toEqual(expect.arrayContaining(['draft', 'gone']));
    const inspector = (await open.mara.get(`/runs/${gate.runId}`)).page;
    expect(words(part(inspector, 'activity'))).toContain('A worker began the stage “Draft”.');
    const done = (await open.mara.get(`/activity?run=${gate.runId}&kind=attempt.done`)).page;
    const path = findAll(done, withTag('a')).find((it) => it.attributes['href']?.startsWith('/activity/led'));
    expect(words((await open.mara.get(path!.attributes['href']!)).page)).toContain('finished the stage “Draft”');
  });

  it('shows each attempt with its times, its cost and who cleared it', async () => {
    const gate = await story.gated('Tried');
    await story.answer('jon', gate, 'approve');
    const next = (await stateOf(gate.runId)).asks[0]!;
    await story.intend('jon', {
      ...{ kind: 'press', on: null, confirmed: true },
      token: `a.${next.id}.${next.revision}.approve`,
    });
    await story.claim(gate.runId);
    const { page } = await open.mara.get(`/runs/${gate.runId}`);
    const rows = findAll(findOne(page, withClass('attempts'))!, withTag('tr')).slice(1);
    expect(rows.map((row) => words(row).includes('Jon'))).toEqual([false, true]);
    expect(rows.map((row) => findAll(row, withClass('badge')).map(words))).toEqual([['✔ Done'], ['▶ Running']]);
    const bars = findAll(page, withClass('bar'));
    expect(bars).toHaveLength(2);
    expect(Number(bars[1]!.attributes['x'])).toBeGreaterThan(Number(bars[0]!.attributes['x']));
  });
});

describe('the controls of a run’s page (S0-16..18)', () => {
  it('are one primary action by status, on a run that no posting shows', async () => {
    const { run } = await story.started('mara', 'Steered');
    const look = async () => (await open.mara.get(`/runs/${run.id}`)).page;
    const primary = (page: Element) => all(findOne(part(page, 'status'), withClass('actions'))!, withClass('primary'));
    let page = await look();
    expect([controls(page), primary(page)]).toEqual([['Pause', 'Cancel'], ['Pause']]);

    const paused = await press('mara', run.id, 'Pause');
    expect([paused.status, paused.location]).toEqual([303, `/runs/${run.id}`]);
    page = await look();
    expect([controls(page), primary(page)]).toEqual([['Resume', 'Rollback…', 'Cancel'], ['Resume']]);

    await press('mara', run.id, 'Resume');
    expect((await stateOf(run.id)).run.status).toBe('queued');
    const blocker = await story.blocked('Fell');
    page = (await open.mara.get(`/runs/${blocker.runId}`)).page;
    expect([controls(page), primary(page).slice(0, 1)]).toEqual([['Resume…', 'Rollback…', 'Cancel'], ['Resume…']]);
  });

  it('cancel after a second look only (P14)', async () => {
    const { run } = await story.started('mara', 'To be cancelled');
    const look = await press('mara', run.id, 'Cancel');
    expect(words(look.page)).toContain("This can't be undone.");
    expect((await stateOf(run.id)).run.status).not.toBe('cancelled');
    await open.mara.post('/press', fieldsOf(formWith(look.page, 'Cancel the run')));
    expect((await stateOf(run.id)).run.status).toBe('cancelled');
    const { page } = await open.mara.get(`/runs/${run.id}`);
    expect(controls(page)).toEqual(['Start a new run…']);
    expect(findOne(page, withClass('composer'))).toBeNull();
  });

  it('are refused with words to whoever may only look, and change nothing', async () => {
    const gate = await story.gated('Looked at');
    const before = (await stateOf(gate.runId)).run.version;
    const { page } = await open.mara.get(`/runs/${gate.runId}`);
    for (const label of ['Pause', 'Cancel']) {
      const answer = await open.ines.post('/press', fieldsOf(formWith(part(page, 'status'), label)));
      expect(words(answer.page)).toContain('Not done.');
    }
    const approved = await open.ines.post('/press', fieldsOf(formWith(part(page, 'questions'), 'Approve')));
    expect(words(approved.page)).toContain('Not done.');
    expect((await stateOf(gate.runId)).run.version).toBe(before);
    await open.mara.post('/press', fieldsOf(formWith(part(page, 'questions'), 'Approve')));
    expect((await stateOf(gate.runId)).run.stage).toBe(1);
  });

  it('roll back to the checkpoint that was chosen, through the form that says what is lost', async () => {
    const gate = await story.gated('Goes back');
    await story.answer('mara', gate, 'approve');
    const { page } = await open.mara.get(`/runs/${gate.runId}`);
    const links = findAll(part(page, 'checkpoints'), withAttribute('data-dialog')).map((it) => it.attributes['href']);
    expect(links).toEqual([`/runs/${gate.runId}/rollback?to=1`, `/runs/${gate.runId}/rollback?to=0`]);
    const form = findOne((await open.mara.get(links[1]!)).page, withTag('form'))!;
    const chosen = findOne(form, withAttribute('selected'))?.attributes['value'];
    expect(chosen).toBe('0');
    await open.mara.post('/submit', { ...fieldsOf(form), 'field.checkpoint': chosen! });
    expect((await stateOf(gate.runId)).run).toMatchObject({ stage: 0, status: 'paused' });
  });
});

describe('words on a run’s page (S0-19)', () => {
  const say = async (who: keyof typeof open, runId: string, text: string) => {
    const { page } = await open[who].get(`/runs/${runId}`);
    return open[who].post('/say', { ...fieldsOf(findOne(page, withClass('composer'))!), text });
  };

  it('go to the run, and stand in its thread for the others to read', async () => {
    const { run } = await story.started('mara', 'Talked to');
    const post = { channel: 'notes', thread: null, body: { kind: 'words' as const, words: said('A run') } };
    const head = await story.store.post({ ...post, revision: 1, at: new Date() }, 'head-of-talk');
    story.places.set(run.id, [{ channel: 'notes', thread: null, message: head.id }]);
    await say('mara', run.id, 'Make it shorter, please.');
    expect((await stateOf(run.id)).messages.map((it) => it.text)).toEqual(['Make it shorter, please.']);
    const { page } = await open.ines.get(`/runs/${run.id}`);
    expect(words(part(page, 'messages'))).toContain('Make it shorter, please.');
    const { html } = await open.ines.get(`/c/notes/${head.id}`);
    expect(html).toContain('Make it shorter, please.');
  });

  it('stand there from nobody who may not look at it (S9)', async () => {
    const { run } = await story.started('mara', 'Not for outsiders', 'film');
    const post = { channel: 'film', thread: null, body: { kind: 'words' as const, words: said('A run') } };
    const head = await story.store.post({ ...post, revision: 1, at: new Date() }, 'head-of-film');
    story.places.set(run.id, [{ channel: 'film', thread: null, message: head.id }]);
    const stand = async () => (await story.store.replies(head.id, 10)).length;
    const outsider = await open.ines.post('/say', {
      nonce: 'a-nonce-of-ines-1',
      page: `/runs/${run.id}`,
      text: 'Approved by You.',
    });
    expect([outsider.status, await stand()]).toEqual([404, 0]);
    await say('mara', run.id, 'Mind the storm.');
    expect(await stand()).toBe(1);
  });

  it('pause it when they only say stop (P20), and nothing from whoever may not', async () => {
    const { run } = await story.started('mara', 'Stopped by a word');
    const { page } = await open.mara.get(`/runs/${run.id}`);
    const fields = { ...fieldsOf(findOne(page, withClass('composer'))!), text: 'stop' };
    expect(words((await open.ines.post('/say', fields)).page)).toContain('Not done.');
    expect((await stateOf(run.id)).run.status).not.toBe('paused');
    await say('mara', run.id, 'stop');
    expect((await stateOf(run.id)).run.status).toBe('paused');
  });

  it.each(['//evil.example', 'https://evil.example', '/\\evil.example', 'runs', ''])(
    'come from a page of ours, or not at all: %j',
    async (path) => {
      const { run } = await story.started('mara', 'Not from there');
      const { page } = await open.mara.get(`/runs/${run.id}`);
      const fields = { ...fieldsOf(findOne(page, withClass('composer'))!), text: 'stop' };
      expect((await open.mara.post('/say', { ...fields, page: path })).status).toBe(400);
      expect((await open.mara.post('/say', { ...fields, channel: 'notes' })).status).toBe(400);
      expect((await stateOf(run.id)).run.status).not.toBe('paused');
    },
  );
});

const said = (text: string) => ({
  subject: { kind: 'message' as const, id: 'm' },
  author: { kind: 'system' as const, name: 'Wheelhouse', handle: null, emoji: null },
  label: null,
  text,
  blocks: [],
});
