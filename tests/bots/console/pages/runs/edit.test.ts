import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase } from '../../../../setup/database.ts';
import { type Element, findAll, findOne, textOf, withId, withTag } from '../../html.ts';
import { startStory, type Story } from '../../story.ts';
import { fieldsOf, mainOf, visitor, words } from '../visitor.ts';

const database = freshDatabase();
let story: Story;
let open: Record<'mara' | 'jon' | 'ines' | 'olu', Awaited<ReturnType<typeof visitor>>>;

beforeAll(async () => {
  story = await startStory(database.url);
  const [mara, jon, ines] = await Promise.all([visitor(story, 'mara'), visitor(story, 'jon'), visitor(story, 'ines')]);
  open = { mara, jon, ines, olu: await visitor(story, 'olu') };
});
afterAll(() => story.close());

const made = async (brief: string, text = 'The first text.') => {
  const gate = await story.gated(brief, { text });
  const [record] = await story.stores.records.artifacts(gate.runId);
  const path = `/runs/${gate.runId}/artifacts/${record!.artifact.id}`;
  return { gate, runId: gate.runId, path, run: `/runs/${gate.runId}` };
};
const editForms = (page: Element): Element[] =>
  findAll(page, withTag('form')).filter(({ attributes }) => attributes['action'] === '/edit');
const openEdit = async (who: keyof typeof open, path: string) => {
  const [form] = editForms((await open[who].get(path)).page);
  if (!form) throw new Error(`${path} offers no Edit to ${who}.`);
  return open[who].post('/edit', fieldsOf(form));
};
const save = (who: keyof typeof open, form: Element, text: string) =>
  open[who].post('/submit', { ...fieldsOf(form), 'field.text': text });
const formOf = (page: Element): Element => findOne(page, withTag('form'))!;
const typedIn = (page: Element): string => textOf(findOne(page, withTag('textarea'))!);
const canonOf = async (runId: string) => (await story.stores.runs.find(runId))!.artifacts[0]!.canon!.number;

describe('a text on the pages of its run (S4-33)', () => {
  it('is edited where it is read: a new version is in force, and what is asked about it is asked again', async () => {
    const at = await made('Read and mended');
    const opened = await openEdit('mara', `${at.path}?to=1`);
    expect(words(opened.page)).toContain('in place of version 1');
    expect(typedIn(opened.page)).toBe('The first text.');
    const saved = await save('mara', formOf(opened.page), 'The second text.');
    expect([saved.status, saved.location]).toEqual([303, at.path]);
    const now = mainOf((await open.mara.get(at.path)).page);
    expect(words(now)).toMatch(
      /notes, version 2 .*in force .*A question about it is open: Approve .*The second text\./,
    );
    expect(findAll(now, withTag('a')).map(({ attributes }) => attributes['href'])).toContain(`/asks/${at.gate.id}`);
    expect((await story.stores.views.ask(at.gate.id))?.ask.revision).toBe(at.gate.revision + 1);
  });

  it('is edited from the run’s own page too, which is where one is afterwards', async () => {
    const at = await made('Mended from the run');
    const opened = await openEdit('mara', at.run);
    expect((await save('mara', formOf(opened.page), 'The second text.')).location).toBe(at.run);
    expect(words(findOne((await open.mara.get(at.run)).page, withId('artifacts'))!)).toMatch(/Version 2 ✔ in force/);
  });

  it('that somebody else has changed meanwhile says so, keeps what was typed, and can be saved upon that', async () => {
    const at = await made('Mended by two');
    const opened = await openEdit('mara', at.path);
    await story.edit(at.runId, 'By Jon.');
    const back = await save('mara', formOf(opened.page), 'By Mara.');
    expect(words(back.page)).toMatch(/version 2/i);
    expect(words(back.page)).toContain('By Jon.');
    expect(typedIn(back.page)).toBe('By Mara.');
    expect(await canonOf(at.runId)).toBe(2);
    expect((await save('mara', formOf(back.page), 'By both.')).location).toBe(at.path);
    expect(await canonOf(at.runId)).toBe(3);
  });

  it('in a version that is no longer in force leads to the one that is, and what changed', async () => {
    const at = await made('Overtaken');
    await story.edit(at.runId, 'By Jon.');
    const { page } = await open.mara.get(`${at.path}?to=1`);
    expect(words(mainOf(page))).toContain('Version 2 is in force now: read it · see what changed since');
    expect(editForms(page)).toEqual([]);
    const links = findAll(mainOf(page), withTag('a')).map(({ attributes }) => attributes['href']);
    expect(links).toEqual(expect.arrayContaining([at.path, `${at.path}?from=1&to=2`]));
  });

  it('is not offered to whoever may only look, and refused by the door all the same', async () => {
    const at = await made('Looked at');
    for (const path of [at.run, at.path, `${at.path}?to=1`]) {
      expect(editForms((await open.ines.get(path)).page)).toEqual([]);
      expect(editForms((await open.mara.get(path)).page)).toHaveLength(1);
    }
    const [form] = editForms((await open.mara.get(at.path)).page);
    const refused = await open.ines.post('/edit', fieldsOf(form!));
    expect(words(refused.page)).toContain('“edit”');
    const filled = await openEdit('mara', at.path);
    expect(words((await save('ines', formOf(filled.page), 'Mine.')).page)).toContain('“edit”');
    expect(await canonOf(at.runId)).toBe(1);
  });

  it('of a run that nobody may edit any more offers none, and says why to whoever asks', async () => {
    const at = await made('Failed');
    const [form] = editForms((await open.mara.get(at.path)).page);
    await story.sql`update runs set status = 'failed' where id = ${at.runId}`;
    expect(editForms((await open.mara.get(at.path)).page)).toEqual([]);
    expect(words((await open.mara.post('/edit', fieldsOf(form!))).page)).toMatch(/failed/i);
  });

  it('that another run has made under the same name is edited on the pages of that run alone', async () => {
    const [ours, other] = [await made('Ours'), await made('Another’s')];
    const there = `${ours.run}/artifacts/${other.path.split('/').at(-1)!}`;
    const { page } = await open.mara.get(there);
    expect(words(mainOf(page))).toContain('The first text.');
    expect(editForms(page)).toEqual([]);
    expect(words(mainOf(page))).not.toContain('A question about it is open');
    const own = (await open.mara.get(other.path)).page;
    expect(editForms(own)).toHaveLength(1);
    expect(words(mainOf(own))).toContain('A question about it is open');
  });

  it('of a redacted version offers none', async () => {
    const at = await made('Forgotten', 'A secret.');
    await story.sql`update bodies set text = null where digest in
      (select digest from versions where artifact_id = ${at.path.split('/').at(-1)!})`;
    expect(editForms((await open.mara.get(at.path)).page)).toEqual([]);
  });

  it('tells a stranger of the project no more than that there is no such run', async () => {
    const at = await made('Not Olu’s');
    const [form] = editForms((await open.mara.get(at.path)).page);
    const answer = await open.olu.post('/edit', fieldsOf(form!));
    expect(answer.status).toBe(404);
    expect(answer.html).not.toContain('The first text.');
  });
});
