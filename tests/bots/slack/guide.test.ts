import { describe, expect, it } from 'vitest';
import { printFindings } from '../../../src/cli/doctor/examine.ts';
import { fencesIn } from '../../repo/fences.ts';
import { readText } from '../../repo/tree.ts';
import { slackScopes } from '../../../src/bots/slack/scopes.ts';

const guide = readText('docs/guide/slack.md');

describe('the guide to Slack', () => {
  it('shows what doctor prints, with as many scopes as there are', () => {
    const [shown = ''] = fencesIn(guide, '');
    const lines = shown.trim().split('\n');
    const form = /^✓ (slack[a-z ]*): (.+)$/;
    expect(lines.filter((line) => !form.test(line))).toEqual([]);
    expect(shown).toContain(`all ${Object.keys(slackScopes).length} are there`);
    const [, check = '', found = ''] = form.exec(lines[0]!) ?? [];
    expect(printFindings([{ check, status: 'ok', found, remedy: null }])).toContain(lines[0]);
  });
});
