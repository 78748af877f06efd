import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { mergeAlike } from '../../../../src/core/ask/alike.ts';
import type { Ask } from '../../../../src/core/ask/ask.ts';
import { freshDatabase } from '../../../setup/database.ts';
import { type Element, findAll, findOne, parseHtml, withClass, withTag } from '../html.ts';
import { startStory, type Story } from '../story.ts';
import { all, fieldsOf, mainOf, nonce, visitor, words } from './visitor.ts';

const long = 'A line of the notes.\n'.repeat(200);
const itemOf = ({ id, revision, digest }: Ask): string => `${id}.${revision}.${digest}`;
const lookPath = (verb: string, asks: Ask[]): string =>
  `/inbox/look?verb=${verb}${asks.map((ask) => `&item=${itemOf(ask)}`).join('')}`;
const approval = (...asks: Ask[]) => ({
  ...{ nonce: nonce(), channel: '', thread: '', message: '', page: '/inbox', verb: 'approve' },
  items: asks.map(itemOf).join(' '),
});
const boxes = (page: Element): string[] =>
  findAll(page, (it) => it.attributes['type'] === 'checkbox').map((it) => it.attributes['value'] ?? '');
const runsOf = (page: Element): string[] =>
  findAll(mainOf(page), withClass('waiting')).map((line) => words(findOne(line, withTag('a'))!));

/** What would run or dress by itself. */
const isAlive = ({ tag, attributes }: Element): boolean =>
  tag === 'style' ||
  (tag === 'script' && attributes['src'] === undefined) ||
  Object.entries(attributes).some(([name, value]) => /^on|^style$/.test(name) || (name === 'src' && value === 'x'));

