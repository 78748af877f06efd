import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Agent, fetch as fetchBy, getGlobalDispatcher, setGlobalDispatcher } from 'undici';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { patientFetch } from '../../../src/agents/model/patient-fetch.ts';
import { until } from '../stage.ts';
import { ask, house, talkOf } from './rig.ts';
import { useFakeModel } from './use-fake.ts';

/** Milliseconds that stand for the 300 s after which Node's fetch gives up; undici looks at its clock twice in a second. */
const limit = 10;

/** Where a limit of the library ended it. */
const endOf = (waiting: Promise<unknown>): Promise<unknown> =>
  waiting.then(
    () => 'answered',
    (error: unknown) => ((error as Error).cause as { code?: string } | undefined)?.code ?? error,
  );

/** A server answers only once it is let. */
function gate() {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { open, opened };
}

describe('a server that takes its time', () => {
  let server: Server;
  let url: string;
  const gates = new Map([
    ['/headers', gate()],
    ['/body', gate()],
    ['/never', gate()],
  ]);
  const respond = async (path: string, response: ServerResponse): Promise<void> => {
    const { opened } = gates.get(path)!;
    if (path !== '/body') await opened;
    response.writeHead(200);
    response.write('first, ');
    await opened;
    response.end('last');
  };
  beforeAll(async () => {
    server = createServer(({ url: path = '' }, response) => void respond(path, response)).listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  it.concurrent.each([
    ['/headers', 'UND_ERR_HEADERS_TIMEOUT'],
    ['/body', 'UND_ERR_BODY_TIMEOUT'],
  ])('is waited for, where a limit of the library would end it: %s', async (path, code) => {
    const text = async (get: typeof fetch) => (await get(`${url}${path}`)).text();
    const patient = text(patientFetch());
    expect(await endOf(text(patientFetch({ headers: limit, body: limit })))).toBe(code);
    gates.get(path)!.open();
    expect(await patient).toBe('first, last');
  });

  it('is waited for no longer than the signal says', async () => {
    const waiting = patientFetch()(`${url}/never`, { signal: AbortSignal.timeout(limit) });
    await expect(waiting).rejects.toThrow(/timeout/);
  });
});

describe('a model that takes its time', () => {
  const used = useFakeModel();
  const before = getGlobalDispatcher();
  afterEach(() => setGlobalDispatcher(before));

  it('is waited for, whatever limits the process has', async () => {
    setGlobalDispatcher(new Agent({ headersTimeout: limit, bodyTimeout: limit }));
    const { open, opened } = gate();
    used.fake.meanwhile = () => opened;
    const answer = ask(used, talkOf(house('Fix it.')));
    await until(() => used.fake.requests.length === 1, 'the request');
    used.fake.meanwhile = () => opened;
    const headers = { authorization: 'Bearer key-for-tests', 'content-type': 'application/json' };
    const body = JSON.stringify(used.fake.requests[0]);
    const other = fetchBy(`${used.fake.baseUrl}/chat/completions`, { method: 'POST', headers, body });
    expect(await endOf(other)).toBe('UND_ERR_HEADERS_TIMEOUT');
    open();
    expect(await answer).toMatchObject({ kind: 'answered' });
  });
});
