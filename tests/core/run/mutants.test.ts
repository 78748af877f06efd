import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { acts, playAll } from './model/play.ts';
import type { Rules } from './model/world.ts';

const repository = fileURLToPath(new URL('../../..', import.meta.url));
const core = join(repository, 'src/core');
/** What lies below node_modules is run as it is: each mutant would be a hundred modules more to transform and to link. */
const nursery = join(repository, 'node_modules/.mutants');

interface Mutant {
  /** The law that has to break, as the onlooker words it. */
  law: string;
  rule: string;
  file: string;
  from: string;
  to: string;
}

/** Each takes one guard out of the rules, or plants a wrong one: the positive control of the law that it breaks. */
const mutants: Mutant[] = [
  {
    law: 'a step begins only in a running run at its epoch',
    rule: 'a step begins whatever the status of the run',
    file: 'run/step.ts',
    from: "if (run.status !== 'running') return stale('status');\n  if (attempt.epoch !== run.epoch || event.epoch !== run.epoch) return stale('epoch');",
    to: '',
  },
  {
    law: 'after a pause commits, no further step starts',
    rule: 'pause changes neither status nor epoch',
    file: 'run/hold.ts',
    from: 'd.setRun({ hold: { reason, why, by, at: d.event.at }, epoch: d.run.epoch + 1 });\n  settleStatus(d);',
    to: '',
  },
  {
    law: 'an answer binds to the revision that was shown',
    rule: 'an answer to an old revision counts',
    file: 'ask/answer.ts',
    from: "if (event.revision !== ask.revision) return { refused: 'outdated_ask', ask };",
    to: '',
  },
  {
    law: 'an answer counts once',
    rule: 'votes are counted by click',
    file: 'ask/answer.ts',
    from: "if (before) return { refused: 'already_answered', choice: before.choice, at: before.at };",
    to: '',
  },
  {
    law: 'the excluded do not approve',
    rule: 'the excluded may approve',
    file: 'ask/answer.ts',
    from: 'policy.excluded.some((id) => isSameHuman(id, personId, twins));',
    to: 'policy.excluded.length > 99 && isSameHuman(personId, personId, twins);',
  },
  {
    law: 'approvers alone decide',
    rule: 'an empty or other list of approvers means anyone',
    file: 'ask/policy.ts',
    from: 'policy.approvers.includes(personId)',
    to: 'policy.approvers.length > 0',
  },
  {
    law: 'work in flight never overwrites an edit',
    rule: 'a result on a moved base becomes canon',
    file: 'run/finish.ts',
    from: 'const onCanon = attempt.base === (artifact.canon?.number ?? null);',
    to: 'const onCanon = true;',
  },
  {
    law: 'what runs is what was approved',
    rule: 'an edit leaves the approval standing',
    file: 'run/advance.ts',
    from: 'clearance.digest === digestOf(stageNext(d.state, stage))',
    to: 'clearance.digest.length > 0',
  },
  {
    law: 'an uncertain effect is never repeated on its own',
    rule: 'an outward command is taken over like a draft',
    file: 'run/lapse.ts',
    from: 'if (attempt.openStep && !mayRepeat(d.state, attempt)) return becomeUnknown(d, attempt);',
    to: '',
  },
  {
    law: 'silence at a gate makes nothing again',
    rule: 'an expired gate makes its output again',
    file: 'run/advance.ts',
    from: 'else if (d.run.finished !== null) openGate(d, stageDone(d.state, stage), stage);',
    to: '',
  },
  {
    law: 'a queued run has its work queued',
    rule: 'resume changes the status and queues nothing (P21)',
    file: 'run/hold.ts',
    from: 'd.setRun({ hold: null, epoch: run.epoch + 1 });\n  advance(d);',
    to: 'd.setRun({ hold: null, epoch: run.epoch + 1 });\n  settleStatus(d);',
  },
  {
    law: 'a mode change decides no gate',
    rule: 'a mode change decides the open gate',
    file: 'run/change-mode.ts',
    from: 'd.setRun({ mode: event.mode });',
    to: 'd.setRun({ mode: event.mode });\n  d.setState({ asks: [] });\n  d.setRun({ status: state.run.status });',
  },
  {
    law: 'nothing begins on a spent budget',
    rule: 'a budget is never spent',
    file: 'run/run.ts',
    from: '(budget.microUsd !== null && spent.microUsd >= budget.microUsd)',
    to: 'false',
  },
  {
    law: 'every change of status has exactly one ledger entry',
    rule: 'a status changes without an entry',
    file: 'run/draft.ts',
    from: 'first.status = { from, to };',
    to: '',
  },
  {
    law: 'a step begins only under its lease',
    rule: 'a woken worker keeps its lapsed lease',
    file: 'run/step.ts',
    from: "if (attempt.lease && attempt.lease.until <= event.at) return stale('lease');",
    to: '',
  },
  {
    law: 'Resume makes exactly one piece of work',
    rule: 'resume may be pressed twice',
    file: 'run/hold.ts',
    from: "if (!allows(run.status, 'resume')) return notNow(run, 'resume');",
    to: '',
  },
  {
    law: 'words alone never approve',
    rule: '“approve” in the chat approves',
    file: 'run/message.ts',
    from: 'applyPolicy(d, policy, actor.name);\n  return',
    to: "if (text === 'approve') d.setState({ asks: [] });\n  return",
  },
  {
    law: 'words never cancel or roll back',
    rule: '“roll back” in the chat goes back a stage',
    file: 'run/message.ts',
    from: 'applyPolicy(d, policy, actor.name);\n  return',
    to: "if (text === 'roll back') d.setRun({ stage: 0 });\n  return",
  },
  {
    law: 'an answer matches the digest it was shown for',
    rule: 'an answer notes another digest',
    file: 'ask/answer.ts',
    from: 'digest: ask.digest,',
    to: 'digest: event.id,',
  },
  {
    law: 'approved output is never regenerated',
    rule: 'approving an output does not pass its stage',
    file: 'run/answer.ts',
    from: 'passStage(d);\n  return null;',
    to: 'd.setRun({ finished: null });\n  advance(d);\n  return null;',
  },
  {
    law: "a human's edit is canon at commit",
    rule: 'an edit waits for somebody',
    file: 'artifact/edit.ts',
    from: 'attemptId: null, rehearsal: false },\n    true,',
    to: 'attemptId: null, rehearsal: false },\n    false,',
  },
  {
    law: 'versions are insert-only',
    rule: 'a version takes the number of the one before',
    file: 'artifact/make.ts',
    from: 'number: artifact.latest + 1,',
    to: 'number: Math.max(1, artifact.latest),',
  },
  {
    law: 'one live attempt per run',
    rule: 'a parked attempt is left beside a new one',
    file: 'run/queue-attempt.ts',
    from: "a.status === 'queued' || a.status === 'parked'",
    to: "a.status === 'queued'",
  },
  {
    law: "a rollback leaves another run's version alone",
    rule: 'a rollback touches what the project shares',
    file: 'run/rollback.ts',
    from: 'return artifact.lastRunId !== runId || !target;',
    to: 'return false;',
  },
  {
    law: 'an Ask whose subject moved asks anew',
    rule: 'an outdated Ask is only said to be so',
    file: 'run/answer.ts',
    from: "  reviseAsks(d);\n  return d.decision({ kind: 'revised'",
    to: "  return d.decision({ kind: 'revised'",
  },
  {
    law: 'people change their own words alone',
    rule: 'anybody edits anybody’s words',
    file: 'steering/chain.ts',
    from: "if (first.author !== requesterId(actor)) return { refused: 'not_ours', what: 'message' };",
    to: '',
  },
  {
    law: 'the same words are no edit',
    rule: 'a link preview is an edit',
    file: 'steering/reword.ts',
    from: 'newest.source?.mark === source?.mark || ',
    to: '',
  },
  {
    law: 'an edit pauses, unless a policy was chosen',
    rule: 'an edit steers by default',
    file: 'steering/reword.ts',
    from: "if (policy !== 'steer') holdByWords",
    to: "if (policy === 'pause') holdByWords",
  },
  {
    law: 'words that were taken back wait for nobody',
    rule: 'the earlier words stay in the queue',
    file: 'steering/reword.ts',
    from: "{ ...it, status: 'withdrawn' }",
    to: 'it',
  },
  {
    law: 'words that were taken back are never read',
    rule: 'a step brings again what its attempt was given before',
    file: 'steering/due-words.ts',
    from: "m.status === 'queued' &&",
    to: '',
  },
  {
    law: 'words that were taken back wait for nobody',
    rule: 'an attempt that failed gives everything back',
    file: 'steering/return-words.ts',
    from: "isFollowed(inHand, m) ? 'withdrawn' : 'queued'",
    to: "'queued'",
  },
  {
    law: 'taking words back undoes no pause that a person pressed',
    rule: 'a run goes on when its queue is empty, whatever held it',
    file: 'steering/policy.ts',
    from: "if (!asked && d.run.hold?.reason === 'message') letGo(d);",
    to: 'if (!asked && d.run.hold) letGo(d);',
  },
  {
    law: 'nobody knows who deleted it: no pause ends by that',
    rule: 'a moderator lets a run go on',
    file: 'steering/take-back.ts',
    from: "if (by === 'author') return",
    to: 'return',
  },
  {
    law: 'a deletion stops nothing',
    rule: 'a deletion pauses like an edit',
    file: 'steering/take-back.ts',
    from: '  if (counts) settleHold(d, by, newest);\n',
    to: "  resolvePolicy(d);\n  d.setRun({ hold: { reason: 'message', why: '', by: '', at: event.at }, status: 'paused' });\n",
  },
  {
    law: 'a spent budget pays for no more words',
    rule: 'words that are changed cost nothing',
    file: 'steering/reword.ts',
    from: 'const rejection = rejectionOf(state, event.models ?? []);',
    to: 'const rejection = null as ReturnType<typeof rejectionOf>;',
  },
  {
    law: 'a run that has stopped itself asks once how to go on',
    rule: 'what else goes wrong is asked beside it',
    file: 'run/block.ts',
    from: '  supersedeBlocker(d);\n',
    to: '',
  },
];

