import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { choicesFor } from '../../../src/core/ask/choices.ts';
import { askCard } from '../../../src/core/cards/ask-card.ts';
import { pageCard } from '../../../src/core/cards/pages.ts';
import { plainText } from '../../../src/core/cards/plain.ts';
import { definition, gate, later, noon, run } from './sample.ts';
import type { Ask, BlockerReason, Outcome, Subject } from '../../../src/core/ask/ask.ts';

const texts = new Map([['d_notes', 'The notes of 1.2.']]);
const card = (ask: Ask, shown = texts) => askCard(ask, run(), definition, shown);
const labels = (ask: Ask, shown = texts) => card(ask, shown).buttons.map((button) => button.label);

const next: Subject = {
  about: 'stage_next',
  stage: 1,
  stageId: 'tag',
  definition: 'd',
  items: [{ artifactId: 'a_notes', name: 'notes', version: 2, digest: 'd_notes', length: 17, rehearsal: true }],
};
const blocker = (reason: BlockerReason): Subject => ({
  about: 'blocker',
  reason,
  stage: 1,
  stageId: 'tag',
  attemptId: 'at_1',
  detail: 'exit code 1',
  tried: 2,
});
const asked = (subject: Subject, over: Partial<Ask> = {}): Ask =>
  gate({ subject, choices: choicesFor(subject, subject.about === 'stage_next'), ...over });
const suggestion: Subject = {
  about: 'suggested_version',
  canon: 1,
  item: { artifactId: 'a_notes', name: 'notes', version: 3, digest: 'd_notes', length: 17, rehearsal: true },
  base: 2,
  why: 'It reads better.',
};

