import type { AnswerRunEvent, RunEvent } from '../../../../src/core/run/event.ts';
import type { HoldReason } from '../../../../src/core/run/run.ts';
import type { Decision, RunState } from '../../../../src/core/run/state.ts';
import type { Ask } from '../../../../src/core/ask/ask.ts';
import type { Artifact } from '../../../../src/core/artifact/version.ts';
import { digestOf, digestText } from '../../../../src/core/digest.ts';
import { holds } from './law.ts';
import {
  changesWords,
  newWordsMemory,
  ownWords,
  paidFor,
  readWords,
  rememberPress,
  type WordsMemory,
} from './words-oracle.ts';
import { stageNext, subjectNow } from '../../../../src/core/ask/subject.ts';

/** What an onlooker remembers, to hold the rules against: written without their help. */
export interface Memory {
  /** Stages whose output a person approved, and that nothing rolled back. */
  approved: Set<number>;
  /** Stages whose output nobody sent back. */
  made: Set<number>;
  /** Digests of next-stage subjects that people approved since the last rollback. */
  cleared: Set<string>;
  /** A person said stop and nobody has said go on. */
  stopped: boolean;
  /** Outward stages that began and whose end nobody knows. */
  uncertain: Set<number>;
  begun: Map<string, number>;
  versions: Set<string>;
  answers: Set<string>;
  jobs: Set<string>;
  ends: number;
  words: WordsMemory;
  checked: number;
}

export function newMemory(first: Decision): Memory {
  const memory: Memory = {
    approved: new Set(),
    made: new Set(),
    cleared: new Set(),
    stopped: false,
    uncertain: new Set(),
    begun: new Map(),
    versions: new Set(),
    answers: new Set(),
    jobs: new Set(),
    ends: 0,
    words: newWordsMemory(),
    checked: 0,
  };
  for (const e of first.effects) if (e.do === 'run_stage') memory.jobs.add(`${e.attemptId}/${e.epoch}`);
  return memory;
}

/** Every law of issue and design that can be seen from one decision. */
export function checkDecision(memory: Memory, before: RunState, event: RunEvent, decision: Decision): void {
  memory.checked++;
  for (const e of decision.effects) if (e.do === 'run_stage') memory.jobs.add(`${e.attemptId}/${e.epoch}`);
  ledger(before, decision);
  onlyOneIsLive(before, decision);
  versions(memory, before, event, decision);
  canMove(memory, decision.state);
  if (decision.result.kind === 'begin') begins(memory, before, event, decision.result.wrapUp);
  if (decision.result.kind === 'revised') asksAnew(decision);
  else if (event.kind === 'answer') answers(memory, before, event, decision);
  paidFor(before, event, decision);
  if (event.kind === 'message') wordsDecideNothing(before, decision, ['acknowledge']);
  if (changesWords(event)) {
    wordsDecideNothing(before, decision, ['acknowledge', 'message']);
    ownWords(memory.words, before, event, decision);
  }
  readWords(memory.words, decision);
  rememberPress(memory.words, event, decision.state);
  if (event.kind === 'change_mode') modeDecidesNothing(before, decision);
  if (event.kind === 'resume') {
    holds(before.run.hold !== null && work(decision) <= 1, 'Resume makes exactly one piece of work');
  }
  const lost = event.kind === 'lapse' || event.kind === 'release' || (event.kind === 'fail' && !event.certain);
  if (lost) uncertainty(memory, before, event.attemptId);
  remember(memory, before, event, decision);
}

function ledger(before: RunState, { state, entries }: Decision): void {
  const changes = entries.filter((e) => e.status !== null);
  const changed = before.run.status !== state.run.status;
  holds(changes.length === (changed ? 1 : 0), 'every change of status has exactly one ledger entry');
  for (const { status } of changes) {
    holds(status?.from === before.run.status && status.to === state.run.status, 'the entry names the change');
  }
  holds(
    entries.every((e) => e.at instanceof Date && e.runId === state.run.id),
    'entries say who, what, when, where',
  );
}

function onlyOneIsLive(before: RunState, { state }: Decision): void {
  const live = state.attempts.filter((a) => ['queued', 'running', 'parked'].includes(a.status));
  holds(live.length <= 1, 'one live attempt per run');
  const numbers = state.attempts.map((a) => a.number);
  holds(new Set(numbers).size === numbers.length, 'attempts have their own numbers');
  holds(state.run.epoch >= before.run.epoch, 'the epoch never falls');
}

const work = (decision: Decision): number => decision.effects.filter((e) => e.do === 'run_stage').length;

