import { isDeepStrictEqual } from 'node:util';
import { findBreak } from '../../../src/core/ledger/chain.ts';
import type { LedgerEntry } from '../../../src/core/ledger/entry.ts';
import type { Truth } from './truth.ts';

/** Each finds what must not be, one sentence for each; checks.test.ts shows that each one finds it. */
type Check = (truth: Truth) => string[];

const groupBy = <T>(list: readonly T[], key: (item: T) => string): Map<string, T[]> => {
  const groups = new Map<string, T[]>();
  for (const item of list) groups.set(key(item), [...(groups.get(key(item)) ?? []), item]);
  return groups;
};

/** What a person was told had been decided is decided so, once. */
const lostAnswers: Check = ({ decisions, asks, answers, entries, runs, started }) => {
  const faults: string[] = [];
  for (const { askId, choice } of decisions) {
    const ask = asks.find(({ id }) => id === askId);
    const given = answers.filter((it) => it.askId === askId);
    const noted = entries.filter((it) => it.kind === 'ask.decided' && it.subject.ask === askId);
    if (given.length !== 1 || given[0]?.choice !== choice)
      faults.push(`${askId}: ${given.length} answers, ${choice} was given`);
    if (ask?.status !== 'decided' || ask.choice !== choice)
      faults.push(`${askId} is ${ask?.status}, ${choice} was given`);
    if (noted.length !== 1) faults.push(`${askId} has ${noted.length} entries that it was decided`);
  }
  for (const brief of started) {
    const found = runs.filter((run) => run.brief === brief).length;
    if (found !== 1) faults.push(`“${brief}” was started, and there are ${found} runs of it`);
  }
  return faults;
};

/** Every press gets a word back. */
const silentClicks: Check = ({ clicks }) =>
  clicks.filter(({ replies }) => replies.length === 0).map(({ what, nonce }) => `${what} (${nonce}) got no answer`);

/** A visit of a stage is what it takes until its output stands; a rejection sends it there once more. */
const committedTwice: Check = ({ runs, attempts, asks, versions }) => {
  const byAttempt = groupBy(versions, ({ attemptId }) => attemptId ?? 'a person');
  const twice = [...byAttempt].filter(([id, made]) => id !== 'a person' && made.length > 1);
  const faults = twice.map(([id, made]) => `attempt ${id} made ${made.length} versions`);
  for (const attempt of attempts) {
    const made = byAttempt.get(attempt.id)?.length ?? 0;
    if (attempt.status === 'done' && made !== 1) faults.push(`attempt ${attempt.id} is done with ${made} versions`);
    if (attempt.status !== 'done' && made > 0)
      faults.push(`attempt ${attempt.id} is ${attempt.status}, with a version`);
  }
  for (const run of runs.filter(({ status }) => status === 'completed')) {
    const done = attempts.filter((it) => it.runId === run.id && it.status === 'done');
    for (const [stageId, of] of groupBy(done, (it) => it.stageId)) {
      const here = asks.filter((it) => it.runId === run.id && it.stageId === stageId);
      const visits = 1 + here.filter(({ about, choice }) => about === 'stage_done' && choice === 'reject').length;
      if (of.length > visits) faults.push(`${run.id}, ${stageId}: done ${of.length} times in ${visits} visits`);
    }
    for (const missing of stagesWithoutOutput({ run, done, versions })) faults.push(missing);
  }
  return faults;
};

interface Made {
  run: Truth['runs'][number];
  done: Truth['attempts'];
  versions: Truth['versions'];
}

/** A stage that a person took as done has a person's version. */
function stagesWithoutOutput({ run, done, versions }: Made): string[] {
  const stages = new Set(done.map(({ stageId }) => stageId)).size;
  const taken = versions.filter((it) => it.runId === run.id && it.attemptId === null).length;
  return stages + taken === run.stages
    ? []
    : [`${run.id}: ${stages} stages done and ${taken} taken as done, of ${run.stages}`];
}

/** The outward command begins again only after an attempt whose outcome is unknown, and never once it has ended. */
const repeatedEffects: Check = ({ outward, attempts }) => {
  const faults: string[] = [];
  for (const [run, lines] of groupBy(outward, (line) => line.run)) {
    const begun = lines.filter(({ what }) => what === 'begin').map(({ attempt }) => attempt);
    const ended = lines.filter(({ what }) => what === 'end').length;
    if (ended > 1) faults.push(`${run}: took effect ${ended} times`);
    if (new Set(begun).size < begun.length) faults.push(`${run}: an attempt began twice: ${begun.join(', ')}`);
    for (const earlier of begun.slice(0, -1)) {
      const status = attempts.find(({ id }) => id === earlier)?.status;
      if (status !== 'unknown') faults.push(`${run}: begun again after ${earlier}, which is ${status}`);
    }
  }
  return faults;
};

