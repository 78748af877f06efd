import { describe, expect, it } from 'vitest';
import type { Ask } from '../../../src/core/ask/ask.ts';
import type { KnownPerson } from '../../../src/core/ports.ts';
import { plainText } from '../../../src/core/cards/plain.ts';
import { isFor, parsePress } from '../../../src/core/cards/token.ts';
import { composeHome, type HomeFacts } from '../../../src/core/home/home.ts';
import { inboxOf, type Waiting } from '../../../src/core/home/inbox.ts';
import { projectSchema, type Execution, type Permission, type Person } from '../../../src/core/project/definition.ts';
import { blocking, definition, gate, later, noon, run, view } from '../cards/sample.ts';

const mara: Person = { id: 'mara', name: 'Mara', may: 'everything', accounts: { slack: 'T1/U1' } };
const project = projectSchema.parse({
  project: 'film',
  name: 'The Lighthouse',
  people: [mara],
  pipelines: [
    {
      ...{ id: 'release', name: 'Release notes', about: 'Drafts notes.' },
      stages: [{ id: 'tag', name: 'Tag', do: 'command', run: 'git tag', makes: 'tag' }],
    },
  ],
});
const account = { surface: 'slack' as const, team: 'T1', user: 'U1' };

const other = (n: number): Partial<Ask> => ({
  subject: { ...gate().subject, stageId: `stage-${n}` } as Ask['subject'],
});
const waiting = (n: number, over: Partial<Ask> = {}, person: KnownPerson = mara): Waiting => {
  const of = run({ id: `r_${n}`, title: `Run ${n}` });
  return { ask: gate({ id: `k_${n}`, runId: of.id, openedAt: later(n), ...over }), run: of, person };
};
const times = <T>(count: number, make: (n: number) => T): T[] => Array.from({ length: count }, (_, n) => make(n));

function homeOf(asked: Waiting[], over: Partial<HomeFacts> = {}) {
  const home = composeHome({
    account,
    memberships: [{ project, person: mara, accounts: [{ surface: 'slack', team: 'T1', user: 'U1' }] }],
    inbox: inboxOf(asked),
    isMore: false,
    asks: new Map(
      asked.map(({ ask, run: { id, title, hold } }) => [ask.id, { ask, run: run({ id, title, hold }), definition }]),
    ),
    runs: [],
    moreRuns: 0,
    ...over,
  });
  return home.sections.map(({ title, lines }) => ({
    title,
    lines: lines.map(({ text }) => plainText(text)),
    buttons: lines.flatMap(({ buttons }) => buttons),
  }));
}