const seed = 20261121;
const tries = 40_000;

async function rulesOf({ rule, file, from, to }: Mutant, index: number): Promise<Rules> {
  const altered = join(core, file);
  const source = readFileSync(altered, 'utf8');
  if (!source.includes(from)) throw new Error(`the guard has moved: ${rule} (${file})`);
  const contents = source.replace(from, to);
  const outfile = join(nursery, `${index}.mjs`);
  await build({
    stdin: {
      contents: "export { decide } from './run/decide.ts';\nexport { start } from './run/start.ts';",
      resolveDir: core,
      loader: 'ts',
    },
    outfile,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    plugins: [
      {
        name: 'mutant',
        setup: (steps) =>
          steps.onLoad({ filter: /\.ts$/ }, ({ path }) => (path === altered ? { contents, loader: 'ts' } : undefined)),
      },
    ],
    logLevel: 'error',
  });
  return (await import(outfile)) as Rules;
}

afterAll(() => {
  rmSync(nursery, { recursive: true, force: true });
});

/** Other laws may break first: only the one that is asked for counts. */
function breaks(rules: Rules, law: string) {
  return fc.check(
    fc.property(acts, fc.nat(2), (list, mode) => {
      try {
        playAll(rules, list, mode);
        return true;
      } catch (error) {
        return !(error instanceof Error) || error.message !== law;
      }
    }),
    { numRuns: tries, seed, endOnFailure: true },
  );
}

for (const [index, mutant] of mutants.entries()) {
  test(`“${mutant.law}” is seen to break when ${mutant.rule}`, { timeout: 120_000 }, async () => {
    const found = breaks(await rulesOf(mutant, index), mutant.law);
    expect(found.failed, 'the law held').toBe(true);
  });
}