const stuckRuns: Check = ({ runs, due, attempts }) => [
  ...runs.filter(({ status }) => status !== 'completed').map(({ id, status }) => `${id} is ${status}`),
  ...due.map((key) => `${key} is still due`),
  ...attempts.filter(({ leased }) => leased).map(({ id, status }) => `${id} is ${status}, and leased`),
];

/** What hangs there is what would be drawn now. */
const lyingCards: Check = ({ cards, asks, unposted }) => {
  const open = new Set(asks.filter(({ status }) => status === 'open').map(({ id }) => `ask ${id}`));
  const faults = [...unposted];
  for (const { subject, shown, now, buttons, isSettled } of cards) {
    if (!isDeepStrictEqual(shown, now))
      faults.push(`${subject} shows what is no longer so: ${differenceOf(shown, now)}`);
    const isAsk = subject.startsWith('ask ');
    if (isAsk && !open.has(subject) && (buttons > 0 || !isSettled))
      faults.push(`${subject} is settled, and looks open`);
  }
  return faults;
};

/** Where two copies of a card part, in a few words. */
function differenceOf(shown: unknown, now: unknown): string {
  const [a, b] = [JSON.stringify(shown) ?? 'nothing', JSON.stringify(now) ?? 'nothing'];
  const at = [...a].findIndex((letter, index) => letter !== b[index]);
  const around = (text: string): string => text.slice(Math.max(0, at - 60), at + 60);
  return `…${around(a)}… is now …${around(b)}…`;
}

const twoAtWork: Check = ({ attempts }) =>
  [...groupBy(attempts, ({ runId }) => runId)].flatMap(([runId, of]) => {
    const live = of.filter(({ status }) => ['queued', 'running', 'parked'].includes(status));
    return live.length > 1 ? [`${runId} has ${live.length} live attempts`] : [];
  });

/** Every change of status that the database saw is one entry of the ledger, in the same order, with who, what, when and where. */
const unwrittenChanges: Check = ({ entries, witnessed, runs }) => {
  const faults: string[] = [];
  for (const { id, status } of runs) {
    const written = entries.filter((it) => it.runId === id && it.status !== null);
    const told = written.map((it) => `${it.status?.from ?? 'nothing'} → ${it.status?.to}`);
    const seen = witnessed.filter((it) => it.runId === id).map(({ from, to }) => `${from ?? 'nothing'} → ${to}`);
    if (!isDeepStrictEqual(told, seen))
      faults.push(`${id}: the ledger says ${told.join(', ')}; it was ${seen.join(', ')}`);
    if (written.at(-1)?.status?.to !== status) faults.push(`${id} is ${status}, which the ledger does not say`);
    faults.push(...written.filter((it) => !isWhole(it)).map((it) => `${it.id} does not say who, when or where`));
  }
  return faults;
};

const isWhole = ({ actor, at, kind, runId }: LedgerEntry): boolean =>
  kind.length > 0 &&
  runId !== null &&
  !Number.isNaN(at.getTime()) &&
  (actor.kind === 'system' || actor.where.channel !== null);

const brokenChain: Check = ({ chain, entries }) => {
  const found = findBreak(chain);
  const sealed = new Set(chain.map(({ seal }) => seal.entryId));
  const unsealed = entries.filter(({ id }) => !sealed.has(id)).map(({ id }) => `${id} is not sealed`);
  return found ? [`link ${found.seq}: ${found.why}`, ...unsealed] : unsealed;
};

export const checks = {
  'answers lost': lostAnswers,
  'clicks without an answer': silentClicks,
  'stages committed twice': committedTwice,
  'outward effects repeated': repeatedEffects,
  'runs stuck': stuckRuns,
  'cards that lie': lyingCards,
  'runs with two attempts at work': twoAtWork,
  'changes of status not in the ledger': unwrittenChanges,
  'links of the ledger broken': brokenChain,
} satisfies Record<string, Check>;

export type CheckName = keyof typeof checks;

export const checkAll = (truth: Truth): Record<string, string[]> =>
  Object.fromEntries(Object.entries(checks).map(([name, check]) => [name, check(truth)]));