describe('a person’s own page', () => {
  it('has the questions that wait for this person, in the order that they were asked', () => {
    const [inbox] = homeOf([waiting(1, other(1)), waiting(2, other(2))]);
    expect(inbox?.title).toBe('Waits for your answer');
    expect(inbox?.lines.map((line) => /Run \d/.exec(line)?.[0])).toEqual(['Run 1', 'Run 2']);
    expect(inbox?.lines[0]).toBe('Approve “Draft the notes”? · Run 1\nThe Lighthouse · asked 2026-11-20 12:00 UTC');
  });

  it('says until when one waits, and that the run is paused', () => {
    const hold = { reason: 'person' as const, why: 'Wait.', by: 'Ada', at: noon };
    const held = { ...waiting(1, { expiresAt: later(3600) }), run: run({ id: 'r_1', hold }) };
    const [inbox] = homeOf([held]);
    expect(inbox?.lines[0]).toMatch(/waits until 2026-11-20 13:00 UTC · the run is paused: an answer takes effect/);
  });

  it('P16: says equal questions in one line, with a count', () => {
    const [inbox] = homeOf([...times(55, (n) => waiting(n)), waiting(99, other(1))]);
    expect(inbox?.lines).toHaveLength(2);
    expect(inbox?.lines[0]).toMatch(
      /^Approve “Draft the notes”\? · 55 runs\n.*oldest asked.*all of them in the console/,
    );
    // Three are not many: each has its own line.
    expect(homeOf(times(3, (n) => waiting(n)))[0]?.lines).toHaveLength(3);
  });

  it('leaves to others the answers to a blocker that the plan of the project does not give this person', () => {
    const byok = { ...mara, entitled: { to: ['byok' as const], get: 'Ask Jon.' } };
    const blocked = waiting(1, blocking, byok);
    const linesIn = (execution: Execution) => homeOf([{ ...blocked, run: { ...blocked.run, execution } }])[0]?.lines;
    expect(linesIn('local')?.[0]).toContain('Run 1');
    expect(linesIn('cloud')?.join()).toMatch(/^Nothing.*1 question waits for others/);
  });

  it('shows ten lines at most, and says how many more there are', () => {
    const [inbox] = homeOf(times(22, (n) => waiting(n, other(n))));
    expect(inbox?.lines).toHaveLength(11);
    expect(inbox?.lines.at(-1)).toMatch(/^And 12 more questions: /);
    const [all] = homeOf(
      times(200, (n) => waiting(n, other(n))),
      { isMore: true },
    );
    expect(all?.lines.at(-1)).toMatch(/^And 190 more questions, at least: /);
  });

  it('counts what waits for others, and shows none of it', () => {
    const may: Permission[] = ['view'];
    const [inbox] = homeOf([waiting(1, other(1)), waiting(2, other(2), { ...mara, may })]);
    expect(inbox?.lines).toEqual([
      expect.stringContaining('Run 1'),
      expect.stringMatching(/^1 question waits for others/),
    ]);
    expect(homeOf([])[0]?.lines).toEqual([expect.stringMatching(/^Nothing\. When a run asks/)]);
  });

  it('leads to each question by a button that works for this person alone', () => {
    const [inbox] = homeOf([waiting(1)]);
    const [button] = inbox?.buttons ?? [];
    const parsed = parsePress(button?.token ?? '');
    expect(parsed?.token).toMatchObject({ press: 'command', runId: 'r_1', verb: 'review' });
    expect([isFor(parsed?.mark ?? '', 'mara'), isFor(parsed?.mark ?? '', 'jon')]).toEqual([true, false]);
  });

  it('leads to what no run waits for by showing all of it', () => {
    const suggestion = waiting(1, { kind: 'suggestion', revision: 3 });
    const parsed = parsePress(homeOf([suggestion])[0]?.buttons[0]?.token ?? '');
    expect(parsed).toMatchObject({ token: { press: 'page', askId: 'k_1', revision: 3 }, mark: expect.any(String) });
  });

  it('has the runs that this person started, each with its state and why', () => {
    const runs = [{ view: view({ run: run({ title: 'Release 2' }) }), person: mara }];
    const [, own] = homeOf([], { runs, moreRuns: 2 });
    expect(own?.lines).toEqual([
      'Release 2 ▶ Running\nWriter is writing: “Draft the notes”.',
      expect.stringMatching(/^And 2 more runs: /),
    ]);
    expect(parsePress(own?.buttons[0]?.token ?? '')?.token).toMatchObject({ verb: 'focus' });
    expect(homeOf([])[1]?.lines[0]).toContain('/wheel run starts one');
  });

  it('says who this person is, what they may, and how to link an account', () => {
    const jon: Person = { ...mara, id: 'jon', name: 'Jon', may: ['view', 'decide'] };
    const memberships = [
      { project, person: jon, accounts: [{ surface: 'console' as const, team: 'local', user: 'jon' }] },
    ];
    const [, , you] = homeOf([], { memberships });
    expect(you?.lines).toEqual([
      'The Lighthouse: you are Jon, and may look at runs, answer questions.',
      'Known by: the console local/jon.',
      expect.stringMatching(/Your accounts \(console page \/accounts\).*\/wheel link CODE/),
      'Open the console',
    ]);
    expect(homeOf([])[2]?.lines[0]).toMatch(/you are Mara, and may do everything\.$/);
  });

  it('tells whom no project knows what to write into its file, and nothing else', () => {
    const sections = homeOf([waiting(1)], { memberships: [] });
    expect(sections.map(({ title }) => title)).toEqual(['Nobody knows you here yet']);
    expect(sections[0]?.lines[0]).toContain('accounts: { slack: T1/U1 }');
    expect(JSON.stringify(sections)).not.toContain('Run 1');
  });

  it('says the same of the same facts, whenever it is asked', () => {
    const asked = [waiting(1, other(1)), waiting(2, other(2))];
    expect(homeOf(asked)).toEqual(homeOf(asked));
  });
});
