import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rehearse } from '../../../src/agents/rehearsal/rehearse.ts';
import { countWords } from '../../../src/agents/rehearsal/words.ts';
import type { Assignment } from '../../../src/core/stage/executor.ts';
import { assignmentOf, messageOf, role, writeStage } from '../stage.ts';

const history = `9f19394 fix: Keep the card when Slack is away.
584cc78 core: Add the prices of models.
5026555 docs: Explain how a run is started.
45df11d Merge branch 'main'
1111111 tests: Pin the clock.`;
const checks = ' Test Files  12 passed (12)\n      Tests  240 passed (240)';
const brief =
  'A lighthouse keeper on a remote island finds a radio that answers back. Her daughter Elin comes before the winter.';

const from = (text: string, who = 'Mara') => [{ kind: 'rejected' as const, from: who, text, at: new Date(0) }];
const notes = writeStage({ makes: 'notes', name: 'Release notes' });
const treatment = writeStage({ makes: 'treatment', name: 'Treatment' });
const write = (stage: typeof notes, more: Partial<Assignment>, messages = [] as ReturnType<typeof messageOf>[]) =>
  rehearse(role, assignmentOf(stage, more), messages);

const firstNotes = write(notes, { inputs: { history, checks }, parameters: { version: '2.0' } });
const revised = (text: string) =>
  write(notes, { inputs: { history, checks }, draft: firstNotes.text, feedback: from(text) });

describe('the rehearsal', () => {
  it('groups the real commits of a history and repeats what the checks said', () => {
    expect(firstNotes.text).toMatch(/# Notes for 2\.0/);
    expect(firstNotes.text).toMatch(/4 changes/);
    expect(firstNotes.text).toMatch(/## Fixed\n\n- Keep the card when Slack is away\. \(`9f19394`\)/);
    expect(firstNotes.text).toMatch(/## New\n\n- \*\*core\*\*: Add the prices of models/);
    expect(firstNotes.text).toMatch(/## Documentation\n\n.*Explain how a run is started/);
    expect(firstNotes.text).toContain('checks: Tests 240 passed (240)');
    expect(firstNotes.text).not.toContain('Merge branch');
  });

  it("tells a story in three acts, with the brief's own people and things", () => {
    const { text } = write(treatment, { brief, parameters: { tone: 'wintry' } });
    for (const part of [
      '**Logline.** A lighthouse keeper',
      '## Act one',
      '## Act two',
      '## Act three',
      'the radio',
      'Tone: wintry',
    ]) {
      expect(text).toContain(part);
    }
  });

  it('takes a first line of its own as the title, and tells the story without it', () => {
    const titled =
      'WHO GOES THERE?\n\nThe customs house of a harbour, in winter. Odile, 58, waits. An old man comes in. Odile listens.';
    const { text, remark } = write(treatment, { brief: titled });
    expect(text).toMatch(
      /^# Who goes there\?\n\n\*\*Logline\.\*\* The customs house of a harbour, in winter\. Odile, 58, waits\.\n/,
    );
    expect(text).not.toContain('WHO GOES');
    expect(text).toContain('Odile follows the old man');
    expect(text).toContain('ordinary day: the customs house of a harbour, seen');
    expect(remark).toContain('“Who goes there?”');
    const scenes = write(writeStage({ makes: 'scenes', name: 'Scenes' }), {
      brief: titled,
      inputs: { treatment: text },
    });
    expect(scenes.text).toMatch(/^# Who goes there\? – scenes\n/);
    expect(scenes.text).toContain('1. EXT. CUSTOMS HOUSE – DAWN');
  });

  it('speaks to one who is called You', () => {
    const second = write(notes, { draft: firstNotes.text, feedback: from('Mention the testers.', 'You') });
    expect(second.remark).toContain('after you wrote “Mention the testers”');
    expect(second.text).toContain('Revised after you wrote: “Mention the testers.”');
    expect(second.text).toContain('As you ask: the testers.');
  });

  it.each(['Scenes', 'Look book', 'Sound design', 'Continuity report'])('works on from the treatment: %s', (name) => {
    const inputs = { treatment: write(treatment, { brief }).text };
    const { text } = write(writeStage({ makes: 'next', name }), { brief, inputs });
    expect(text).toContain('lighthouse keeper');
    expect(countWords(text)).toBeGreaterThan(60);
  });

  it('never passes for a model', () => {
    expect(firstNotes.rehearsal).toBe(true);
    expect(firstNotes.text).toContain('No AI model was called.');
  });

  it('halves a draft that is too long, and says so in the thread', () => {
    const second = revised('Too long, please make it shorter.');
    expect(second.text).toContain('_Draft 2. Revised after Mara wrote: “Too long, please make it shorter.”_');
    expect(countWords(second.text)).toBeLessThan(0.75 * countWords(firstNotes.text));
    expect(second.remark).toBe('Second draft: I cut it by half, after Mara wrote “Too long, please make it shorter”.');
  });

  it('adds what should be mentioned, with what the inputs say of it', () => {
    const { text } = revised('Please mention the prices of models, and add the upgrade guide');
    expect(text).toMatch(
      /## Prices of models\n\n.*As Mara asks: the prices of models\.\n\n- .*Add the prices of models/,
    );
    expect(text).toMatch(/## Upgrade guide/);
  });

  it.each([
    ['Remove the Documentation section.', (text: string) => !text.includes('## Documentation')],
    ["Don't mention Slack.", (text: string) => !text.includes('Slack is away')],
    ['Replace "prices" with "costs".', (text: string) => text.includes('Add the costs of models')],
    ['Call it "What is new"', (text: string) => text.includes('# What is new\n')],
    [
      'It sounds like a robot',
      (text: string) => text.includes('“It sounds like a robot”, Mara wrote. With that in mind: this release'),
    ],
  ])('takes up: %s', (wish, isDone) => {
    expect(isDone(firstNotes.text)).toBe(false);
    expect(isDone(revised(wish).text)).toBe(true);
  });

  it('takes up a message as it does a rejection, and counts its drafts', () => {
    const second = revised('shorter');
    const third = write(notes, { inputs: { history }, draft: second.text }, [messageOf('Thank the testers.', 'Jon')]);
    expect(third.text).toMatch(/_Draft 3\. Revised after Jon/);
    expect(third.text).toContain('## Testers');
    expect(third.text.match(/^_Draft/gm)).toHaveLength(1);
    expect(third.remark).toMatch(/^Third draft/);
  });

  it("starts from a person's edit of the draft", () => {
    const edited = firstNotes.text.replace('This release brings', 'We are proud of');
    expect(write(notes, { draft: edited, feedback: from('Mention the testers.') }).text).toContain('We are proud of');
  });

  it('writes something sound, the same twice, for any words whatever', () => {
    const text = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 400 }),
      fc.lorem({ mode: 'sentences', maxCount: 6 }),
    );
    const name = fc.constantFrom('Release notes', 'Treatment', 'Scenes', 'Look book', 'Sound', 'Review', 'Plan');
    fc.assert(
      fc.property(name, text, text, text, (stage, brief, input, wish) => {
        const given = { brief, inputs: { material: input }, draft: input, feedback: from(wish) };
        const first = write(writeStage({ name: stage }), { ...given, draft: null });
        const second = write(writeStage({ name: stage }), given);
        for (const { text: made } of [first, second]) {
          expect(made).toMatch(/^# \S/);
          expect(made).not.toMatch(/undefined|NaN|\[object/);
        }
        expect(write(writeStage({ name: stage }), given)).toEqual(second);
      }),
      { numRuns: 400 },
    );
  });
});
