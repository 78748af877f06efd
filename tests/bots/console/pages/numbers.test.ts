import { afterAll, beforeAll, expect, it } from 'vitest';
import { freshDatabase } from '../../../setup/database.ts';
import { startStory, type Story } from '../story.ts';

const database = freshDatabase();
let story: Story;

beforeAll(async () => {
  story = await startStory(database.url);
});
afterAll(() => story.close());

it('counts how fast an answer came from when its revision was asked, not from the opening', async () => {
  const asked = [await story.gated('Read'), await story.gated('Edited')];
  await story.sql`update asks set opened_at = opened_at - interval '1 hour'`;
  await story.edit(asked[1]!.runId, 'Another text.');
  for (const { id } of asked) {
    const view = await story.stores.views.ask(id);
    await story.answer('mara', view!.ask, 'approve');
  }
  const { underTwoSeconds, timeToAnswer } = await story.stores.records.numbers(
    ['notes'],
    new Date(Date.now() - 86_400_000),
    new Date(Date.now() + 60_000),
  );
  expect(underTwoSeconds).toEqual([{ kind: 'gate', decided: 2, fast: 1 }]);
  expect(timeToAnswer[0]?.slowest).toBeGreaterThan(3_600_000);
});