describe('the card of an Ask', () => {
  it.each([
    ['a finished stage', gate(), ['Approve', 'Reject…', 'Edit…']],
    ['a stage that would run', asked(next), ['Approve', 'Reject…']],
    ['a suggestion', asked(suggestion, { kind: 'suggestion' }), ['Accept', 'Reject…', 'Later']],
    ['a blocker', asked(blocker('stage_failed'), { kind: 'blocker' }), ['Resume…', 'Roll back', 'Cancel']],
    [
      'an uncertain effect',
      asked(blocker('uncertain_effect'), { kind: 'blocker' }),
      ['It happened, go on…', 'It did not, try again…', 'Roll back', 'Cancel'],
    ],
  ])('of %s has its own buttons', (_what, ask, expected) => {
    expect(labels(ask)).toEqual(expected);
  });

  it('shows exactly what would run, where, on what, and whether it can be undone', () => {
    const { fallback } = card(asked(next));
    expect(fallback).toContain('Command: git tag v1.2.0');
    expect(fallback).toContain('Directory: repo');
    expect(fallback).toContain('Reads: notes, version 2');
    expect(fallback).toContain("Can it be undone?: No. This can't be undone.");
    expect(card(asked(next)).buttons[0]?.confirm?.text).toContain("This can't be undone.");
  });

  it('quotes the text with its version, and labels a rehearsal', () => {
    const [quote] = card(gate()).blocks.filter((block) => block.kind === 'quote');
    expect(quote).toEqual({
      kind: 'quote',
      label: 'notes, version 2 (rehearsal)',
      text: 'The notes of 1.2.',
      cut: false,
    });
  });

  it('S11: keeps lines that look like ours inside the quote', () => {
    const forged = new Map([['d_notes', '✔ Approved by Mara\n\u202eevil']]);
    const shown = card(gate(), forged);
    expect(shown.outcome).toBeNull();
    expect(shown.title).toBe('Approve “Draft the notes”?');
    expect(shown.fallback).toContain('> ✔ Approved by Mara\n> ‹U+202E›evil');
  });

  it('offers Approve for a text that does not fit only below its last page', () => {
    const long = new Map([['d_notes', 'word '.repeat(2000)]]);
    expect(labels(gate(), long)).toEqual(['Show everything', 'Reject…', 'Edit…']);
    const view = { ask: gate(), run: run(), definition };
    const pages = [0, 1, 2, 3].map((page) => pageCard(view, long, page).buttons.map((button) => button.label));
    expect(pages).toEqual([['Next page'], ['Next page'], ['Next page'], ['Approve', 'Reject…', 'Edit…']]);
    expect(pageCard(view, long, 99).buttons[0]?.label).toBe('Approve');
  });

  it.each([
    ['work that reads it', asked(next), ['Reject…'], ['Approve', 'Reject…']],
    [
      'a suggestion of it',
      asked(suggestion, { kind: 'suggestion' }),
      ['Reject…', 'Later'],
      ['Accept', 'Reject…', 'Later'],
    ],
  ])('agrees to %s below the last page as well, where it does not fit', (_what, ask, beside, below) => {
    const long = new Map([['d_notes', 'word '.repeat(600)]]);
    expect(labels(ask, long)).toEqual(['Show everything', ...beside]);
    expect(card(ask, long).fallback).toContain(`and to ${below[0]} below it.`);
    const pages = [0, 1].map((page) => pageCard({ ask, run: run(), definition }, long, page));
    expect(pages.map(({ buttons }) => buttons.map(({ label }) => label))).toEqual([['Next page'], below]);
  });

  it('shows what would run again where it is approved, below the last page', () => {
    const [first, last] = [0, 1].map((page) =>
      pageCard({ ask: asked(next), run: run(), definition }, new Map([['d_notes', 'word '.repeat(600)]]), page),
    );
    expect(last?.fallback).toContain('Command: git tag v1.2.0');
    expect(last?.buttons[0]?.confirm?.text).toContain("This can't be undone.");
    expect(first?.fallback).not.toContain('Command:');
  });

  it('has room for 2,000 characters, on the card and in its fallback; one more leads to Show everything', () => {
    const whole = new Map([['d_notes', 'x'.repeat(2000)]]);
    expect(labels(gate(), whole)).toEqual(['Approve', 'Reject…', 'Edit…']);
    expect(card(gate(), whole).fallback).toContain(`> ${'x'.repeat(2000)}\n`);
    expect(labels(gate(), new Map([['d_notes', 'x'.repeat(2001)]]))[0]).toBe('Show everything');
  });

  it('says so when its text was redacted', () => {
    expect(card(gate(), new Map()).fallback).toContain('no longer stored');
  });

  it('tells what happened, how often it was tried, what it cost, and that waiting costs nothing', () => {
    const { fallback } = card(asked(blocker('stage_failed'), { kind: 'blocker' }));
    for (const words of [
      '> exit code 1',
      'Tried: 2 times',
      'Stage: “Tag the release”',
      '$0.0123',
      'waiting costs: nothing',
    ])
      expect(fallback).toContain(words);
  });

  it('says the fixed words where a blocker can roll back or cancel', () => {
    const buttons = card(asked(blocker('time_limit'), { kind: 'blocker' })).buttons;
    expect(buttons[1]?.confirm?.text).toMatch(
      /^Restores the run to the last checkpoint\. You may lose recent progress\./,
    );
    expect(buttons[2]?.confirm?.text).toMatch(/^Stops this run\. This can't be undone\./);
  });

  it('counts the votes so far by name', () => {
    const where = { surface: 'console' as const, channel: 'film', thread: null };
    const base = { id: 'ans', personId: 'mara', personName: 'Mara', choice: 'approve' as const, words: null };
    const vote = { ...base, digest: 'd', where, at: noon, revision: 1 };
    const policy = { approvers: ['mara', 'ines'], quorum: 2, excluded: [] };
    const { fallback } = card(gate({ policy, answers: [vote, { ...vote, revision: 0 }] }));
    expect(fallback).toContain('Approvals so far: 1 of 2: Mara');
    expect(fallback).toContain('Who decides: Mara, Ines, 2 different people');
  });

  const outcome = (over: Partial<Outcome>): Outcome => ({
    status: 'decided',
    choice: 'reject',
    by: 'Mara',
    words: 'Too long.',
    where: { surface: 'slack', channel: 'C1', thread: null },
    at: later(60),
    why: null,
    ...over,
  });

  it('names in the second look what the command is given, as its form called it', () => {
    const [approve] = card(asked(next)).buttons;
    expect(approve?.confirm?.text).toContain('exactly as shown (Version: 1.2.0).');
  });

  it('keeps its body when it is settled, and trades its buttons for who, what, when, where', () => {
    const settled = card(gate({ status: 'decided', outcome: outcome({}) }));
    expect(settled.buttons).toEqual([]);
    expect(settled.blocks.some((block) => block.kind === 'quote')).toBe(true);
    expect(plainText(settled.outcome ?? [])).toBe('✖ Rejected by Mara, 2026-11-20 12:01 UTC, in Slack: “Too long.”');
  });

  it('P7: says expired, withdrawn and superseded each in its own words, none of them a rejection', () => {
    const ends = (['expired', 'withdrawn', 'superseded'] as const).map((status) =>
      card(gate({ status, outcome: outcome({ status, choice: null, by: null, words: null }) })),
    );
    const said = ends.map((it) => plainText(it.outcome ?? []));
    expect(new Set(said).size).toBe(3);
    expect(said.join()).not.toMatch(/Rejected|denied/);
    expect(ends.map((it) => it.badge.word)).toEqual(['Expired', 'Withdrawn', 'Superseded']);
    expect(card(gate({ status: 'decided', outcome: outcome({}) })).badge.word).toBe('Rejected');
  });

  it('never has a sixth button or a second primary one, whatever is asked with whatever text', () => {
    const subjects = [gate().subject, next, suggestion, blocker('budget_exceeded'), blocker('uncertain_effect')];
    const status = fc.constantFrom('open' as const, 'decided' as const, 'expired' as const);
    fc.assert(
      fc.property(
        fc.constantFrom(...subjects),
        status,
        fc.string({ unit: 'binary', maxLength: 6000 }),
        (subject, at, text) => {
          const ended = at === 'open' ? null : outcome({ status: at });
          const shown = card(asked(subject, { status: at, outcome: ended }), new Map([['d_notes', text]]));
          expect(shown.buttons.length).toBeLessThanOrEqual(at === 'open' ? 5 : 0);
          expect(shown.buttons.filter((button) => button.style === 'primary').length).toBeLessThanOrEqual(1);
          expect(new Set(shown.buttons.map((button) => button.token)).size).toBe(shown.buttons.length);
          expect(shown.fallback.length).toBeLessThan(4000);
          for (const button of shown.buttons) {
            expect(button.token.length).toBeLessThanOrEqual(100);
            expect(button.hint).not.toBe('');
            expect(button.confirm?.text.length ?? 0).toBeLessThanOrEqual(300);
          }
        },
      ),
    );
  });
});
