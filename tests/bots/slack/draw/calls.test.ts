import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { faultsOf } from '../../../../src/bots/slack/draw/budget.ts';
import { drawWords } from '../../../../src/bots/slack/draw/message.ts';
import { refuseMessage } from '../../../fakes/slack/limits/message.ts';
import { readBlocks } from '../../../fakes/slack/text/blocks.ts';
import { readMrkdwn } from '../../../fakes/slack/text/mrkdwn.ts';
import { noNames } from '../../../fakes/slack/text/names.ts';
import { wildCalls, wildWords } from '../../wild.ts';

const site = { publicUrl: new URL('https://wheel.example/'), mayCustomize: true };
const pings = (blocks: object[]): string[] =>
  readBlocks(blocks as Parameters<typeof readBlocks>[0], noNames).flatMap((it) => it.pings);

describe('whom words call, in Slack', () => {
  it('is pinged once each in words of the system, and nobody else by anybody', () => {
    let called = 0;
    fc.assert(
      fc.property(wildWords, wildCalls, (words, calls) => {
        const drawn = drawWords({ ...words, calls }, site);
        const meant = words.author.kind === 'system' ? calls.flatMap(({ user }) => user ?? []) : [];
        called += meant.length;
        expect(pings(drawn.blocks)).toEqual(meant);
        expect(readMrkdwn(drawn.text).flatMap((it) => it.pings)).toEqual([]);
        expect([faultsOf(drawn), refuseMessage({ ...drawn })]).toEqual([[], null]);
      }),
      { numRuns: 60 },
    );
    expect(called).toBeGreaterThan(10);
  });

  it('reads as a list: a guest who can not be pinged there is another name, and not a part of the one before', () => {
    const calls = [
      { personId: 'b', name: 'Ben Moss', user: null },
      { personId: 'c', name: 'Chiara Rossi', user: null },
    ];
    const author = { kind: 'system' as const, name: 'Wheelhouse', handle: null, emoji: null };
    const subject = { kind: 'reminder' as const, id: 'r' };
    const said = { subject, author, label: null, text: '', blocks: [], calls };
    expect(
      readBlocks(drawWords(said, site).blocks as object[] as Parameters<typeof readBlocks>[0], noNames)
        .map(({ text }) => text)
        .join(),
    ).toContain('Ben Moss, Chiara Rossi');
  });
});
