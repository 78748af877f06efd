import type { Assignment, Boundary, Executor } from '../../core/stage/executor.ts';
import { beginStep } from './boundary.ts';
import { execute } from './execute.ts';
import type { Hand } from './hand.ts';
import { streamOutput, type OutputStream } from './output.ts';
import type { StageParts } from './parts.ts';
import { settle } from './settle.ts';

/** Pieces of output that one step of one worker may have: the numbers of later workers begin above. */
const piecesPerStep = 100_000;

/** Usually one turn; another each time the run was resumed before its worker had stopped. */
export async function takeTurns(
  parts: StageParts,
  hand: Hand,
  assignment: Assignment,
  signal: AbortSignal,
): Promise<void> {
  const executor = executorFor(parts, assignment);
  const output = openOutput(parts, hand);
  const door = openBoundary(parts, hand, output, signal);
  const grace = (): number => (parts.shift.over.aborted ? parts.settings.handBack / 2 : parts.settings.abortGrace);
  try {
    for (let turn = assignment; ;) {
      const begun = door.begun();
      const result = await execute(executor, turn, door.boundary, grace);
      await output.drain(parts.settings.outputFlush);
      const settled = await settle(parts, hand, result, signal);
      if (settled === 'over' || result.kind !== 'stopped') return;
      if (door.begun() === begun && settled.goOn === hand.epoch)
        throw new Error(`bug: told to go on at epoch ${hand.epoch}, where no step may begin.`);
      hand.epoch = settled.goOn;
      turn = { ...turn, continuation: result.continuation };
    }
  } finally {
    door.close();
  }
}

function executorFor(parts: StageParts, { stage }: Assignment): Executor {
  const executor = parts.executors.get(stage.do);
  if (!executor) throw new Error(`This worker has no executor for “${stage.do}” stages.`);
  return executor;
}

interface Door {
  boundary: Boundary;
  begun(): number;
  /** An executor that was left behind may go on calling: from now on it begins and says nothing. */
  close(): void;
}

function openBoundary(parts: StageParts, hand: Hand, output: OutputStream, signal: AbortSignal): Door {
  let begun = 0;
  let isOpen = true;
  const boundary: Boundary = {
    signal,
    begin: async (estimate) => {
      const answer = isOpen ? await beginStep(parts, hand, estimate, signal) : { go: false as const };
      if (answer.go) begun += 1;
      return answer;
    },
    output: (text) => {
      if (isOpen) output.push(text);
    },
  };
  return { boundary, begun: () => begun, close: () => (isOpen = false) };
}

const openOutput = ({ runs, settings, log }: StageParts, { attempt }: Hand): OutputStream =>
  streamOutput((sequence, text) => runs.appendOutput(attempt.id, sequence, text), {
    from: (attempt.takeovers + attempt.steps) * piecesPerStep,
    flushEvery: settings.outputFlush,
    held: settings.outputHeld,
    onError: (error) => log.debug({ err: error, attemptId: attempt.id }, 'Live output has to wait.'),
  });
