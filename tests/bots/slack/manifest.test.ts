import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { eventsUrl, installLink, overHttp } from '../../../src/bots/slack/manifest.ts';
import { slackScopes } from '../../../src/bots/slack/scopes.ts';
import { verbs } from '../../../src/core/cards/words/help.ts';
import { command } from '../../cli/command.ts';
import { readText } from '../../repo/tree.ts';
import { describeWith, get } from '../../setup/needs.ts';
import { typeErrors } from './typed-as.ts';

interface Manifest {
  features: {
    slash_commands: { command: string; usage_hint: string; url?: string }[];
    shortcuts: { callback_id: string; type: string }[];
  };
  oauth_config: { scopes: { bot: string[] } };
  settings: {
    event_subscriptions: { bot_events: string[]; request_url?: string };
    interactivity: { is_enabled: boolean; request_url?: string };
    socket_mode_enabled: boolean;
  };
}
const file = readText('manifest.yml');
const read = (text: string): Manifest => parse(text) as Manifest;
const manifest = read(file);

type Fault = [what: string, change: (manifest: Manifest) => void];
const changed = (change: Fault[1]): Manifest => {
  const copy = structuredClone(manifest);
  change(copy);
  return copy;
};

describeWith(['specs'], 'the manifest, by the schema that Slack publishes', () => {
  const schema = () =>
    z.fromJSONSchema(
      JSON.parse(readFileSync(path.join(get('specs'), 'slack-manifest-2.0.0.json'), 'utf8')) as Parameters<
        typeof z.fromJSONSchema
      >[0],
    );
  const issuesOf = (it: unknown): unknown[] => schema().safeParse(it).error?.issues ?? [];

  it('is valid, with and without Socket Mode', () => {
    expect(issuesOf(manifest)).toEqual([]);
    const http = read(overHttp(file, new URL('https://wheel.example.com')));
    expect(issuesOf(http)).toEqual([]);
  });

  it.each<Fault>([
    ['a key that there is not', (it) => Object.assign(it.features, { agent_veiw: {} })],
    ['a shortcut without an id', (it) => Object.assign(it.features.shortcuts[0]!, { callback_id: undefined })],
    ['a shortcut of another kind', (it) => Object.assign(it.features.shortcuts[0]!, { type: 'massage' })],
    ['a command without its slash', (it) => Object.assign(it.features.slash_commands[0]!, { command: 'wheel' })],
    ['a name that is too long', (it) => Object.assign(it, { display_information: { name: 'x'.repeat(36) } })],
    ['an event twice', (it) => it.settings.event_subscriptions.bot_events.push('app_mention')],
    ['a word for a switch', (it) => Object.assign(it.settings, { socket_mode_enabled: 'yes' })],
  ])('would not be valid with %s', (_, change) => {
    expect(issuesOf(changed(change))).toHaveLength(1);
  });
});

describe('the manifest, by the types of the packages', () => {
  const ofWebApi = (it: unknown): string[] =>
    typeErrors(`
      import type { AppsManifestCreateArguments } from '@slack/web-api';
      export const manifest: AppsManifestCreateArguments['manifest'] = ${JSON.stringify(it)};`);
  const ofBolt = (events: readonly string[]): string[] =>
    typeErrors(`
      import type { SlackEvent } from '@slack/types';
      export const events: SlackEvent['type'][] = ${JSON.stringify(events.map((event) => event.split('.')[0]))};`);

  it('names only scopes, events and features that @slack/web-api knows', () => {
    expect(ofWebApi(manifest)).toEqual([]);
  });

  it.each<Fault>([
    ['scope', (it) => it.oauth_config.scopes.bot.push('chat:wriet')],
    ['event', (it) => it.settings.event_subscriptions.bot_events.push('app_menshun')],
    ['feature', (it) => Object.assign(it.features, { agent_veiw: {} })],
  ])('would be caught with a made-up %s', (_, change) => {
    expect(ofWebApi(changed(change))).toHaveLength(1);
  });

  it('subscribes only to events whose payload @slack/types knows', () => {
    expect(ofBolt(manifest.settings.event_subscriptions.bot_events)).toEqual([]);
    expect(ofBolt(['app_menshun'])).toHaveLength(1);
  });
});

