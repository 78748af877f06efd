import { afterAll, describe, expect, it } from 'vitest';
import { createProjects } from '../../db/projects.ts';
import { createTroubles } from '../../db/troubles.ts';
import { openWatch, type Watch } from '../../src/main/watch.ts';
import type { Readiness } from '../../src/core/operation/readiness.ts';
import { project } from '../db/sample.ts';
import { freshStore } from '../db/store.ts';
import { quickSettings, silent } from '../jobs/room.ts';

const store = freshStore();
const opened: Watch[] = [];
afterAll(() => Promise.all(opened.map((watch) => watch.close())));

/** Another process of the same installation. */
function watching(): Watch {
  const watch = openWatch({
    config: { metricsToken: 'token' },
    database: {
      client: store.client,
      url: store.url,
      embedded: false,
      headsProblem: () => null,
      close: async () => undefined,
    },
    queues: { counts: async () => [] },
    settings: quickSettings,
    parts: ['bots'],
    log: silent,
    redact: (text) => text,
  });
  watch.running({ sweptAgo: () => 0 });
  opened.push(watch);
  return watch;
}

const told = async ({ routes }: Watch) => {
  const answer = await routes.request('/readyz');
  const { checks } = (await answer.json()) as Readiness;
  const { ok, reason } = checks.find(({ check }) => check === 'surfaces')!;
  const metrics = await routes.request('/metrics', { headers: { authorization: 'Bearer token' } });
  const gauge = (await metrics.text()).split('\n').filter((line) => /^wheelhouse_troubles\{/.test(line));
  return { status: answer.status, ok, reason, gauge };
};

describe('the troubles of a surface', () => {
  it('are counted and told to whoever watches, and turn nobody away', async () => {
    expect(await told(watching())).toEqual({
      ...{ status: 200, ok: true, reason: null },
      gauge: ['console', 'slack', 'discord'].map((surface) => `wheelhouse_troubles{surface="${surface}"} 0`),
    });
    const places = [{ surface: 'slack' as const, channel: 'C1' }];
    await createProjects(store.client).put({ project: { ...project, places }, folder: '/' });
    for (const channel of ['C1', 'C0OLD', null])
      await createTroubles(store.client).tell({
        ...{ surface: 'slack', channel, code: 'is_archived', what: '', remedy: '' },
        since: new Date(),
      });
    const found = await told(watching());
    expect(found).toMatchObject({ status: 200, ok: false, reason: expect.stringMatching(/^slack: 2 troubles\./) });
    expect(found.gauge).toContain('wheelhouse_troubles{surface="slack"} 2');
  });
});
