import { between, budget, cost } from './numbers.ts';
import { readerFrom } from '../steering/destination.ts';
import { cap, oneLine, printed, tail, visible } from './agent-text.ts';
import { stepInFlight } from './run-line.ts';
import { actsAt } from './words/control.ts';
import { modeWords, runFacts, runNotes } from './words/run.ts';
import type { Ask, BlockerReason } from '../ask/ask.ts';
import type { RunView } from '../ports.ts';
import { isActive, type Run } from '../run/run.ts';
import type { RunState } from '../run/state.ts';
import type { Block, Fact, StepState } from './card.ts';

const briefLimit = 240;
const outputLimit = 800;

export function runBlocks(view: RunView): Block[] {
  return [...progress(view), facts(view), ...liveOutput(view), ...brief(view.state.run), ...notes(view)];
}

function progress(view: RunView): Block[] {
  const { run, definition, artifacts } = view.state;
  const steps = definition.pipeline.stages.map((stage, index) => {
    const canon = artifacts.find((artifact) => artifact.name === stage.makes)?.canon;
    const made = index < run.stage && canon ? `${stage.makes}, version ${canon.number}` : null;
    return { name: stage.name, state: stepState(view.state, index), note: made ?? sentBack(run, index) };
  });
  return steps.length === 0 ? [] : [{ kind: 'progress', steps }];
}

const sentBack = (run: Run, index: number): string | null =>
  index === run.stage && run.round > 0 ? `sent back ${run.round === 1 ? 'once' : `${run.round} times`}` : null;

/** What went wrong was the stage's own; of any other block, the stage waits for an answer and has not failed. */
const failures: readonly BlockerReason[] = ['stage_failed', 'time_limit', 'worker_died'];

const hasFailed = (asks: readonly Ask[]): boolean => {
  const blocker = asks.find(({ kind }) => kind === 'blocker');
  return blocker?.subject.about !== 'blocker' || failures.includes(blocker.subject.reason);
};

function stepState({ run, asks }: Pick<RunState, 'run' | 'asks'>, index: number): StepState {
  if (index < run.stage) return 'done';
  if (index > run.stage) return isActive(run.status) ? 'to come' : 'not done';
  switch (run.status) {
    case 'queued':
    case 'running':
      return 'now';
    case 'awaiting':
      return 'waiting';
    case 'paused':
      return 'paused';
    case 'blocked':
      return hasFailed(asks) ? 'failed' : 'waiting';
    case 'failed':
      return 'failed';
    case 'completed':
      return 'done';
    case 'cancelled':
      return 'not done';
  }
}

/** Facts that people need before they press a button. The stage is shown by the progress above, and by the line below the title. */
function facts({ state: { run } }: RunView): Block {
  return { kind: 'facts', facts: [{ label: runFacts.cost, value: [`${cost(run.spent)} (${limitOf(run)})`] }] };
}

/** How the run works, and since when: facts that nobody needs before they press a button. */
export function runAside(view: RunView): Fact[] {
  const { run } = view.state;
  const ended: Fact[] = run.endedAt
    ? [{ label: runFacts.ended, value: [{ time: run.endedAt }, `, after ${between(run.startedAt, run.endedAt)}`] }]
    : [];
  return [
    { label: runFacts.mode, value: [`${modeWords[run.mode].name} (${modeWords[run.mode].means})`] },
    { label: runFacts.runs, value: [`${actsAt[run.execution]}${isRehearsal(view) ? ', as a rehearsal' : ''}`] },
    { label: runFacts.started, value: [`${oneLine(run.trigger.personName)}, `, { time: run.startedAt }] },
    ...ended,
  ];
}

function limitOf(run: Run): string {
  const limit = budget(run.budget);
  return limit === null ? runNotes.noBudget : `budget ${limit}`;
}

export const isRehearsal = (view: RunView): boolean =>
  view.state.artifacts.some((artifact) => artifact.canon?.rehearsal === true);

/** Shown only while a command runs: the output of a finished command is its artifact. */
function liveOutput(view: RunView): Block[] {
  const { run } = view.state;
  const live = run.status === 'running' || stepInFlight(view);
  if (!live || view.outputTail === '') return [];
  const { text, cut } = tail(printed(view.outputTail).trimEnd(), outputLimit);
  return [{ kind: 'output', label: runNotes.liveOutput, text, cut }];
}

function brief(run: Run): Block[] {
  if (run.brief.trim() === '') return [];
  return [{ kind: 'quote', label: runNotes.brief, ...cap(visible(run.brief), briefLimit) }];
}

function notes(view: RunView): Block[] {
  const waiting = view.state.messages.filter((it) => it.origin === 'person' && it.status === 'queued').length;
  const { run, definition, asks } = view.state;
  const isAsked = asks.some(({ kind }) => kind === 'question');
  const reader = readerFrom(definition.pipeline.stages, run.stage);
  const lines = [
    waiting > 0 ? runNotes.queuedMessages(waiting, reader, isAsked) : null,
    isRehearsal(view) ? runNotes.rehearsal : null,
  ].filter((line) => line !== null);
  return lines.map((line): Block => ({ kind: 'note', text: [line] }));
}
