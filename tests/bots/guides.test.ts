import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readGiven } from '../../src/config.ts';
import { projectSchema } from '../../src/core/project/definition.ts';
import { fencesIn } from '../repo/fences.ts';
import { readText } from '../repo/tree.ts';

describe.each([
  { platform: 'Slack', account: 'slack: T', misspelt: 'slak: T', ours: /\b(?:SLACK_[A-Z_]+|PUBLIC_URL)\b/g },
  { platform: 'Discord', account: 'discord: 1', misspelt: 'discrod: 1', ours: /\b(?:DISCORD_[A-Z_]+|PUBLIC_URL)\b/g },
])('the guide to $platform', ({ platform, account, misspelt, ours }) => {
  const guide = readText(`docs/guide/${platform.toLowerCase()}.md`);

  it('shows parts of a project file that the program takes', () => {
    const parts = projectSchema.partial();
    const isTaken = (text: string): boolean => parts.safeParse(parse(text)).success;
    const shown = fencesIn(guide, 'yaml');
    expect(shown.map((text) => Object.keys(parse(text) as object))).toEqual([['places', 'people'], ['groups']]);
    expect(shown.map(isTaken)).toEqual([true, true]);
    expect(shown.map((text) => isTaken(text.replace(account, misspelt)))).toEqual([false, false]);
  });

  it('names only variables that there are', () => {
    const known = new Set(readGiven({}).flatMap(({ name }) => [name, `${name}_FILE`]));
    const named = guide.match(ours) ?? [];
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((name) => !known.has(name))).toEqual([]);
  });
});
