import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRespond } from '../../../../src/bots/slack/send/respond.ts';

/** Some server beside us that takes whatever it is sent. */
const hits: string[] = [];
const beside = createServer((request, response) => {
  hits.push(request.url ?? '');
  response.end('ok');
});
let origin = '';
beforeAll(async () => {
  beside.listen(0, '127.0.0.1');
  await once(beside, 'listening');
  origin = `http://127.0.0.1:${(beside.address() as AddressInfo).port}`;
});
afterAll(() => void beside.close());

const message = { text: 'Hello.', blocks: [] };

describe('a response_url', () => {
  it.each([
    ['of another host', () => `${origin}/internal/admin`],
    ['that only looks like one of Slack', () => `${origin}/hooks.slack.com/actions/1`],
    ['with Slack as its user name', () => origin.replace('http://', 'http://hooks.slack.com@')],
    ['of Slack without encryption', () => 'http://hooks.slack.com/actions/1'],
    ['that is none', () => 'hooks.slack.com'],
  ])('S13: %s is never called, and is as good as used up', async (_, url) => {
    const respond = createRespond(new URL('https://slack.com/api/'));
    expect(await respond(url(), message)).toBe('late');
    expect(hits).toEqual([]);
  });

  it('of the Slack that is configured is called', async () => {
    const respond = createRespond(new URL(`${origin}/api/`));
    expect(await respond(`${origin}/actions/1`, message)).toBe('told');
    expect(hits.splice(0)).toEqual(['/actions/1']);
  });
});
