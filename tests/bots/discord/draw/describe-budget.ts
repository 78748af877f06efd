import fc from 'fast-check';
import { ComponentType } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { drawBlock } from '../../../../src/bots/discord/draw/block.ts';
import { faultsOf } from '../../../../src/bots/discord/draw/budget.ts';
import { drawButton, rowsOf, text } from '../../../../src/bots/discord/draw/button.ts';
import { drawForm } from '../../../../src/bots/discord/draw/form.ts';
import { partsOf } from '../../../../src/bots/discord/draw/form-parts.ts';
import {
  drawCard,
  drawLook,
  drawTold,
  drawTyped,
  drawWords,
  type DiscordWords,
} from '../../../../src/bots/discord/draw/message.ts';
import { drawLead } from '../../../../src/bots/discord/draw/lead.ts';
import { drawAgain, drawNext, drawOpening } from '../../../../src/bots/discord/draw/reopen.ts';
import type { Card, Form } from '../../../../src/core/cards/card.ts';
import { card } from '../../../contract/arbitraries.ts';
import { refuseMessage } from '../../../fakes/discord/limits/message.ts';
import { refuseModal } from '../../../fakes/discord/limits/modal.ts';
import { cards, words } from '../../gallery.ts';
import { project } from '../../project.ts';
import { told, wildCard, wildForm, wildLook, wildText, wildWords } from '../../wild.ts';

const sites = [{ publicUrl: new URL('https://wheel.example/team') }, { publicUrl: null }] as const;
type Site = (typeof sites)[number];
const kept = { id: 'a'.repeat(21), part: 0 };

/** By our own budget, and by the local Discord, which knows nothing of ours. */
const message = (it: DiscordWords) => ({ ours: faultsOf(it), discord: refuseMessage({ ...it }) });
type Verdict = ReturnType<typeof message>;

const good: Verdict = { ours: [], discord: null };
const isBad = ({ ours, discord }: Verdict): boolean => ours.length > 0 || discord !== null;
const worst = (verdicts: Verdict[]): Verdict => verdicts.find(isBad) ?? good;

function judgeForm(form: Form, site: Site): Verdict {
  const parts = Array.from({ length: Math.max(partsOf(form).length, 1) }, (_, part) => ({ ...kept, part }));
  const drawn = parts.map((at) => drawForm(form, at, site));
  return worst([
    ...drawn.map((it) =>
      'message' in it ? message(it.message) : { ours: faultsOf(it.modal), discord: refuseModal({ ...it.modal }) },
    ),
    message(drawAgain(form, kept, site)),
    message(drawNext(form, kept, site)),
    message(drawOpening(form, kept, site)),
  ]);
}

/** Nothing fitted: each block as it is, every button in one row after the other. */
const unfitted = (it: Card, site: Site): DiscordWords => ({
  ...drawTold([], [], site),
  components: [
    {
      type: ComponentType.Container,
      components: [
        ...it.blocks.map((block) => text(drawBlock(block, { site, all: null }))),
        ...rowsOf(it.buttons.map(drawButton)),
      ],
    },
  ],
});

/** So many random drawings of each kind. */
export function describeBudget(runs: number, seconds: number): void {
  describe('nothing that is drawn is more than Discord takes', { timeout: seconds * 1000 }, () => {
    const never = <T>(what: fc.Arbitrary<T>, judge: (it: T, site: Site) => Verdict): void =>
      fc.assert(
        fc.property(what, fc.constantFrom(...sites), (it, site) => {
          expect(judge(it, site)).toEqual(good);
        }),
        { numRuns: runs },
      );

    it('of the cards that the core may make', () => never(card, (it, site) => message(drawCard(it, site))));
    it.each(Object.keys(cards))('of what the core does make: %s', (name) => {
      for (const site of sites) expect(message(drawCard(cards[name]!, site))).toEqual(good);
    });
    it.each(Object.keys(words))('of the words that it does: %s', (name) => {
      for (const site of sites)
        for (const by of ['webhook', 'bot'] as const) expect(message(drawWords(words[name]!, by, site))).toEqual(good);
    });
    it('of gates, their pages and runs, whatever was written, typed and declared', () =>
      never(project, (it, site) => worst(it.cards.map((one) => message(drawCard(one, site))))));
    it('of cards far beyond those', () => never(wildCard, (it, site) => message(drawCard(it, site))));
    it('of words', () =>
      never(wildWords, (it, site) =>
        worst([message(drawWords(it, 'webhook', site)), message(drawWords(it, 'bot', site))]),
      ));
    it('of what one person is told', () => never(told, ([it, buttons], site) => message(drawTold(it, buttons, site))));
    it('of forms, each part of them, and what opens them again', () => never(wildForm, judgeForm));
    it('of second looks', () =>
      never(wildLook, (it, site) => message(drawLook({ ...it, token: it.token.slice(0, 92) }, site))));
    it('of the way to a message', () => {
      const link = { guild: '9'.repeat(20), channel: '9'.repeat(20), message: '9'.repeat(20) };
      return never(wildText, (it, site) =>
        worst([true, false].map((passing) => message(drawLead(it, link, { passing, site })))),
      );
    });
    it('of what had been typed', () =>
      never(fc.array(fc.string({ maxLength: 4000 }), { maxLength: 8 }), (it, site) =>
        message(drawTyped(['Not sent.'], it, site)),
      ));
    it('of notices', () => never(wildText, (it, site) => message(drawTold(it, [], site))));

    it('finds what is, when nothing is fitted', () => {
      const [site] = sites;
      const whole = fc.sample(wildCard, 200).map((it) => message(unfitted(it, site)));
      expect(whole.filter(({ ours }) => ours.length > 0).length).toBeGreaterThan(0);
      expect(whole.filter(({ discord }) => discord !== null).length).toBeGreaterThan(0);
    });
  });
}