describe('the manifest, by our own code', () => {
  it('asks for just the scopes that have a reason', () => {
    expect([...manifest.oauth_config.scopes.bot].sort()).toEqual(Object.keys(slackScopes).sort());
  });

  it('has each scope with its reason in the guide', () => {
    const rowsIn = (text: string): Record<string, string[]> =>
      Object.fromEntries(
        [...text.matchAll(/^\| `([\w:.]+)` \| (.+) \| (.+) \|$/gm)].map(([, scope = '', ...cells]) => [scope, cells]),
      );
    const guide = readText('docs/guide/slack.md');
    const known = Object.fromEntries(
      Object.entries(slackScopes).map(([scope, { why, without }]) => [scope, [why, without ?? 'it does not work']]),
    );
    expect(rowsIn(guide)).toEqual(known);
    expect(rowsIn(guide.replace('| `commands` |', '| `comands` |'))).not.toEqual(known);
  });

  it('names the shortcuts that the program reads', () => {
    const reader = readText('src/bots/slack/read/relay.ts');
    const unread = (ids: readonly string[]): string[] => ids.filter((id) => !reader.includes(`${id}:`));
    expect(unread(manifest.features.shortcuts.map(({ callback_id: id }) => id))).toEqual([]);
    expect(unread(['steer_rnu'])).toEqual(['steer_rnu']);
  });

  it('hints at every verb of /wheel, in their order', () => {
    const [wheel] = manifest.features.slash_commands;
    expect(wheel?.command).toBe('/wheel');
    expect(wheel?.usage_hint).toBe(verbs.map(({ verb }) => verb).join(' | '));
  });
});

describe('the install link', () => {
  const linkIn = (out: string): URL => new URL(/^https:\/\/api\.slack\.com\/\S+$/m.exec(out)?.[0] ?? 'missing:');
  const manifestIn = (link: URL): string => link.searchParams.get('manifest_yaml') ?? '';

  it('holds the file, byte for byte', async () => {
    const { code, out } = await command(['manifest']);
    const link = linkIn(out);
    expect([code, link.origin + link.pathname, link.searchParams.get('new_app')]).toEqual([
      ...[0, 'https://api.slack.com/apps', '1'],
    ]);
    expect(manifestIn(link)).toBe(file);
    for (const word of ['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN', 'wheelhouse doctor']) expect(out).toContain(word);
  });

  it('holds what people may write, whatever it is', () => {
    const odd = 'a: "#&+ =%20ü✋"\n';
    expect(manifestIn(new URL(installLink(odd).href))).toBe(odd);
  });

  it('differs, for an app without Socket Mode, by its addresses alone', async () => {
    const { out } = await command(['manifest', '--http', 'https://wheel.example.com/room/']);
    const url = 'https://wheel.example.com/room/slack/events';
    const expected = changed((it) => {
      it.features.slash_commands.forEach((each) => (each.url = url));
      it.settings.event_subscriptions.request_url = url;
      it.settings.interactivity.request_url = url;
      it.settings.socket_mode_enabled = false;
    });
    expect(read(manifestIn(linkIn(out)))).toEqual(expected);
    for (const word of ['SLACK_SIGNING_SECRET', url]) expect(out).toContain(word);
    expect(eventsUrl(new URL('https://wheel.example.com')).href).toBe('https://wheel.example.com/slack/events');
  });

  it('can be had as the manifest itself', async () => {
    expect((await command(['manifest', '--yaml'])).out).toBe(file);
  });

  it('is refused for an address that Slack would not send to', async () => {
    const { code, err } = await command(['manifest', '--http', 'http://wheel.example.com']);
    expect([code, err]).toEqual([1, expect.stringContaining('https only')]);
  });
});
