import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { printFindings } from '../../../src/cli/doctor/examine.ts';
import { projectSchema } from '../../../src/core/project/definition.ts';
import { readGiven } from '../../../src/config.ts';
import { readText } from '../../repo/tree.ts';
import { slackScopes } from '../../../src/bots/slack/scopes.ts';

const guide = readText('docs/guide/slack.md');
/** The contents of its fences, by what they say they are. */
const blocks = (kind: string): string[] =>
  [...guide.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].flatMap(([, of, text = '']) => (of === kind ? [text] : []));

describe('the guide to Slack', () => {
  it('shows parts of a project file that the program takes', () => {
    const parts = projectSchema.partial();
    const isTaken = (text: string): boolean => parts.safeParse(parse(text)).success;
    const shown = blocks('yaml');
    expect(shown.map((text) => Object.keys(parse(text) as object))).toEqual([['places', 'people'], ['groups']]);
    expect(shown.map(isTaken)).toEqual([true, true]);
    expect(shown.map((text) => isTaken(text.replace('slack: T', 'slak: T')))).toEqual([false, false]);
  });

  it('shows what doctor prints, with as many scopes as there are', () => {
    const [shown = ''] = blocks('');
    const lines = shown.trim().split('\n');
    const form = /^✓ (slack[a-z ]*): (.+)$/;
    expect(lines.filter((line) => !form.test(line))).toEqual([]);
    expect(shown).toContain(`all ${Object.keys(slackScopes).length} are there`);
    const [, check = '', found = ''] = form.exec(lines[0]!) ?? [];
    expect(printFindings([{ check, status: 'ok', found, remedy: null }])).toContain(lines[0]);
  });

  it('names only variables that there are', () => {
    const known = new Set(readGiven({}).flatMap(({ name }) => [name, `${name}_FILE`]));
    const named = guide.match(/\b(?:SLACK_[A-Z_]+|PUBLIC_URL)\b/g) ?? [];
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((name) => !known.has(name))).toEqual([]);
  });
});
