import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainCard, plainText } from '../../../src/core/cards/plain.ts';
import { runButtons, runCard } from '../../../src/core/cards/run-card.ts';
import { parsePress } from '../../../src/core/cards/token.ts';
import { runStatuses, type Run, type RunStatus } from '../../../src/core/run/run.ts';
import { allows } from '../../../src/core/run/status.ts';
import type { Ask, Subject } from '../../../src/core/ask/ask.ts';
import { artifact, attempt, definition, gate, later, noon, run, said, state, view } from './sample.ts';
import { approval, asking, mending } from './agent-sample.ts';

const labels = (status: RunStatus): string[] =>
  runCard(view({ run: run({ status }) })).buttons.map((button) => button.label);
const button = (status: RunStatus, label: string) =>
  runCard(view({ run: run({ status }) })).buttons.find((it) => it.label === label);

describe('the card of a run', () => {
  it.each([
    ['queued', ['Pause', 'Cancel', 'Message…', 'Focus']],
    ['running', ['Pause', 'Cancel', 'Message…', 'Focus']],
    ['awaiting', ['Review', 'Pause', 'Cancel', 'Message…', 'Focus']],
    ['paused', ['Resume', 'Rollback…', 'Cancel', 'Message…', 'Focus']],
    ['blocked', ['Review', 'Rollback…', 'Cancel', 'Message…', 'Focus']],
    ['completed', ['Focus']],
    ['failed', ['Focus']],
    ['cancelled', ['Focus']],
  ] as const)('offers, when it is %s: %j (S0-16 to S0-18)', (status, expected) => {
    expect(labels(status)).toEqual(expected);
  });

  it.each(runStatuses.filter((status) => labels(status).length > 1))(
    'has its first button as the only primary: %s',
    (status) => {
      const styles = runCard(view({ run: run({ status }) })).buttons.map((it) => it.style);
      expect(styles[0]).toBe('primary');
      expect(styles.slice(1)).not.toContain('primary');
    },
  );

  it('says the fixed words of Pause, Cancel and Rollback first (S0-26 to S0-28)', () => {
    expect(button('running', 'Pause')?.hint).toMatch(/^Pauses execution\. You can resume later\. /);
    expect(button('running', 'Cancel')?.hint).toMatch(/^Stops this run\. This can't be undone\. /);
    expect(button('running', 'Cancel')?.confirm?.text).toMatch(/^Stops this run\. This can't be undone\. /);
    expect(button('paused', 'Rollback…')?.hint).toMatch(
      /^Restores the run to the last checkpoint\. You may lose recent progress\. /,
    );
  });

  it('S0-24: says whether it acts on a local or a cloud run', () => {
    for (const [execution, at] of [['local', 'locally'] as const, ['cloud', 'in the cloud'] as const]) {
      const on = (status: RunStatus) => runButtons(state({ run: run({ status, execution }) }));
      const hints = [...on('running'), ...on('paused')].filter((it) => /Pause|Resume|Cancel|Rollback/.test(it.label));
      expect(hints).toHaveLength(5);
      expect(plainCard(runCard(view({ run: run({ execution }) })))).toContain(`Runs: ${at}`);
      for (const { hint } of hints) expect(hint).toMatch(new RegExp(`${at}|the ${execution} step`, 'i'));
      expect(hints.find(({ confirm }) => confirm)?.confirm?.text).toContain(`this ${execution} run`);
    }
  });

  it('P27, S0-25: says what, when, whether it can be undone and what it costs where it spends or destroys', () => {
    expect(button('running', 'Pause')?.hint).toMatch(/resume later.*step in flight finishes.*no further step.*Costs/);
    expect(button('paused', 'Rollback…')?.hint).toMatch(/You may lose.*once you have submitted.*what is lost/);
    expect(button('paused', 'Resume')?.hint).toMatch(/at once.*locally.*pause again.*\$0\.0123 spent of \$0\.50/);
    expect(button('running', 'Cancel')?.confirm?.text).toMatch(/at once.*local.*\$0\.0123 spent of \$0\.50/);
  });

  it('binds its commands to the epoch that it was drawn for', () => {
    const token = button('running', 'Cancel')?.token ?? '';
    expect(parsePress(token)?.token).toEqual({ press: 'command', runId: 'r_sample', epoch: 3, verb: 'cancel' });
  });

  it('shows a pause that still finishes its step', () => {
    const hold = { reason: 'person' as const, why: 'Paused by Mara', by: 'Mara', at: noon };
    const openStep = { number: 1, estimate: { microUsd: 0, inputTokens: 0, outputTokens: 0 }, at: noon };
    const paused = run({ status: 'paused', hold });
    const finishing = runCard(view({ run: paused, attempts: [attempt({ openStep })] }));
    expect(finishing.badge.word).toBe('Paused, finishing the current step');
    expect(runCard(view({ run: paused })).badge.word).toBe('Paused');
    expect(finishing.fallback).toContain('Paused by Mara (2026-11-20 12:00 UTC)');
    const because = run({ status: 'paused', hold: { ...hold, why: 'Too much marmalade' } });
    expect(runCard(view({ run: because })).fallback).toContain('Too much marmalade (Mara, 2026-11-20 12:00 UTC)');
  });

  it('says what it waits for, for whom, and since when', () => {
    const why = (...asks: Ask[]) => plainText(runCard(view({ run: run({ status: 'awaiting' }), asks })).why);
    expect(why(gate())).toBe('Approve “Draft the notes”? Waits for anyone who may decide, since 2026-11-20 12:00 UTC.');
    const named = (approvers: string[], quorum = 1, excluded: string[] = []) =>
      gate({ policy: { approvers, quorum, excluded } });
    expect(why(named(['mara', 'ines']))).toContain('Waits for Mara or Ines, since');
    expect(why(named(['mara', 'ines'], 2))).toContain('Waits for 2 of Mara and Ines, since');
    expect(why(named(['mara', 'ines'], 1, ['ines']))).toContain('Waits for Mara or Ines, but not Ines, since');
    expect(why(named([]))).toContain('Waits for nobody, as its list is empty, since');
  });

  it('says why it stopped itself, and for whom it waits', () => {
    const detail = 'exit code 1';
    const at = { stage: 1, stageId: 'tag', attemptId: 'at_1' };
    const subject: Subject = { about: 'blocker', reason: 'stage_failed', ...at, detail, tried: 2 };
    const card = runCard(view({ run: run({ status: 'blocked' }), asks: [gate({ kind: 'blocker', subject })] }));
    expect(plainText(card.why)).toBe('The run stopped itself: a stage failed. Waits for anyone who may decide.');
  });

  it.each([
    ['stage_failed', 'failed'],
    ['budget_exceeded', 'waiting'],
    ['rejected_thrice', 'waiting'],
  ] as const)('says of a stage that it failed only if it did: %s is %s', (reason, expected) => {
    const subject: Subject = {
      ...{ about: 'blocker', reason, detail: '', tried: 0 },
      ...{ stage: 1, stageId: 'tag', attemptId: 'at_1' },
    };
    const blocked = view({ run: run({ status: 'blocked', stage: 1 }), asks: [gate({ kind: 'blocker', subject })] });
    const steps = runCard(blocked).blocks.flatMap((block) => (block.kind === 'progress' ? block.steps : []));
    expect(steps.map(({ state }) => state)).toContain(expected);
    expect(steps.map(({ state }) => state).includes('failed')).toBe(expected === 'failed');
  });

  it.each([
    ['a call of a tool', approval(), 'Let Engineer run a command line?'],
    ['a question', asking(), 'Engineer asks a question.'],
  ])('says for whom an agent is parked, held or not: %s', (_what, ask, question) => {
    const hold = { reason: 'person' as const, why: 'Paused by Mara', by: 'Mara', at: later(30) };
    const why = (over: Partial<Run>) =>
      plainText(runCard(view({ run: run(over), asks: [ask], definition: mending })).why);
    expect(why({ status: 'awaiting' })).toBe(
      `${question} Waits for anyone who may decide, since 2026-11-20 12:00 UTC.`,
    );
    expect(why({ status: 'paused', hold })).toBe(
      `Paused by Mara (2026-11-20 12:00 UTC). ${question} Waits for anyone who may decide, too: an answer takes effect on Resume.`,
    );
  });

  it.each([
    ['a writer', definition, 0, 'the next draft'],
    ['an agent', mending, 0, 'the next step'],
  ])('calls what reads words next by what %s does', (_who, its, stage, next) => {
    const card = runCard(view({ run: run({ stage }), definition: its, messages: [said(), said({ id: 'm_2' })] }));
    expect(card.fallback).toContain(`2 messages wait for ${next}.`);
    expect(card.buttons.find(({ label }) => label === 'Message…')?.hint).toContain(`your words go to ${next}.`);
  });

  it('says of words beside a question that it waits too, and that words alone are no answer', () => {
    const now = { run: run({ status: 'awaiting' }), definition: mending, messages: [said()] };
    const lines = (ask: Ask) => runCard(view({ ...now, asks: [ask] })).fallback;
    expect(lines(asking())).toContain(
      '1 message waits for the next step. The question still waits: only a button answers it.',
    );
    expect(lines(approval())).toContain('1 message waits for the next step.');
  });

  it('says where words would be read by nobody', () => {
    const card = runCard(view({ run: run({ stage: 1 }), messages: [said()] }));
    expect(card.fallback).toContain('1 message waits, but no stage is left that reads words.');
  });

  it('shows progress, cost, budget, mode, place of execution and who started it', () => {
    const { fallback } = runCard(view({ run: run({ stage: 1 }) }));
    expect(fallback).toContain('✔ Draft the notes (done, notes, version 2)');
    expect(fallback).toContain('▶ Tag the release (now)');
    expect(fallback).toContain('$0.0123, 1\u202f234 tokens (budget $0.50)');
    expect(fallback).toContain('Mode: Checkpoint');
    expect(fallback).toContain('Runs: locally, as a rehearsal');
    expect(fallback).toContain('Started by: Mara, 2026-11-20 12:00 UTC');
  });

  it('says of each stage whether it is under way, held, or never comes', () => {
    const steps = (status: RunStatus) =>
      runCard(view({ run: run({ status, stage: 0 }) })).blocks.flatMap((it) =>
        it.kind === 'progress' ? it.steps : [],
      );
    const of = (status: RunStatus) => steps(status).map(({ state }) => state);
    expect(of('running')).toEqual(['now', 'to come']);
    expect(of('awaiting')).toEqual(['waiting', 'to come']);
    expect(of('paused')).toEqual(['paused', 'to come']);
    expect(of('cancelled')).toEqual(['not done', 'not done']);
    expect(of('failed')).toEqual(['failed', 'not done']);
  });

  it('says what was spent in what its budget counts', () => {
    const hint = (budget: Run['budget']) => runButtons(state({ run: run({ status: 'paused', budget }) }))[0]?.hint;
    expect(hint({ microUsd: null, tokens: 5000 })).toContain('1\u202f234 tokens spent of 5\u202f000 tokens.');
    expect(hint({ microUsd: 500_000, tokens: 5000 })).toContain(
      '$0.0123, 1\u202f234 tokens spent of $0.50 or 5\u202f000 tokens.',
    );
    expect(hint({ microUsd: null, tokens: null })).toContain('$0.0123 spent.');
  });

  it('shows live output only while something runs', () => {
    const output = { outputTail: 'compiling\n\u001b[32mok\u001b[0m\n' };
    expect(runCard(view({ run: run() }, output)).fallback).toContain('> compiling\n> ok');
    expect(runCard(view({ run: run({ status: 'completed' }), attempts: [] }, output)).fallback).not.toContain(
      'compiling',
    );
  });

  it('labels a rehearsal only where there is one', () => {
    expect(runCard(view()).fallback).toContain('Rehearsal: no model is configured');
    const real = artifact({ canon: null });
    expect(runCard(view({ artifacts: [real] })).fallback).not.toContain('ehearsal');
  });

  it('has a fallback that is made of everything in it', () => {
    const card = runCard(view());
    expect(card.fallback).toBe(plainCard(card));
    expect(card.revision).toBe(9);
  });

  it('never offers what the rules refuse, nor a sixth button, whatever the state', () => {
    const possible = (status: RunStatus, token: string): boolean => {
      const verb = parsePress(token)?.token;
      if (verb?.press !== 'command') return false;
      if (verb.verb === 'focus') return true;
      return verb.verb !== 'again' && allows(status, verb.verb === 'review' ? 'answer' : verb.verb);
    };
    expect(possible('cancelled', 'c.r_1.1.pause')).toBe(false);
    const anyRun = fc.record({
      status: fc.constantFrom(...runStatuses),
      stage: fc.integer({ min: 0, max: 3 }),
      round: fc.integer({ min: 0, max: 3 }),
      title: fc.string({ unit: 'binary', maxLength: 300 }),
      brief: fc.string({ unit: 'binary', maxLength: 600 }),
    });
    fc.assert(
      fc.property(anyRun, fc.string({ maxLength: 2000 }), (over, outputTail) => {
        const card = runCard(view({ run: run(over) }, { outputTail }));
        expect(card.buttons.length).toBeLessThanOrEqual(5);
        expect(card.buttons.filter((it) => it.style === 'primary').length).toBeLessThanOrEqual(1);
        expect(card.buttons.every((it) => possible(over.status, it.token))).toBe(true);
        expect(card.fallback.length).toBeLessThan(3500);
      }),
    );
  });
});
