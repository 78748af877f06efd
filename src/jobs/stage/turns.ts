import { setTimeout as sleep } from 'node:timers/promises';
import { addCost, noCost } from '../../core/run/run.ts';
import type { Assignment, Boundary, Executor } from '../../core/stage/executor.ts';
import type { StepRequest } from '../../core/stage/step.ts';
import { spellOf } from '../spell.ts';
import { beginStep } from './boundary.ts';
import { execute, type ExecutionContext } from './execute.ts';
import type { Hand } from './hand.ts';
import { streamOutput, type OutputStream } from './output.ts';
import type { StageParts } from './parts.ts';
import { settle } from './settle.ts';

/** Pieces of output that one step of one worker may have: the numbers of later workers begin above. */
const piecesPerStep = 100_000;

/** Milliseconds before a worker asks again that was told both to stop and to go on: a clock has leapt, and leaps back. */
const pause = 500;

/** What is known of the lease, and of all that ends the work. */
export type Hold = Pick<Boundary, 'signal' | 'heldFor'>;

/** Usually one turn; another each time the run was resumed before its worker had stopped. */
export async function takeTurns(parts: StageParts, hand: Hand, assignment: Assignment, hold: Hold): Promise<void> {
  const executor = executorFor(parts, assignment);
  const output = openOutput(parts, hand);
  const context = openBoundary(parts, hand, output, hold);
  try {
    for (let turn = assignment; ;) {
      const before = context.answers();
      const result = await execute(executor, turn, context);
      hand.owed = result.cost;
      await output.drain(parts.settings.outputFlush);
      const settled = await settle(parts, hand, result, hold.signal);
      if (settled === 'over' || (result.kind !== 'stopped' && result.kind !== 'done')) return;
      hand.owed = noCost;
      if (settled.goOn === hand.epoch) await reconsider(executor, before, context.answers());
      hand.epoch = settled.goOn;
      hand.turns.push(...(result.turns ?? []));
      const { continuation } = result.kind === 'stopped' ? result : turn;
      turn = { ...turn, continuation, feedback: settled.feedback, turns: [...assignment.turns, ...hand.turns] };
    }
  } finally {
    context.close();
  }
}

async function reconsider({ kind }: Executor, before: Answers, now: Answers): Promise<void> {
  if (now.go > before.go) return;
  if (now.stop === before.stop) throw new Error(`bug: a “${kind}” stage stopped where nobody had said stop.`);
  await sleep(pause);
}

function executorFor(parts: StageParts, { stage }: Assignment): Executor {
  const executor = parts.executors.get(stage.do);
  if (!executor) throw new Error(`This worker has no executor for “${stage.do}” stages.`);
  return executor;
}

/** How often the boundary said which. */
interface Answers {
  go: number;
  stop: number;
}

interface OpenContext extends ExecutionContext {
  answers(): Answers;
  /** An executor that was left behind may go on calling: from now on it begins and says nothing. */
  close(): void;
}

function openBoundary(parts: StageParts, hand: Hand, output: OutputStream, { signal, heldFor }: Hold): OpenContext {
  const answers: Answers = { go: 0, stop: 0 };
  let isOpen = true;
  const boundary: Boundary = {
    signal,
    heldFor,
    begin: async (step) => {
      const answer = isOpen ? await beginStep(parts, hand, step, signal) : { go: false as const };
      answers[answer.go ? 'go' : 'stop'] += 1;
      if (answer.go) takeOn(hand, step);
      return answer;
    },
    output: (text) => {
      if (isOpen) output.push(text);
    },
  };
  return {
    boundary,
    owed: () => hand.owed,
    grace: () => (parts.shift.over.aborted ? parts.settings.handBack / 2 : parts.settings.abortGrace),
    log: parts.log,
    answers: () => ({ ...answers }),
    close: () => (isOpen = false),
  };
}

/** What it has said and spent is kept and booked from here on; what this step costs is owed. */
function takeOn(hand: Hand, { estimate, spent, turns = [] }: StepRequest): void {
  hand.owed = spent ? estimate : addCost(hand.owed, estimate);
  hand.turns.push(...turns);
}

const writing = {
  begins:
    'Live output could not be written; it is held, and written when it can be. What the stage makes is kept all the same.',
  ends: 'Live output is written again.',
};

const openOutput = ({ runs, settings, log }: StageParts, { attempt }: Hand): OutputStream =>
  streamOutput((sequence, text) => runs.appendOutput(attempt.id, sequence, text), {
    from: (attempt.takeovers + attempt.steps) * piecesPerStep,
    flushEvery: settings.outputFlush,
    held: settings.outputHeld,
    spell: spellOf(log, writing),
  });
