import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { faultsOf } from '../../../../src/bots/discord/draw/budget.ts';
import { drawWords } from '../../../../src/bots/discord/draw/message.ts';
import { refuseMessage } from '../../../fakes/discord/limits/message.ts';
import { textsIn } from '../../../fakes/discord/text/components.ts';
import { noNames } from '../../../fakes/discord/text/passage.ts';
import { pingsOf } from '../../../fakes/discord/text/pings.ts';
import { wildCalls, wildWords } from '../../wild.ts';

const site = { publicUrl: new URL('https://wheel.example/') };

describe('whom words call, in Discord', () => {
  it('is pinged in words of the system, and nobody else by anybody', () => {
    let called = 0;
    fc.assert(
      fc.property(wildWords, wildCalls, fc.constantFrom('webhook', 'bot'), (words, calls, by) => {
        const drawn = drawWords({ ...words, calls }, by, site);
        const meant = words.author.kind === 'system' ? calls.flatMap(({ user }) => user ?? []) : [];
        called += meant.length;
        const mentions = textsIn(drawn.components, noNames).flatMap((it) => it.mentions);
        expect(mentions).toEqual(meant);
        expect(pingsOf(mentions, drawn.allowed_mentions)).toEqual([...new Set(meant)]);
        expect([faultsOf(drawn), refuseMessage({ ...drawn })]).toEqual([[], null]);
      }),
      { numRuns: 60 },
    );
    expect(called).toBeGreaterThan(10);
  });

  it('is nobody who could not be one of its people', () => {
    const calls = [{ personId: 'x', name: 'X', user: '1> @everyone <@2' }];
    const author = { kind: 'system' as const, name: 'Wheelhouse', handle: null, emoji: null };
    const subject = { kind: 'reminder' as const, id: 'r' };
    const drawn = drawWords({ subject, author, label: null, text: 'Look.', blocks: [], calls }, 'bot', site);
    expect(faultsOf(drawn)).toEqual(['mentions']);
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
      textsIn(drawWords(said, 'bot', site).components, noNames)
        .map(({ text }) => text)
        .join(),
    ).toContain('Ben Moss, Chiara Rossi');
  });
});