/** A run that should move has something that moves it (P21). */
function canMove(memory: Memory, { run, attempts, asks, definition }: RunState): void {
  const holding = asks.filter((a) => a.kind === 'gate' || a.kind === 'blocker' || a.kind === 'question');
  if (run.status === 'queued') {
    const due = attempts.find((a) => a.status === 'queued' && a.epoch === run.epoch);
    holds(due !== undefined && memory.jobs.has(`${due.id}/${due.epoch}`), 'a queued run has its work queued');
  }
  if (run.status === 'running')
    holds(
      attempts.some((a) => a.lease),
      'a running run has a worker',
    );
  if (run.status === 'awaiting') holds(holding.length === 1, 'an awaiting run has one open Ask');
  const blockers = asks.filter((a) => a.kind === 'blocker').length;
  if (run.status === 'blocked') holds(blockers > 0, 'a blocked run says why');
  holds(blockers <= 1, 'a run that has stopped itself asks once how to go on');
  if (run.status === 'paused') holds(run.hold !== null, 'a paused run says why');
  if (run.status === 'completed') holds(run.stage === definition.pipeline.stages.length, 'completed means all stages');
  if (run.endedAt !== null) holds(holding.length === 0, 'an ended run asks nothing');
}

function versions(memory: Memory, before: RunState, event: RunEvent, decision: Decision): void {
  for (const v of decision.versions) {
    const key = `${v.artifactId}/${v.number}`;
    holds(!memory.versions.has(key), 'versions are insert-only');
    memory.versions.add(key);
  }
  for (const artifact of decision.state.artifacts) inForce(before, event, artifact);
}

function inForce(before: RunState, event: RunEvent, artifact: Artifact): void {
  const old = before.artifacts.find((a) => a.id === artifact.id);
  if (event.kind === 'edit' && event.artifact === artifact.name) {
    holds(artifact.canon?.digest === digestText(event.text), "a human's edit is canon at commit");
  }
  if (event.kind === 'finish' && old && artifact.canon !== old.canon) {
    const base = before.attempts.find((a) => a.id === event.attemptId)?.base ?? null;
    holds(base === (old.canon?.number ?? null), 'work in flight never overwrites an edit');
  }
  if (['message', 'pause'].includes(event.kind)) holds(artifact === old, 'words change no artifact');
  if (event.kind === 'rollback' && old?.lastRunId === 'another') {
    holds(artifact === old, "a rollback leaves another run's version alone");
  }
}

function begins(memory: Memory, before: RunState, event: RunEvent, isLastWord: boolean): void {
  if (event.kind !== 'begin_step') return holds(false, 'only begin_step begins');
  const { run } = before;
  const attempt = before.attempts.find((a) => a.id === event.attemptId);
  const stage = before.definition.pipeline.stages[run.stage];
  holds(run.status === 'running' && event.epoch === run.epoch, 'a step begins only in a running run at its epoch');
  holds(!memory.stopped, 'after a pause commits, no further step starts');
  holds(attempt?.lease?.token === event.token && attempt.lease.until > event.at, 'a step begins only under its lease');
  holds(
    before.attempts.every((a) => a.id === attempt?.id || !a.lease || a.lease.until <= event.at),
    'nobody else is at it',
  );
  holds(attempt?.stage === run.stage && !memory.approved.has(run.stage), 'approved output is never regenerated');
  holds(!memory.made.has(run.stage), 'silence at a gate makes nothing again');
  const isSpent = run.budget.microUsd !== null && run.spent.microUsd >= run.budget.microUsd;
  holds(!isSpent || isLastWord, 'nothing begins on a spent budget');
  if (!stage || !attempt) return;
  if (stage.do === 'command') {
    holds(!memory.uncertain.has(run.stage), 'an uncertain effect is never repeated on its own');
    const now = digestOf(stageNext(before, stage));
    holds(memory.cleared.has(now), 'what runs is what was approved');
    memory.cleared.delete(now);
  }
  memory.begun.set(attempt.id, run.stage);
}

function answers(memory: Memory, before: RunState, event: AnswerRunEvent, decision: Decision): void {
  const ask = before.asks.find((a) => a.id === event.askId);
  const after = [...decision.settled, ...decision.state.asks].find((a) => a.id === event.askId);
  holds(ask !== undefined && event.revision === ask.revision, 'an answer binds to the revision that was shown');
  holds(event.actor.permissions.includes('decide'), 'only who may decide decides');
  if (!ask || !after) return;
  const given = after.answers.at(-1);
  if (given && after.answers.length > ask.answers.length) {
    holds(given.digest === ask.digest, 'an answer matches the digest it was shown for');
    const key = `${ask.id}/${given.revision}/${given.personId}`;
    holds(!memory.answers.has(key), 'an answer counts once');
    memory.answers.add(key);
  }
  holds(ask.revision === after.revision, 'an answer does not change its subject');
  if (after.status === 'decided') decidedFairly(ask, after, event);
}

