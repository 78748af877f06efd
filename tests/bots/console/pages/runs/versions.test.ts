import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase } from '../../../../setup/database.ts';
import { findAll, findOne, textOf, withClass, withId, withTag } from '../../html.ts';
import { startStory, type Story } from '../../story.ts';
import { all, mainOf, visitor, words } from '../visitor.ts';

const database = freshDatabase();
let story: Story;
let mara: Awaited<ReturnType<typeof visitor>>;

beforeAll(async () => {
  story = await startStory(database.url);
  mara = await visitor(story, 'mara');
});
afterAll(() => story.close());

const edited = async (brief: string, text: string, after: string) => {
  const { runId } = await story.gated(brief, { text });
  await story.edit(runId, after);
  const [record] = await story.stores.records.artifacts(runId);
  return { runId, artifact: record!.artifact.id, versions: record!.versions };
};
const pathOf = (at: { runId: string; artifact: string }, query: string): string =>
  `/runs/${at.runId}/artifacts/${at.artifact}?${query}`;

describe('versions of an artifact', () => {
  it('are all listed, with who made each and which is in force', async () => {
    const { runId } = await edited('Listed', 'One.', 'Two.');
    const { page } = await mara.get(`/runs/${runId}`);
    const [newest, oldest] = all(findOne(page, withId('artifacts'))!, withTag('li'));
    expect(newest).toMatch(/Version 2 ✔ in force .*Jon/);
    expect(oldest).toMatch(/Version 1 .*rehearsal .*@writer/);
    expect(oldest).not.toContain('in force');
  });

  it('are compared, any two, with the words marked that differ, and escaped', async () => {
    const at = await edited('Compared', 'the <b>keeper</b> climbs\nthe end', 'the old <b>keeper</b> climbs\nthe end');
    const { page, html } = await mara.get(pathOf(at, 'from=1&to=2'));
    const lines = findAll(findOne(page, withClass('diff'))!, withTag('li'));
    expect(lines.map((it) => it.attributes['class'])).toEqual(['removed', 'added', 'same']);
    expect(findAll(lines[1]!, withTag('mark')).map((it) => textOf(it))).toEqual(['old ']);
    expect(html).not.toContain('<b>keeper');
    const back = await mara.get(pathOf(at, 'from=2&to=1'));
    expect(findAll(back.page, withTag('mark')).map((it) => textOf(it))).toEqual(['old ']);
    expect(words(mainOf((await mara.get(pathOf(at, 'to=1'))).page))).toContain('the <b>keeper</b> climbs');
  });

  it('that were redacted say so, and the other one is there', async () => {
    const at = await edited('Redacted', 'A secret.', 'No secret.');
    await story.sql`update bodies set text = null where digest = ${at.versions[0]!.digest}`;
    const { page } = await mara.get(pathOf(at, 'from=1&to=2'));
    expect(words(mainOf(page))).toContain('version 1 is no longer stored: it was redacted');
    expect(words(mainOf(page))).toContain('No secret.');
    expect(words(mainOf(page))).not.toContain('A secret.');
  });

  it('that are very long are cut, and say so', async () => {
    const long = Array.from({ length: 9000 }, (_, index) => `line ${index} of many`).join('\n');
    const at = await edited('Long', long, `${long}\nmore`);
    const { page, html } = await mara.get(pathOf(at, 'to=1'));
    expect(all(mainOf(page), withClass('note'))).toContain(
      'A text is longer than 100 000 characters; only so much of its beginning is shown.',
    );
    expect(html.length).toBeLessThan(150_000);
  });

  it('are opened and compared however old they are', async () => {
    const at = await edited('Old', 'The oldest.', 'The second.');
    await story.sql`
      insert into versions select (jsonb_populate_record(v, jsonb_build_object('number', n, 'base', n - 1))).*
      from versions v, generate_series(3, 203) n where artifact_id = ${at.artifact} and number = 2`;
    await story.sql`update artifacts set latest = 203 where id = ${at.artifact}`;
    expect(words(mainOf((await mara.get(pathOf(at, 'to=1'))).page))).toContain('The oldest.');
    const { page } = await mara.get(pathOf(at, 'from=1&to=203'));
    expect(findAll(page, withTag('mark')).map((it) => textOf(it))).toEqual(['oldest', 'second']);
    expect((await mara.get(pathOf(at, 'to=204'))).status).toBe(404);
  });

  it('stand at an address of their own, which shows the one in force', async () => {
    const { page } = await mara.get(pathOf(await edited('Undated', 'The first.', 'The second.'), ''));
    expect(words(mainOf(page))).toContain('notes, version 2');
    expect(words(mainOf(page))).toContain('The second.');
  });

  it('of another project are none of a run’s page', async () => {
    const gate = await story.gated('Of the film', { channel: 'film' });
    const own = await edited('Of the notes', 'One.', 'Two.');
    const [record] = await story.stores.records.artifacts(gate.runId);
    expect((await mara.get(pathOf({ runId: own.runId, artifact: record!.artifact.id }, 'to=1'))).status).toBe(404);
    expect((await mara.get(pathOf({ runId: gate.runId, artifact: record!.artifact.id }, 'to=1'))).status).toBe(200);
    expect((await mara.get(pathOf(own, 'to=9'))).status).toBe(404);
    expect((await mara.get(pathOf(own, 'to='))).status).toBe(404);
  });
});

describe('what an attempt printed', () => {
  it('is all there, a page of it at a time, without its colours and escaped', async () => {
    const { run } = await story.started('mara', 'Prints');
    const { attemptId } = await story.claim(run.id);
    for (let i = 0; i < 230; i++)
      await story.stores.runs.appendOutput(attemptId, i, `\u001b[32mline ${i}\u001b[0m <i>\n`);
    const path = `/runs/${run.id}/attempts/${attemptId}`;
    const first = await mara.get(path);
    expect(textOf(first.page)).toContain('line 199 <i>\n');
    expect(textOf(first.page)).not.toContain('line 200 ');
    const next = findOne(first.page, (it) => it.attributes['rel'] === 'next')!.attributes['href']!;
    const second = await mara.get(next);
    expect(textOf(second.page)).toContain('line 200 <i>\nline 201 <i>');
    expect(findOne(second.page, (it) => it.attributes['rel'] === 'next')).toBeNull();
    const { page } = await mara.get(`/runs/${run.id}`);
    expect(textOf(findOne(page, withId('output'))!)).toContain('line 229 <i>');
  });

  it('is said to be gone when it is', async () => {
    const { run } = await story.started('mara', 'Silent');
    const { attemptId } = await story.claim(run.id);
    expect(words(mainOf((await mara.get(`/runs/${run.id}/attempts/${attemptId}`)).page))).toContain(
      'There is nothing to show',
    );
    expect((await mara.get(`/runs/${run.id}/attempts/att_none`)).status).toBe(404);
  });
});