describe('the inbox', () => {
  const database = freshDatabase();
  let story: Story;
  beforeAll(async () => {
    story = await startStory(database.url);
  });
  afterAll(() => story.close());
  // Nothing that an earlier test left open is seen by the next one.
  beforeEach(async () => void (await story.wipe()));
  const openNow = async (ask: Ask): Promise<Ask | undefined> => (await story.stores.views.ask(ask.id))?.ask;

  it('shows what waits in the projects that its reader may look at, oldest first', async () => {
    await story.gated('First');
    await story.gated('Of the film', { channel: 'film' });
    await story.gated('Third');
    const seenBy = async (person: string) => runsOf((await (await visitor(story, person)).get('/inbox')).page);
    expect(await seenBy('mara')).toEqual(['First', 'Of the film', 'Third']);
    expect(await seenBy('ines')).toEqual(['First', 'Third']);
    expect(await seenBy('olu')).toEqual(['Of the film']);
    expect(await seenBy('nobody')).toEqual([]);
  });

  it('is counted beside every link to it, for whoever looks', async () => {
    await story.gated('First');
    await story.gated('Of the film', { channel: 'film' });
    const linkSeenBy = async (person: string, path: string) => {
      const { page } = await (await visitor(story, person)).get(path);
      return words(findOne(page, (it) => it.attributes['href'] === '/inbox')!);
    };
    // A page waits for the count for a moment only.
    const seen = (person: string, path: string) => expect.poll(() => linkSeenBy(person, path));
    await seen('mara', '/inbox').toBe('Inbox 2 open questions');
    await seen('ines', '/runs').toBe('Inbox 1 open question');
    expect(await linkSeenBy('nobody', '/activity')).toBe('Inbox');
  });

  it('says once on its own page what silence will do: on its card', async () => {
    const ask = await story.gated('Said once');
    const { page } = await (await visitor(story, 'mara')).get(`/asks/${ask.id}`);
    expect(words(mainOf(page)).match(/If nobody answers/g)).toHaveLength(1);
    expect(words(mainOf(page))).toContain('You You can answer this.');
  });

  it('says why each waits, since when, what silence will do, and who can answer', async () => {
    await story.gated('The release');
    await story.gated('The ferry', { channel: 'film', who: 'mara' });
    const { page } = await (await visitor(story, 'mara')).get('/inbox');
    const [release, ferry] = findAll(page, withClass('waiting')).map(words);
    expect(release).toContain('Writer has finished. Approving makes it final. Next comes “Tag”, a command.');
    expect(release).toMatch(/asked .+, .+seconds? ago/);
    expect(release).toContain('The release: a draft.');
    expect(release).toContain('If nobody answers The run waits; silence decides nothing.');
    expect(release).toContain('You You can answer this.');
    expect(ferry).toMatch(/It waits until .+ Then silence ends the question: it neither approves nor rejects/);
    expect(ferry).toMatch(/You can't answer this: .+ You can still choose: Reject\. Can answer Jon and Olu/);
    const ines = await (await visitor(story, 'ines')).get('/inbox');
    expect(words(mainOf(ines.page))).toMatch(
      /You may look at this\. Answering takes the permission “decide”\. Can answer Mara and Jon/,
    );
  });

  it('offers a box for what can be answered together, by its reader, and says why for the others', async () => {
    const plain = await story.gated('Plain');
    await story.gated('Long', { text: long });
    await story.blocked('Fell over');
    await story.gated('Their own', { channel: 'film', who: 'mara' });
    const { page } = await (await visitor(story, 'mara')).get('/inbox');
    expect(boxes(page)).toEqual([itemOf(plain)]);
    expect(words(mainOf(page))).toContain('answer below the last page');
    expect(words(mainOf(page))).toContain('A run that stopped itself is looked at alone');
    expect(boxes((await (await visitor(story, 'ines')).get('/inbox')).page)).toEqual([]);
  });

  it('filters by kind and by project', async () => {
    await story.gated('A gate');
    await story.gated('A film', { channel: 'film' });
    await story.blocked('A blocker');
    const mara = await visitor(story, 'mara');
    const found = async (query: string) => runsOf((await mara.get(`/inbox?${query}`)).page);
    expect(await found('kind=blocker')).toEqual(['A blocker']);
    expect(await found('project=film')).toEqual(['A film']);
    expect(await found('kind=gate&project=notes')).toEqual(['A gate']);
    expect(await found('project=nobodys')).toEqual([]);
    expect(await found('kind=nonsense')).toHaveLength(3);
    expect(runsOf((await (await visitor(story, 'ines')).get('/inbox?project=film')).page)).toEqual([]);
  });

  const alikeOn = (page: Element) => findAll(page, withClass('alike'));
  const verbsOn = (page: Element): string[] =>
    all(page, (it) => it.tag === 'button' && it.attributes['name'] === 'verb');
  const listOf = (line: Element): string => findOne(line, withTag('a'))?.attributes['href'] ?? '';

  it('P16: merges equal ones into one line with a count, which leads to their list', async () => {
    for (let n = 1; n <= 3; n++) await story.gated(`Release ${n}`);
    const mara = await visitor(story, 'mara');
    expect(alikeOn((await mara.get('/inbox')).page)).toEqual([]);
    await story.gated('Release 4');
    const [alike] = alikeOn((await mara.get('/inbox')).page);
    expect(words(findOne(alike!, withTag('h2'))!)).toBe('Approve “Draft”? 4 runs');
    expect(verbsOn(alike!)).toEqual(['Approve all 4…']);
    const list = (await mara.get(listOf(alike!))).page;
    expect(runsOf(list)).toEqual(['Release 1', 'Release 2', 'Release 3', 'Release 4']);
    expect(words(mainOf(list))).toContain('Only the questions that are alike.');
  });

  it('P16: shows 55 equal ones as one line among others, and says that 50 of them are answered at once', async () => {
    await story.blocked('The oldest');
    for (let n = 1; n <= 55; n++) await story.gated(`Run ${n}`);
    await story.gated('A film', { channel: 'film' });
    const mara = await visitor(story, 'mara');
    const { page } = await mara.get('/inbox');
    const lines = all(mainOf(page), (it) => /^(waiting|alike)$/.test(it.attributes['class'] ?? ''));
    expect(lines.map((line) => /The oldest|55 runs|A film/.exec(line)?.[0])).toEqual([
      'The oldest',
      '55 runs',
      'A film',
    ]);
    const [alike] = alikeOn(page);
    expect(verbsOn(alike!)).toEqual(['Approve the first 50 of 55…']);
    const form = findOne(alike!, withTag('form'))!;
    const looked = await mara.get(`/inbox/look?verb=approve&alike=${fieldsOf(form)['alike']}`);
    expect(words(mainOf(looked.page))).toMatch(/^Approve 50 questions\?.+ These are the first 50, the oldest/);
    const yes = findAll(looked.page, withTag('form')).find((it) => it.attributes['action'] === '/inbox/answer');
    const done = await mara.post('/inbox/answer', fieldsOf(yes!));
    expect(words(mainOf(done.page))).toMatch(/^50 of 50 questions answered/);
    expect(words(findOne(alikeOn((await mara.get('/inbox')).page)[0]!, withTag('h2'))!)).toContain('5 runs');
  });

  it('P16: says it too of 51 that were chosen one by one', async () => {
    const asks: Ask[] = [];
    for (let n = 1; n <= 51; n++) asks.push(await story.gated(`Run ${n}`));
    const mara = await visitor(story, 'mara');
    const said = async (few: Ask[]) => words(mainOf((await mara.get(lookPath('approve', few))).page));
    expect(await said(asks)).toContain('These are the first 50, the oldest');
    expect(await said(asks.slice(1))).not.toContain('These are the first 50');
  });

  it('P16: takes for alike what the core takes for alike', async () => {
    for (let n = 1; n <= 5; n++) {
      await story.gated(`Run ${n}`);
      await story.blocked(`Fell over ${n}`);
      if (n < 4) await story.gated(`Film ${n}`, { channel: 'film' });
    }
    const { records } = story.stores;
    const filter = { projectIds: ['notes', 'film'] };
    const asked = (await records.openAsks(filter, { limit: 50, after: null })).items;
    const byCore = mergeAlike(asked, (it) => it).map((it) =>
      it.kind === 'one' ? [it.one.ask.id, 1] : [it.first.ask.id, it.all.length],
    );
    const first = await records.mergedAsks(filter, { limit: 2, after: null });
    const rest = await records.mergedAsks(filter, { limit: 9, after: first.next });
    expect([...first.items, ...rest.items].map((it) => [it.ask.id, it.alike])).toEqual(byCore);
    expect(byCore.map(([, count]) => count)).toEqual([5, 5, 1, 1, 1]);
  });

  it('S9: shows nothing that is alike in a project of others', async () => {
    const theirs = await story.gated('Secret ferry', { channel: 'film' });
    const ines = await visitor(story, 'ines');
    for (const path of [`/inbox?alike=${theirs.id}`, `/inbox/look?verb=approve&alike=${theirs.id}`])
      expect(words(mainOf((await ines.get(path)).page))).not.toContain('Secret ferry');
    const { page } = await (await visitor(story, 'olu')).get(`/inbox?alike=${theirs.id}`);
    expect(runsOf(page)).toEqual(['Secret ferry']);
  });

  it('goes on behind the last one of a page, and begins anew at a cursor that is none', async () => {
    const runs = Array.from({ length: 27 }, (_, n) => `Run ${n}`);
    for (const run of runs) await story.gated(run);
    const mara = await visitor(story, 'mara');
    const list = listOf(alikeOn((await mara.get('/inbox')).page)[0]!);
    const first = await mara.get(list);
    const next = findOne(first.page, (it) => it.attributes['rel'] === 'next')?.attributes['href'] ?? '';
    const second = await mara.get(next);
    expect([...runsOf(first.page), ...runsOf(second.page)]).toEqual(runs);
    expect(runsOf((await mara.get(`${list}&after=made-up`)).page)).toEqual(runsOf(first.page));
  });

  it('looks a second time: how many and which, and why not the others; looking changes nothing', async () => {
    const [first, changed, unread] = [
      await story.gated('First'),
      await story.gated('Changed'),
      await story.gated('Unread', { text: long }),
    ];
    await story.edit(changed.runId, 'Changed.');
    const { page } = await (await visitor(story, 'mara')).get(lookPath('approve', [first, changed, unread]));
    const text = words(mainOf(page));
    expect(text).toMatch(
      /^Approve 1 question\?.+This one .+First.+Not these 2 .+Changed.+has changed.+Unread.+Show everything/,
    );
    expect(text).toContain('Makes it final; it is not made again.');
    const form = findAll(page, withTag('form')).find((it) => it.attributes['action'] === '/inbox/answer');
    expect(fieldsOf(form!)).toMatchObject({ verb: 'approve', items: itemOf(first) });
    expect((await openNow(first))?.status).toBe('open');
    const rejecting = await (await visitor(story, 'mara')).get(lookPath('reject', [first]));
    expect(words(mainOf(rejecting.page))).toContain('This needs a reason of its own');
  });

  it('S4-39: answers the chosen ones and tells a result for each', async () => {
    const asks = [await story.gated('One'), await story.gated('Two'), await story.gated('Changed')];
    const taken = await story.gated('Taken');
    await story.edit(asks[2]!.runId, 'Changed.');
    await story.answer('jon', taken, 'approve');
    const { page } = await (await visitor(story, 'mara')).post('/inbox/answer', approval(...asks, taken));
    const results = all(mainOf(page), withTag('li'));
    expect(words(findOne(page, withTag('h1'))!)).toBe('2 of 4 questions answered');
    expect(results[0]).toMatch(/Answered One ↳ Thread Approved\.$/);
    expect(results[2]).toMatch(/Asked anew Changed ↳ Thread What this asks about has changed/);
    expect(results[3]).toMatch(/Not done Taken ↳ Thread Jon approved this .+ earlier/);
    expect((await openNow(asks[0]!))?.outcome).toMatchObject({
      by: 'Mara',
      where: { surface: 'console', channel: null },
    });
    expect(await openNow(asks[2]!)).toMatchObject({ status: 'open', revision: 2 });
  });

  it('P4: answers once, however often the form is sent, and shows the same each time', async () => {
    const asks = [await story.gated('One'), await story.gated('Two')];
    const mara = await visitor(story, 'mara');
    const values = approval(...asks);
    const pages = await Promise.all([1, 2, 3].map(() => mara.post('/inbox/answer', values)));
    const late = await mara.post('/inbox/answer', values);
    for (const { page } of [...pages, late]) expect(all(page, withTag('h1'))).toEqual(['2 of 2 questions answered']);
    const counted = await story.sql`select count(*)::int as n from ledger where kind = 'ask.decided'`;
    expect(counted[0]?.['n']).toBe(2);
    expect((await story.sql`select 1 from ledger where kind = 'command.refused'`).length).toBe(0);
  });

  it('R10: of two people who answer the same ones at once, each has one winner, and the other is told who it was', async () => {
    const asks: Ask[] = [];
    for (let n = 0; n < 10; n++) asks.push(await story.gated(`Run ${n}`));
    const people = await Promise.all(['mara', 'jon'].map((person) => visitor(story, person)));
    // In opposite order, so that each wins some.
    const orders = [approval(...asks), approval(...asks.toReversed())];
    const pages = await Promise.all(people.map((person, n) => person.post('/inbox/answer', orders[n]!)));
    const [maras, jons] = pages.map(({ page }) => all(mainOf(page), withTag('li')));
    const winners = await Promise.all(asks.map(async (ask) => (await openNow(ask))?.outcome?.by));
    for (const [n, winner] of winners.entries()) {
      const both = [maras![n]!, jons![asks.length - 1 - n]!];
      expect(both.filter((it) => it.includes('Approved.'))).toHaveLength(1);
      expect(both.filter((it) => it.includes(`${winner} approved this`))).toHaveLength(1);
    }
    expect(new Set(winners)).toEqual(new Set(['Mara', 'Jon']));
  });

  it("S17: takes no answer from another site, and none that it can't read", async () => {
    const ask = await story.gated('One');
    const mara = await visitor(story, 'mara');
    const values = approval(ask);
    expect((await mara.post('/inbox/answer', values, { origin: 'https://evil.example' })).status).toBe(403);
    for (const bad of [{ nonce: '' }, { verb: 'resume' }, { items: 'nonsense' }, { page: '//evil.example' }])
      expect((await mara.post('/inbox/answer', { ...values, ...bad })).status).toBe(400);
    expect((await openNow(ask))?.status).toBe('open');
    expect((await mara.post('/inbox/answer', values)).status).toBe(200);
    expect((await openNow(ask))?.status).toBe('decided');
  });

  it("P6: refuses whom the question refuses, and says nothing of other people's projects", async () => {
    const [ours, theirs] = [await story.gated('Ours'), await story.gated('Secret ferry', { channel: 'film' })];
    const { page } = await (await visitor(story, 'ines')).post('/inbox/answer', approval(ours, theirs));
    expect(words(mainOf(page))).toMatch(/0 of 2 .+Ours ↳ Thread You may not answer questions/);
    expect(words(mainOf(page))).not.toContain('Secret ferry');
    expect((await story.sql`select 1 from ledger where kind = 'command.refused'`).length).toBe(2);
    const looked = await (await visitor(story, 'ines')).get(lookPath('approve', [theirs]));
    expect(words(mainOf(looked.page))).not.toContain('Secret ferry');
    expect((await (await visitor(story, 'ines')).get(`/asks/${theirs.id}`)).status).toBe(404);
    expect((await (await visitor(story, 'olu')).get(`/asks/${theirs.id}`)).status).toBe(200);
  });

  it('has the real buttons on each card, which lead back to where they were pressed (S4-31)', async () => {
    const ask = await story.gated('One');
    const mara = await visitor(story, 'mara');
    const { page } = await mara.get('/inbox?kind=gate');
    const press = findAll(page, withTag('form')).find((it) => it.attributes['action'] === '/press');
    const done = await mara.post('/press', fieldsOf(press!));
    expect([done.status, done.location]).toEqual([303, '/inbox?kind=gate']);
    expect((await openNow(ask))?.outcome).toMatchObject({ choice: 'approve', by: 'Mara' });
  });

  it('S11, S17: shows what agents and people wrote as text, and needs neither inline script nor style', async () => {
    expect(findAll(parseHtml('<p><img src="x"/><b style="a"></b><i onclick="a"></i></p>'), isAlive)).toHaveLength(3);
    const ask = await story.gated('<script>alert(1)</script>', { text: '</blockquote><img src=x onerror=alert(1)>' });
    const mara = await visitor(story, 'mara');
    const answered = await story.gated('<script>alert(1)</script>');
    await story.answer('jon', answered, 'reject', '<script>alert(1)</script>');
    for (const path of ['/inbox', lookPath('approve', [ask]), `/asks/${ask.id}`, '/history']) {
      const { status, page } = await mara.get(path);
      expect([path, status]).toEqual([path, 200]);
      expect(words(mainOf(page))).toContain('<script>alert(1)</script>');
      expect(findAll(page, isAlive)).toEqual([]);
    }
  });

  it('shows on the second look the whole of what would be agreed to', async () => {
    const asks = [
      await story.gated('One', { text: 'The first draft.' }),
      await story.gated('Two', { text: 'The other.' }),
    ];
    const mara = await visitor(story, 'mara');
    const looked = findAll((await mara.get(lookPath('approve', asks))).page, withClass('looked'));
    expect(words(looked[0]!)).toMatch(/The first draft\..*The other\./s);
  });

  it('says so when nothing waits, and when nothing was chosen', async () => {
    const mara = await visitor(story, 'mara');
    expect(words(mainOf((await mara.get('/inbox')).page))).toContain('Nothing waits for an answer');
    expect(words(mainOf((await mara.get('/inbox/look?verb=approve')).page))).toContain('Nothing was chosen');
  });
});