/** What was shown is no more: the Ask is about what is there now, and nobody has answered that. */
function asksAnew({ state, settled, result }: Decision): void {
  if (result.kind !== 'revised') return;
  const { ask } = result;
  holds(settled.length === 0 && ask.answers.length === 0, 'an outdated answer decides nothing');
  holds(digestOf(subjectNow(state, ask.subject)) === ask.digest, 'an Ask whose subject moved asks anew');
}

function decidedFairly(ask: Ask, after: Ask, event: AnswerRunEvent): void {
  const { approvers, quorum, excluded } = ask.policy;
  holds(approvers === 'anyone-who-may-decide' || approvers.includes(event.actor.personId), 'approvers alone decide');
  if (event.choice !== 'approve') return;
  const voters = new Set(after.answers.filter((a) => a.choice === 'approve').map((a) => a.personId));
  holds(voters.size >= quorum, 'a quorum is people');
  holds(
    excluded.every((id) => !voters.has(id)),
    'the excluded do not approve',
  );
}

function wordsDecideNothing(before: RunState, { state, settled, effects }: Decision, freeing: HoldReason[]): void {
  // A run that waits at its end, for words or because of them, completes by them; nothing else ends by words.
  const isFreed = before.run.hold !== null && freeing.includes(before.run.hold.reason);
  // One that goes on may come to a question; those that were open stay as they were.
  const opened = isFreed ? state.asks.slice(before.asks.length) : [];
  const asked = [...before.asks, ...opened];
  const same = asked.length === state.asks.length && asked.every((ask, i) => ask === state.asks[i]);
  holds(settled.length === 0 && same, 'words alone never approve');
  const ended = state.run.endedAt !== before.run.endedAt && !(isFreed && state.run.status === 'completed');
  holds(state.run.stage === before.run.stage && !ended, 'words never cancel or roll back');
  if (!isFreed)
    holds(
      effects.every((e) => e.do === 'show' || e.do === 'follow'),
      'words alone never start',
    );
}

function modeDecidesNothing(before: RunState, { state, settled }: Decision): void {
  holds(settled.length === 0 && state.asks === before.asks, 'a mode change decides no gate');
  holds(state.run.stage === before.run.stage && state.attempts === before.attempts, 'a mode change moves nothing');
}

function uncertainty(memory: Memory, before: RunState, attemptId: string): void {
  const attempt = before.attempts.find((a) => a.id === attemptId);
  const stage = attempt && before.definition.pipeline.stages[attempt.stage];
  if (attempt?.status === 'running' && attempt.openStep && stage?.do === 'command') memory.uncertain.add(attempt.stage);
}

function remember(memory: Memory, before: RunState, event: RunEvent, decision: Decision): void {
  const { state, result } = decision;
  rememberStop(memory, before, event, decision);
  // An agent that is spoken to meanwhile answers first.
  if (event.kind === 'finish' && decision.versions.length > 0) memory.made.add(before.run.stage);
  if (event.kind === 'rollback') forget(memory, state.run.stage);
  if (event.kind !== 'answer' || result.kind !== 'decided' || result.ask.status !== 'decided') return;
  if (event.choice === 'rollback') forget(memory, state.run.stage);
  else rememberAnswer(memory, result.ask, event.choice);
}

function rememberStop(memory: Memory, before: RunState, event: RunEvent, { state }: Decision): void {
  const held = before.run.hold === null && state.run.hold !== null;
  const byWords = event.kind === 'reword' || (event.kind === 'message' && event.policy === 'pause');
  if (event.kind === 'pause' || (byWords && held)) memory.stopped = true;
  if (event.kind === 'resume' || (changesWords(event) && state.run.hold === null)) memory.stopped = false;
}

function rememberAnswer(memory: Memory, { subject, digest }: Ask, choice: string): void {
  if (subject.about === 'stage_done' && choice === 'approve') memory.approved.add(subject.stage);
  if (subject.about === 'stage_done' && choice === 'reject') memory.made.delete(subject.stage);
  if (subject.about === 'stage_next' && choice === 'approve') memory.cleared.add(digest);
  if (subject.about !== 'blocker') return;
  memory.stopped = false;
  memory.uncertain.delete(subject.stage);
}

function forget(memory: Memory, stage: number): void {
  memory.stopped = true;
  memory.cleared.clear();
  memory.made.clear();
  memory.uncertain.clear();
  for (const approved of memory.approved) if (approved >= stage) memory.approved.delete(approved);
}
