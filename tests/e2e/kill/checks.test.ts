import { describe, expect, it } from 'vitest';
import { chainStart, sealEntries } from '../../../src/core/ledger/chain.ts';
import type { LedgerEntry } from '../../../src/core/ledger/entry.ts';
import { checkAll, checks, type CheckName } from './checks.ts';
import type { Truth } from './truth.ts';

const at = new Date('2026-01-01T00:00:00Z');
const system = { kind: 'system', name: 'worker' } as const;

function entry(id: string, kind: LedgerEntry['kind'], status: LedgerEntry['status'], subject = {}): LedgerEntry {
  return { id, projectId: 'kill', runId: 'run', kind, actor: system, at, subject, payload: {}, status };
}

/** A run of two stages, whose outward one was cut off once, told apart by a person, and done at the second try. */
function innocent(): Truth {
  const entries = [
    entry('led_1', 'run.started', { from: null, to: 'queued' }),
    entry('led_2', 'ask.decided', { from: 'queued', to: 'running' }, { ask: 'ask' }),
    entry('led_3', 'run.completed', { from: 'running', to: 'completed' }),
  ];
  const seals = sealEntries({ seq: 0, hash: chainStart }, entries);
  const card = { buttons: [], outcome: ['Approved'], title: 'Approve?' };
  const attempt = { runId: 'run', leased: false };
  return {
    runs: [{ id: 'run', brief: 'Run 1', status: 'completed', stage: 2, stages: 2 }],
    attempts: [
      { ...attempt, id: 'att_1', stageId: 'draft', number: 1, status: 'done' },
      { ...attempt, id: 'att_2', stageId: 'deliver', number: 2, status: 'unknown' },
      { ...attempt, id: 'att_3', stageId: 'deliver', number: 3, status: 'done' },
    ],
    asks: [{ id: 'ask', runId: 'run', status: 'decided', about: 'stage_done', stageId: 'draft', choice: 'approve' }],
    answers: [{ askId: 'ask', choice: 'approve' }],
    versions: [
      { runId: 'run', name: 'letter', attemptId: 'att_1' },
      { runId: 'run', name: 'receipt', attemptId: 'att_3' },
    ],
    entries,
    chain: seals.map((seal, n) => ({ seal, entry: entries[n] ?? null })),
    witnessed: [
      { runId: 'run', from: null, to: 'queued' },
      { runId: 'run', from: 'queued', to: 'running' },
      { runId: 'run', from: 'running', to: 'completed' },
    ],
    cards: [{ subject: 'ask ask', shown: card, now: card, buttons: 0, isSettled: true }],
    unposted: [],
    due: [],
    outward: [
      { run: 'run', attempt: 'att_2', what: 'begin' },
      { run: 'run', attempt: 'att_3', what: 'begin' },
      { run: 'run', attempt: 'att_3', what: 'end' },
    ],
    decisions: [{ askId: 'ask', choice: 'approve' }],
    clicks: [{ nonce: 'n', what: 'ask approve', replies: [{ kind: 'done' }] }],
    started: ['Run 1'],
  };
}

/** One planted fault: what it is, who has to find it, and how it is planted. */
type Plant = [fault: string, finder: CheckName, plant: (truth: Truth) => void];

const plants: Plant[] = [
  ['an answer whose row is gone', 'answers lost', (t) => (t.answers = [])],
  ['an answer that was written twice', 'answers lost', (t) => t.answers.push(t.answers[0]!)],
  ['an answer that had no effect', 'answers lost', (t) => (t.asks[0]!.status = 'open')],
  ['an answer that was taken for another', 'answers lost', (t) => (t.answers[0]!.choice = 'reject')],
  ['a decision that the ledger does not hold', 'answers lost', (t) => t.entries.splice(1, 1)],
  ['a start that came to nothing', 'answers lost', (t) => (t.started = ['Run 1', 'Run 2'])],
  ['a start that became two runs', 'answers lost', (t) => t.runs.push({ ...t.runs[0]!, id: 'run_2' })],
  ['a press that nobody answered', 'clicks without an answer', (t) => (t.clicks[0]!.replies = [])],
  ['a stage done twice in one visit', 'stages committed twice', (t) => (t.attempts[1]!.status = 'done')],
  ['an attempt with two versions', 'stages committed twice', (t) => t.versions.push(t.versions[0]!)],
  ['a version of a lost attempt', 'stages committed twice', (t) => (t.versions[1]!.attemptId = 'att_2')],
  ['a stage that was passed without output', 'stages committed twice', (t) => (t.runs[0]!.stages = 3)],
  ['an attempt that began twice outside', 'outward effects repeated', (t) => t.outward.push(t.outward[1]!)],
  ['an effect that happened twice', 'outward effects repeated', (t) => t.outward.push(t.outward[2]!)],
  [
    'a second try without an unknown one before it',
    'outward effects repeated',
    (t) => (t.attempts[1]!.status = 'aborted'),
  ],
  ['a run that waits for ever', 'runs stuck', (t) => (t.runs[0]!.status = 'queued')],
  ['an effect that is still due', 'runs stuck', (t) => t.due.push('converge:post')],
  ['a lease that nobody took back', 'runs stuck', (t) => (t.attempts[2]!.leased = true)],
  ['a stale card', 'cards that lie', (t) => (t.cards[0]!.now = { title: 'Approved' })],
  ['a settled Ask with buttons', 'cards that lie', (t) => (t.cards[0]!.buttons = 2)],
  ['a card that was never posted', 'cards that lie', (t) => t.unposted.push('run run: never posted')],
  [
    'two attempts at work',
    'runs with two attempts at work',
    (t) => t.attempts.slice(1).forEach((attempt) => (attempt.status = 'running')),
  ],
  ['a change that was not written', 'changes of status not in the ledger', (t) => t.entries.splice(1, 1)],
  ['a change that was written twice', 'changes of status not in the ledger', (t) => t.entries.push(t.entries[2]!)],
  ['an entry that does not say when', 'changes of status not in the ledger', (t) => (t.entries[0]!.at = new Date(NaN))],
  [
    'an entry that was changed',
    'links of the ledger broken',
    (t) => (t.chain[1]!.entry!.payload = { choice: 'reject' }),
  ],
  ['an entry that was never sealed', 'links of the ledger broken', (t) => t.chain.pop()],
];

describe('the checks', () => {
  it('find nothing where nothing is wrong', () => {
    expect(Object.values(checkAll(innocent())).flat()).toEqual([]);
  });

  it.for(plants)('find %s', ([, finder, plant]) => {
    const truth = innocent();
    plant(truth);
    expect(checks[finder](truth)).not.toEqual([]);
  });

  it('are each shown to find something', () => {
    expect(new Set(plants.map(([, finder]) => finder))).toEqual(new Set(Object.keys(checks)));
  });
});
