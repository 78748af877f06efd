import { describe, expect, it, onTestFinished } from 'vitest';
import { connect } from '../../db/client.ts';
import { createHints } from '../../db/hints.ts';
import { startTcpProxy } from '../fakes/tcp-proxy.ts';
import { decide, oneMore, starting } from './sample.ts';
import { accepted, freshStore, until } from './store.ts';

const store = freshStore();

describe('hints', () => {
  it('tell every process of a changed run and of an aborted attempt', async () => {
    const hints = await createHints(store.client);
    const runs: string[] = [];
    const aborts: string[] = [];
    hints.onRun((id) => runs.push(id));
    const quiet = hints.onAbort((id) => aborts.push(id));
    accepted(await store.runs.create(starting('heard')));
    await until('the new run is heard of', () => runs.includes('heard'));
    const abort = { do: 'abort' as const, runId: 'heard', attemptId: 'heard-attempt-1' };
    accepted(await store.runs.change('heard', (state) => decide(state, { effects: [abort] })));
    await until('the abort is heard of', () => aborts.length > 0);
    expect(aborts).toEqual(['heard-attempt-1']);

    quiet();
    const before = runs.length;
    accepted(await store.runs.change('heard', (state) => decide(state, { effects: [abort] })));
    await until('the change is heard of', () => runs.length > before);
    expect(aborts).toHaveLength(1);
  });

  it('fall silent for a decision that was rolled back', async () => {
    const hints = await createHints(store.client);
    const heard: string[] = [];
    hints.onRun((id) => heard.push(id));
    accepted(await store.runs.create(starting('silent')));
    await until('the new run is heard of', () => heard.includes('silent'));
    await store.runs.change('silent', () => ({ refused: 'empty' }));
    accepted(await store.runs.create(starting('later')));
    await until('the later one is heard of', () => heard.includes('later'));
    // What earlier tests announced may still arrive; of this run there was one thing to tell.
    expect(heard.filter((id) => id === 'silent')).toEqual(['silent']);
  });

  it('say once that they are not heard, however long, and once that they are', async () => {
    const { hostname, port } = new URL(store.url);
    const proxy = await startTcpProxy({ host: hostname, port: Number(port || 5432) });
    const url = Object.assign(new URL(store.url), { hostname: '127.0.0.1', port: String(proxy.port) });
    const told: boolean[] = [];
    const client = connect(url.href, { onDeaf: (isDeaf) => told.push(isDeaf) });
    onTestFinished(async () => {
      await client.close();
      await proxy.close();
    });
    await createHints(client);
    for (let outage = 1; outage <= 2; outage += 1) {
      proxy.refuse();
      await until('they are not heard', () => told.length === 2 * outage - 1);
      proxy.heal();
      await until('they are heard again', () => told.length === 2 * outage);
    }
    expect(told).toEqual([true, false, true, false]);
  });

  it('that fail are told to whoever logs, and fail no decision', async () => {
    expect(store.errors).toEqual([]);
    accepted(await store.runs.change('heard', oneMore('heard-9')));
  });
});
