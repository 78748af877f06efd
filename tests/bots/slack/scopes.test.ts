import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { slackScopes } from '../../../src/bots/slack/scopes.ts';
import { isProduct, listFiles, readText } from '../../repo/tree.ts';
import { knownMethods, methodsNamed } from './called-methods.ts';

/**
 * What each method demands of a bot's token: all of one of these. As each page of https://docs.slack.dev/reference/methods says;
 * of several that depend on the kind of channel, those of the kinds that Wheelhouse is in.
 */
const demands: Readonly<Record<string, readonly string[]>> = {
  // With an app-level token: connections:write, which no manifest can ask for.
  'apps.connections.open': [],
  'auth.test': [],
  'chat.getPermalink': [],
  'chat.postEphemeral': ['chat:write'],
  'chat.postMessage': ['chat:write'],
  'chat.update': ['chat:write'],
  'conversations.history': ['channels:history', 'groups:history', 'im:history'],
  'conversations.info': ['channels:read', 'groups:read'],
  'conversations.replies': ['channels:history', 'groups:history', 'im:history'],
  'usergroups.list': ['usergroups:read'],
  'users.info': ['users:read'],
  'views.open': [],
  'views.publish': [],
  'views.update': [],
};

/** As each page of https://docs.slack.dev/reference/events says. */
const eventDemands: Readonly<Record<string, readonly string[]>> = {
  app_home_opened: [],
  app_mention: ['app_mentions:read'],
  'message.channels': ['channels:history'],
  'message.groups': ['groups:history'],
  'message.im': ['im:history'],
};

const sources = listFiles().filter((file) => isProduct(file) && /^src\/(bots\/slack|cli\/doctor)\//.test(file));
const called = [...new Set(sources.flatMap((file) => methodsNamed(readText(file))))].sort();
const given = new Set(Object.keys(slackScopes));
const { settings } = parse(readText('manifest.yml')) as {
  settings: { event_subscriptions: { bot_events: string[] } };
};

describe('what Slack is asked for', () => {
  it('is found in the sources, however a method is named there', () => {
    expect(knownMethods.size).toBeGreaterThan(200);
    expect(methodsNamed("void client.chat.postMessage({}); call('usergroups.users.list')")).toEqual([
      ...['chat.postMessage', 'usergroups.users.list'],
    ]);
    expect(methodsNamed('const chat = { update: 1 }; chat.updated; views?.open')).toEqual(['views.open']);
    expect(called.length).toBeGreaterThan(1);
  });

  it('is known to demand this or that, or nothing', () => {
    expect(called.filter((method) => !(method in demands))).toEqual([]);
    expect(Object.keys(demands).filter((method) => !knownMethods.has(method))).toEqual([]);
  });

  it('is all allowed by the scopes of the manifest', () => {
    const lacking = (methods: readonly string[], all: ReadonlySet<string>): string[] =>
      methods.flatMap((method) => demands[method] ?? []).filter((scope) => !all.has(scope));
    expect(lacking(called, given)).toEqual([]);
    expect(lacking(['chat.update'], new Set(['commands']))).toEqual(['chat:write']);
  });

  it('tells of every event that the program listens to, and of no other', () => {
    const heard = sources.flatMap((file) => [...readText(file).matchAll(/\.event\('(\w+)'/g)].map(([, name]) => name));
    const subscribed = settings.event_subscriptions.bot_events.map((event) => event.split('.')[0]);
    expect([...new Set(heard)].sort()).toEqual([...new Set(subscribed)].sort());
  });

  it('brings the events that the manifest subscribes to', () => {
    expect(Object.keys(eventDemands).sort()).toEqual([...settings.event_subscriptions.bot_events].sort());
    expect(
      Object.values(eventDemands)
        .flat()
        .filter((scope) => !given.has(scope)),
    ).toEqual([]);
  });

  it('is no more than something needs', () => {
    const needed = new Set([...called.map((method) => demands[method] ?? []), ...Object.values(eventDemands)].flat());
    /** By what is written in the manifest, and by an argument of chat.postMessage. */
    const otherwise = ['commands', 'chat:write.customize'];
    expect([...given].filter((scope) => !needed.has(scope) && !otherwise.includes(scope))).toEqual([]);
  });
});
