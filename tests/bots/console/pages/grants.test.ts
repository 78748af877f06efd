import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { freshDatabase } from '../../../setup/database.ts';
import { type Element, findAll, findOne, withClass, withId, withTag } from '../html.ts';
import { startStory, type Story } from '../story.ts';
import { all, fieldsOf, mainOf, visitor, words } from './visitor.ts';

const database = freshDatabase();
let story: Story;
const open: Record<'mara' | 'ines', Awaited<ReturnType<typeof visitor>>> = {} as never;

beforeAll(async () => {
  story = await startStory(database.url);
  for (const who of ['mara', 'ines'] as const) open[who] = await visitor(story, who);
});
afterAll(() => story.close());

let given = 0;

/** Somebody has let an agent do something: for one run, or for every run of the pipeline. */
async function give(runId: string | null, by: string, about: string, project = 'notes'): Promise<string> {
  const id = `grant_${String(++given).padStart(20, '0')}`;
  const expires = runId === null ? new Date(Date.now() + 86_400_000).toISOString() : null;
  const ask = (await story.gated(`Asks for ${about}`)).id;
  await story.sql`
    insert into grants (id, project_id, pipeline_id, stage_id, run_id, tool, about, digest, ask_id, given_by, at, expires_at)
    values (${id}, ${project}, ${project}, 'draft', ${runId}, 'shell', ${about}, 'd', ${ask}, ${by}, now(), ${expires})`;
  return id;
}

const use = (id: string) => story.sql`
  insert into ledger (id, project_id, run_id, kind, actor, at, subject, payload)
  values (${`use-${id}-${++given}`}, 'notes', null, 'attempt.step_begun', '{"kind": "system", "name": "worker"}', now(), '{}',
    ${JSON.stringify({ grant: id })}::text::jsonb)`;

const lines = (page: Element): Element[] => findAll(mainOf(page), withClass('grant'));
const lineOf = (page: Element, about: string): Element => lines(page).find((it) => words(it).includes(about))!;
const revoke = (line: Element): Element | null =>
  findAll(line, withTag('form')).find((form) => all(form, withTag('button')).includes('Revoke')) ?? null;

describe('standing permissions', () => {
  let runId: string;
  beforeEach(async () => {
    await story.wipe();
    runId = (await story.started('mara', 'At work')).run.id;
  });

  it('stand on the page of their run and on one of their own, with who, what, until when and how often', async () => {
    const own = await give(runId, 'Mara', 'npm test');
    await give(null, 'Jon', 'git commit');
    await use(own);
    await use(own);
    for (const path of [`/runs/${runId}`, '/grants', '/grants?project=notes']) {
      const { page } = await open.ines.get(path);
      expect([path, lines(page).length]).toEqual([path, 2]);
      expect(words(lineOf(page, 'npm test'))).toMatch(
        /npm test.+Given by Mara.+Used 2 times, last .+ Where it was given/,
      );
      expect(words(lineOf(page, 'git commit'))).toMatch(/git commit.+ until .+Given by Jon.+Not used yet\./);
      expect(findOne(lineOf(page, 'npm test'), (it) => it.attributes['data-copy'] === own)).not.toBeNull();
    }
    expect(words(mainOf((await open.ines.get('/grants?by=Jon')).page))).not.toContain('npm test');
  });

  it('are found from the run, the navigation and one’s own accounts', async () => {
    await give(runId, 'Mara', 'npm test');
    const leads = async (path: string) => {
      const { page } = await open.mara.get(path);
      return findAll(page, withTag('a')).map(({ attributes }) => attributes['href'] ?? '');
    };
    expect(await leads(`/runs/${runId}`)).toContain('/grants?project=notes');
    expect(await leads('/runs')).toContain('/grants');
    expect(await leads('/accounts')).toContain('/grants?project=notes&by=Mara');
  });

  it('are revoked there by whoever may configure: gone from the list, with an entry; others are told who can', async () => {
    const id = await give(runId, 'Mara', 'npm test');
    const seen = (await open.ines.get('/grants')).page;
    expect(revoke(lineOf(seen, 'npm test'))).toBeNull();
    expect(words(mainOf(seen))).toContain('Mara and Jon can revoke them.');

    const form = revoke(lineOf((await open.mara.get('/grants')).page, 'npm test'))!;
    // The list is no guard.
    await open.ines.post('/press', fieldsOf(form));
    expect(lines((await open.mara.get('/grants')).page)).toHaveLength(1);
    const asked = await open.mara.post('/press', fieldsOf(form));
    const sure = findAll(asked.page, withTag('form')).find((it) => all(it, withTag('button')).includes('Revoke'));
    if (sure) await open.mara.post('/press', fieldsOf(sure));
    expect(words(mainOf((await open.mara.get('/grants')).page))).toContain('No standing permission is in force');
    expect(findOne((await open.mara.get(`/runs/${runId}`)).page, withId('grants'))?.children).toEqual([]);
    const filter = { projectIds: ['notes'], runId, kinds: ['grant.revoked'] as const };
    const { items } = await story.stores.records.activity(filter, { limit: 5, after: null });
    expect(items.map(({ entry }) => entry.subject['grant'])).toEqual([id]);
  });

  it('S9: are nobody’s who may not view their project', async () => {
    const { run } = await story.started('mara', 'Secret', 'film');
    await give(run.id, 'Mara', 'a secret command', 'film');
    for (const path of ['/grants', '/grants?project=film'])
      expect((await open.ines.get(path)).html).not.toContain('a secret command');
    expect((await open.mara.get('/grants')).html).toContain('a secret command');
  });
});
