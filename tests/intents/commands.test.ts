import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { plainText } from '../../src/core/cards/plain.ts';
import { verbs } from '../../src/core/cards/words/help.ts';
import { stopWordIn } from '../../src/core/steering/stop-word.ts';
import { createWorld, startedRun } from './world.ts';

const page = readFileSync(new URL('../../docs/reference/commands.md', import.meta.url), 'utf8');
const rows = [...page.matchAll(/^\| `([a-z]+)` \| (.*) \| (?:`([a-z]+)`|–) \|$/gm)].map(([, verb, does, needs]) => ({
  verb: verb!,
  does: does!,
  needs: needs ?? null,
}));

describe('the reference of the commands', () => {
  it('has every verb in the order of the help, in its words, and no other', () => {
    expect(rows.map(({ verb, does }) => ({ verb, help: does }))).toEqual(verbs);
  });

  // Ines may view and message: whatever needs more is refused to her by the name of what she lacks.
  it.each(rows)('tells what $verb needs', async ({ verb, needs }) => {
    const world = createWorld();
    await startedRun(world);
    const reply = await world.ask({ kind: 'command', verb, rest: verb === 'edit' ? 'notes' : '' }, 'ines');
    const lacks = reply.kind === 'refused' ? /for “([a-z]+)”/.exec(plainText(reply.text))?.[1] : undefined;
    if (lacks === undefined) expect(['view', 'message', null]).toContain(needs);
    else expect(lacks).toBe(needs);
  });

  it('names the stop words, each of which pauses', () => {
    const named = /stop word[^:]*: (.*?), however/s.exec(page)?.[1] ?? '';
    const words = [...named.matchAll(/`([a-z]+)`/g)].map(([, word]) => word!);
    expect(words).toHaveLength(5);
    expect(words.map((word) => stopWordIn(word))).toEqual(words);
    expect(stopWordIn('shorter')).toBeNull();
  });
});
