import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { freshDatabase } from '../../../setup/database.ts';
import { type Element, findAll, findOne, withClass, withTag } from '../html.ts';
import { startStory, type Story } from '../story.ts';
import { mainOf, visitor, words } from './visitor.ts';

const lines = (page: Element): Element[] => findAll(mainOf(page), withClass('settled'));
const runsOf = (page: Element): string[] =>
  lines(page).map((line) => words(findOne(findOne(line, withClass('origin'))!, withTag('a'))!));

describe('the history of questions', () => {
  const database = freshDatabase();
  let story: Story;
  beforeAll(async () => {
    story = await startStory(database.url);
  });
  afterAll(() => story.close());
  beforeEach(async () => void (await story.wipe()));

  it('S2-30: tells who, what, when, where, in which words, and exactly what they were shown', async () => {
    const gate = await story.gated('The release');
    await story.edit(gate.runId, 'Changed by hand.');
    const revised = (await story.stores.views.ask(gate.id))!.ask;
    await story.answer('jon', revised, 'reject', 'Too short.');
    const [line] = lines((await (await visitor(story, 'mara')).get('/history')).page);
    const text = words(line!);
    expect(text).toMatch(/^Approve “Draft”\? ✖ Rejected The release ↳ Thread · Release notes/);
    expect(text).toMatch(/Rejected by Jon, .+, in #notes \(the console\): “Too short\.”/);
    expect(text).toContain('Revision that was shown 2');
    expect(text).toContain(revised.digest);
    expect(text).toContain('Changed by hand.');
    const links = findAll(line!, withTag('a')).map((it) => it.attributes['href']);
    const [item] = revised.subject.about === 'stage_done' ? revised.subject.items : [];
    expect(links.slice(0, 4)).toEqual([
      `/asks/${gate.id}`,
      `/runs/${gate.runId}`,
      `/runs/${gate.runId}/thread`,
      `/runs/${gate.runId}/artifacts/${item?.artifactId}?to=2`,
    ]);
  });

  it('begins with the newest, and knows the ends that nobody chose', async () => {
    await story.answer('mara', await story.gated('First'), 'approve');
    const withdrawn = await story.gated('Second');
    await story.cancel(withdrawn.runId);
    await story.answer('jon', await story.gated('Third'), 'approve');
    const { page } = await (await visitor(story, 'mara')).get('/history');
    expect(runsOf(page)).toEqual(['Third', 'Second', 'First']);
    expect(words(lines(page)[1]!)).toMatch(/Withdrawn, .+: The run was cancelled\. Nobody approved or rejected it/);
  });

  it('filters by who decided, by kind and by project', async () => {
    await story.answer('mara', await story.gated('Of Mara'), 'approve');
    await story.answer('jon', await story.gated('Of Jon'), 'approve');
    const treatment = await story.gated('A film', { channel: 'film', who: 'mara' });
    await story.answer('olu', treatment, 'approve');
    await story.answer('jon', treatment, 'approve');
    const mara = await visitor(story, 'mara');
    const found = async (query: string) => runsOf((await mara.get(`/history?${query}`)).page);
    expect(await found('')).toEqual(['A film', 'Of Jon', 'Of Mara']);
    expect(await found('person=jon')).toEqual(['A film', 'Of Jon']);
    expect(await found('person=jon&project=notes')).toEqual(['Of Jon']);
    expect(await found('person=jon&kind=gate')).toEqual(['A film', 'Of Jon']);
    expect(await found('person=jon&kind=blocker')).toEqual([]);
    // Her vote helped; the decision was Jon's.
    expect(await found('person=olu')).toEqual([]);
    expect(await found('kind=suggestion')).toEqual([]);
    expect(words(lines((await mara.get('/history?project=film')).page)[0]!)).toMatch(
      /Answers Olu: Approve, .+ Jon: Approve/,
    );
  });

  it('shows no project that its reader may not look at', async () => {
    await story.answer('mara', await story.gated('Of the notes'), 'approve');
    await story.answer('jon', await story.gated('Secret ferry', { channel: 'film', who: 'mara' }), 'reject', 'No.');
    const seenBy = async (person: string, query = '') =>
      runsOf((await (await visitor(story, person)).get(`/history?${query}`)).page);
    expect(await seenBy('mara')).toEqual(['Secret ferry', 'Of the notes']);
    expect(await seenBy('ines')).toEqual(['Of the notes']);
    expect(await seenBy('ines', 'project=film')).toEqual([]);
    expect(await seenBy('ines', 'person=jon')).toEqual([]);
  });
});
