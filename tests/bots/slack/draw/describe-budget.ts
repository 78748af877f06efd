import fc from 'fast-check';
import type { KnownBlock, ModalView } from '@slack/types';
import { describe, expect, it } from 'vitest';
import { faultsOf } from '../../../../src/bots/slack/draw/budget.ts';
import { drawBlock } from '../../../../src/bots/slack/draw/block.ts';
import { drawCard, drawTold, drawWords, type SlackMessage } from '../../../../src/bots/slack/draw/message.ts';
import { drawForm, drawLook, drawNotice } from '../../../../src/bots/slack/draw/view.ts';
import { refuseMessage } from '../../../fakes/slack/limits/message.ts';
import { refuseView } from '../../../fakes/slack/limits/view.ts';
import { card } from '../../../contract/arbitraries.ts';
import { cards, words } from '../../gallery.ts';
import { project } from '../../project.ts';
import { told, wildCard, wildForm, wildLook, wildText, wildWords } from '../../wild.ts';

const sites = [
  { publicUrl: new URL('https://wheel.example/team'), mayCustomize: true },
  { publicUrl: null, mayCustomize: false },
] as const;
const from = { on: { channel: 'C1', thread: '1.2', message: '1.3' }, channel: 'C1', thread: '1.2' };

/** By our own budget, and by the local Slack, which knows nothing of ours. */
const message = (it: SlackMessage) => ({ ours: faultsOf(it), slack: refuseMessage({ ...it }) });
const modal = (it: ModalView) => ({ ours: faultsOf(it), slack: refuseView(it, 'modal') });
type Verdict = ReturnType<typeof message>;

const good: Verdict = { ours: [], slack: null };
const isBad = ({ ours, slack }: Verdict): boolean => ours.length > 0 || slack !== null;

/** So many random drawings of each kind. */
export function describeBudget(runs: number, seconds: number): void {
  describe('nothing that is drawn is more than Slack takes', { timeout: seconds * 1000 }, () => {
    const never = <T>(what: fc.Arbitrary<T>, judge: (it: T, site: (typeof sites)[number]) => Verdict): void =>
      fc.assert(
        fc.property(what, fc.constantFrom(...sites), (it, site) => {
          expect(judge(it, site)).toEqual({ ours: [], slack: null });
        }),
        { numRuns: runs },
      );

    it('of the cards that the core may make', () => never(card, (it, site) => message(drawCard(it, site))));
    it.each(Object.keys(cards))('of what the core does make: %s', (name) => {
      for (const site of sites) expect(message(drawCard(cards[name]!, site))).toEqual({ ours: [], slack: null });
    });
    it.each(Object.keys(words))('of the words that it does: %s', (name) => {
      for (const site of sites) expect(message(drawWords(words[name]!, site))).toEqual({ ours: [], slack: null });
    });
    it('of gates, their pages and runs, whatever was written, typed and declared', () =>
      never(project, (it, site) => it.cards.map((one) => message(drawCard(one, site))).find(isBad) ?? good));
    it('of cards far beyond those', () => never(wildCard, (it, site) => message(drawCard(it, site))));
    it('of words', () => never(wildWords, (it, site) => message(drawWords(it, site))));
    it('of what one person is told', () => never(told, ([it, buttons], site) => message(drawTold(it, buttons, site))));
    it('of forms', () => never(wildForm, (it, site) => modal(drawForm(it, from, site))));
    it('of second looks', () => never(wildLook, (it, site) => modal(drawLook(it, from, site))));
    it('of notices', () => never(wildText, (it, site) => modal(drawNotice(it, site))));

    it('finds what is, when nothing is fitted', () => {
      const [site] = sites;
      const whole = fc.sample(wildCard, 200).map((it) => {
        const blocks: KnownBlock[] = it.blocks.map((block) => drawBlock(block, { site, all: null }));
        return message({ text: it.fallback, blocks });
      });
      expect(whole.filter(({ ours }) => ours.length > 0).length).toBeGreaterThan(0);
      expect(whole.filter(({ slack }) => slack !== null).length).toBeGreaterThan(0);
    });
  });
}
