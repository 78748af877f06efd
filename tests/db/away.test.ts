import { afterAll, expect, it } from 'vitest';
import { createApiKeys, createApiRequests } from '../../db/api-keys.ts';
import { createArrivals } from '../../db/arrivals.ts';
import { createAuthors } from '../../db/authors.ts';
import { createBodies } from '../../db/bodies.ts';
import { connect } from '../../db/client.ts';
import { consoleMessageStore } from '../../db/console/messages.ts';
import { consoleStore } from '../../db/console.ts';
import { createDrafts } from '../../db/drafts.ts';
import { DbError } from '../../db/error.ts';
import { createLinks } from '../../db/links.ts';
import { createOutbox } from '../../db/outbox.ts';
import { createPostings } from '../../db/postings.ts';
import { createProjects } from '../../db/projects.ts';
import { createRecords } from '../../db/records.ts';
import { createRefusals } from '../../db/refusals.ts';
import { createRuns } from '../../db/runs.ts';
import { createSends } from '../../db/sends.ts';
import { createSweep } from '../../db/sweep.ts';
import { createTalks } from '../../db/talks.ts';
import { createTroubles } from '../../db/troubles.ts';
import { createViews } from '../../db/views.ts';
import { isUnanswered } from '../../src/core/outage.ts';

const nobody = connect('postgres://nobody@127.0.0.1:1/none');
afterAll(() => nobody.close());

const stores = {
  apiKeys: createApiKeys(nobody),
  apiRequests: createApiRequests(nobody),
  arrivals: createArrivals(nobody),
  authors: createAuthors(nobody),
  bodies: createBodies(nobody),
  console: consoleStore(nobody),
  drafts: createDrafts(nobody),
  links: createLinks(nobody),
  outbox: createOutbox(nobody),
  postings: createPostings(nobody),
  projects: createProjects(nobody),
  records: createRecords(nobody),
  refusals: createRefusals(nobody),
  runs: createRuns(nobody, { onCommitted: () => undefined, onError: () => undefined }),
  sends: createSends(nobody),
  sweep: createSweep(nobody),
  talks: createTalks(nobody),
  troubles: createTroubles(nobody),
  views: createViews(nobody),
};

/** What a few of the answers are that `anything` gives; of drizzle's own things, it has none. */
const known: Readonly<Record<string, unknown>> = {
  ...{ surface: 'slack', after: null, length: 1, then: undefined },
  ...{ getSQL: undefined, queryChunks: undefined, encoder: undefined, sql: undefined },
};

/** Stands for whatever a store is asked with: a text, a date, a row or a list. */
const anything: unknown = new Proxy(() => anything, {
  get: (_, key) => {
    if (key === Symbol.toPrimitive || key === 'toString' || key === 'toISOString' || key === 'toJSON') return () => '1';
    if (key === Symbol.iterator) return [][Symbol.iterator];
    if (typeof key === 'symbol') return undefined;
    return key in known ? known[key] : anything;
  },
});

type Ask = (...asked: unknown[]) => Promise<unknown>;

/** What a store is asked that it answers otherwise than all others. */
async function oddOnes(store: object): Promise<string[]> {
  const asked = Object.entries(store) as [string, Ask][];
  const odd = asked.map(async ([name, ask]) => {
    const failed = await ask(anything, anything, anything, anything).catch((error: unknown) => error);
    return failed instanceof DbError && failed.code === 'db-unreachable' && isUnanswered(failed) ? [] : [name];
  });
  return (await Promise.all(odd)).flat();
}

it.each(Object.entries(stores))('%s rejects as all stores do, whatever is asked of it', async (_, store) => {
  expect(await oddOnes(store)).toEqual([]);
});

it('lets drizzle’s error through where a store does not explain it: the control', async () => {
  expect(await oddOnes(consoleMessageStore(nobody))).toContain('heads');
});
