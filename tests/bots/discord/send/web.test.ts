import { describe, expect, it } from 'vitest';
import { nameOf, restAddress } from '../../../../src/bots/discord/send/web.ts';

describe("Discord's API", () => {
  it.each([
    ['https://discord.com/api/v10', 'https://discord.com/api', '10'],
    ['https://discord.com/api/v10/', 'https://discord.com/api', '10'],
    ['http://127.0.0.1:4000/api/v11', 'http://127.0.0.1:4000/api', '11'],
    ['http://127.0.0.1:4000/', 'http://127.0.0.1:4000', '10'],
  ])('at %s is, for discord.js, at %s in version %s', (url, api, version) => {
    expect(restAddress(new URL(url))).toEqual({ api, version });
  });

  it.each([
    ['/channels/1573797145377505280/messages/1573797145377505281', '/channels/:id/messages/:id'],
    ['/webhooks/1573797145377505280/aW50ZXJhY3Rpb24/messages/@original', '/webhooks/:id/:token/messages/@original'],
    ['/interactions/1573797145377505280/aW50ZXJhY3Rpb24/callback', '/interactions/:id/:token/callback'],
    ['/webhooks/1573797145377505280', '/webhooks/:id'],
  ] as const)('is called at %s under the name of %s: ids and secrets are in no message', (path, name) => {
    expect(nameOf({ method: 'POST', path })).toBe(`POST ${name}`);
  });
});
