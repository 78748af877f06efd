import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { acts, playAll } from './model/play.ts';
import type { Rules } from './model/world.ts';

const repository = fileURLToPath(new URL('../../..', import.meta.url));
const nursery = join(repository, '.mutants');

interface Mutant {
  rule: string;
  file: string;
  from: string;
  to: string;
}

/** Each takes one guard out of the rules. The search that finds nothing in the real ones must find every one of them. */
const mutants: Mutant[] = [
  {
    rule: 'a step begins whatever the status of the run',
    file: 'run/attempt.ts',
    from: "if (run.status !== 'running') return stale('status');\n  if (attempt.epoch !== run.epoch || event.epoch !== run.epoch) return stale('epoch');",
    to: '',
  },
  {
    rule: 'pause does not raise the epoch and resume forgets the hold only',
    file: 'run/hold.ts',
    from: 'd.setRun({ hold: { reason, why, by, at: d.event.at }, epoch: d.run.epoch + 1 });\n  settleStatus(d);',
    to: 'd.setRun({ hold: { reason, why, by, at: d.event.at } });',
  },
  {
    rule: 'an answer to an old revision counts',
    file: 'ask/answer.ts',
    from: "if (event.revision !== ask.revision) return { refused: 'outdated_ask', ask };",
    to: '',
  },
  {
    rule: 'votes are counted by click',
    file: 'ask/answer.ts',
    from: "if (before) return { refused: 'already_answered', choice: before.choice, at: before.at };",
    to: '',
  },
  {
    rule: 'the excluded may approve',
    file: 'ask/answer.ts',
    from: 'if (choice.quorum && policy.excluded.includes(actor.personId)) {',
    to: 'if (policy.excluded.length > 99) {',
  },
  {
    rule: 'an empty or other list of approvers means anyone',
    file: 'ask/policy.ts',
    from: 'policy.approvers.includes(personId)',
    to: 'policy.approvers.length > 0',
  },
  {
    rule: 'a result on a moved base becomes canon',
    file: 'run/finish.ts',
    from: 'const onCanon = attempt.base === (artifact.canon?.number ?? null);',
    to: 'const onCanon = true;',
  },
  {
    rule: 'an edit leaves the approval standing',
    file: 'run/advance.ts',
    from: 'clearance.digest === digestOf(stageNext(d.state, stage))',
    to: 'clearance.digest.length > 0',
  },
  {
    rule: 'an outward command is taken over like a draft',
    file: 'run/lapse.ts',
    from: 'if (attempt.openStep && !stage?.repeatable) return becomeUnknown(d, attempt);',
    to: '',
  },
  {
    rule: 'an expired gate makes its output again',
    file: 'run/advance.ts',
    from: 'else if (d.run.finished !== null) openGate(d, stageDone(d.state, stage), stage);',
    to: '',
  },
  {
    rule: 'resume changes the status and queues nothing',
    file: 'run/hold.ts',
    from: 'd.setRun({ hold: null, epoch: run.epoch + 1 });\n  advance(d);\n  return d.decision();\n}\n\n/** What a person tells',
    to: 'd.setRun({ hold: null, epoch: run.epoch + 1 });\n  settleStatus(d);\n  return d.decision();\n}\n\n/** What a person tells',
  },
  {
    rule: 'a mode change decides the open gate',
    file: 'run/change-mode.ts',
    from: 'd.setRun({ mode: event.mode });',
    to: 'd.setRun({ mode: event.mode });\n  d.setState({ asks: [] });\n  d.setRun({ status: state.run.status });',
  },
  {
    rule: 'a budget is never spent',
    file: 'run/run.ts',
    from: '(budget.microUsd !== null && spent.microUsd >= budget.microUsd)',
    to: 'false',
  },
  {
    rule: 'a status changes without an entry',
    file: 'run/draft.ts',
    from: 'first.status = { from, to };',
    to: '',
  },
  {
    rule: 'a woken worker keeps its lapsed lease',
    file: 'run/attempt.ts',
    from: "if (attempt.lease && attempt.lease.until <= event.at) return stale('lease');",
    to: '',
  },
];

const seed = 20261121;
const tries = 40_000;

async function rulesOf(mutant: Mutant, index: number): Promise<Rules> {
  const copy = join(nursery, String(index));
  cpSync(join(repository, 'src/core'), copy, { recursive: true });
  const file = join(copy, mutant.file);
  const source = readFileSync(file, 'utf8');
  if (!source.includes(mutant.from)) throw new Error(`the guard has moved: ${mutant.rule} (${mutant.file})`);
  writeFileSync(file, source.replace(mutant.from, mutant.to));
  const { decide } = (await import(join(copy, 'run/decide.ts'))) as Pick<Rules, 'decide'>;
  const { start } = (await import(join(copy, 'run/start.ts'))) as Pick<Rules, 'start'>;
  return { decide, start };
}

afterAll(() => {
  rmSync(nursery, { recursive: true, force: true });
});

for (const [index, mutant] of mutants.entries()) {
  test(`the search catches a mutant: ${mutant.rule}`, { timeout: 120_000 }, async () => {
    const rules = await rulesOf(mutant, index);
    const found = fc.check(
      fc.property(acts, fc.nat(2), (list, mode) => void playAll(rules, list, mode)),
      { numRuns: tries, seed, endOnFailure: true },
    );
    expect(found.failed, 'no law broke').toBe(true);
    console.log(`mutant ${index + 1}, after ${found.numRuns}: ${(found.errorInstance as Error | null)?.message ?? ''}`);
  });
}
