import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readGiven } from '../../src/config.ts';
import { readText } from '../repo/tree.ts';
import { ownServices, readCompose } from './files.ts';

interface Beside {
  services: Record<string, { secrets: string[]; environment: Record<string, string> }>;
  secrets: Record<string, { file: string }>;
}

describe.each([
  ['compose.slack.yaml', ['SLACK_BOT_TOKEN_FILE', 'SLACK_APP_TOKEN_FILE']],
  ['compose.discord.yaml', ['DISCORD_TOKEN_FILE']],
])('%s', (file, variables) => {
  const beside = parse(readText(file)) as Beside;
  const { app } = beside.services;

  it('gives the tokens to the part that talks to the platform alone, by variables that the program knows', () => {
    expect(Object.keys(beside.services)).toEqual(['app']);
    expect(ownServices(readCompose()).map(([name]) => name)).toContain('app');
    const known = readGiven({}).map(({ name }) => `${name}_FILE`);
    const names = Object.keys(app?.environment ?? {});
    expect(names).toEqual(variables);
    expect(names.filter((name) => !known.includes(name))).toEqual([]);
  });

  it('mounts each where its variable says, from the folder that git never sees', () => {
    const secrets = app?.secrets ?? [];
    expect(Object.values(app?.environment ?? {})).toEqual(secrets.map((name) => `/run/secrets/${name}`));
    expect(beside.secrets).toEqual(Object.fromEntries(secrets.map((name) => [name, { file: `./secrets/${name}` }])));
  });
});
