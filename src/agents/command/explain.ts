import type { CommandStage } from '../../core/project/stage.ts';
import { excerpt } from '../text.ts';
import { inWords } from '../time-limit.ts';
import type { KeptOutput } from './kept-output.ts';
import type { Ending } from './supervised.ts';

const shownLines = 12;
const shownCharacters = 1500;

const hints: Record<number, string> = {
  126: ' (it was found, but may not be executed)',
  127: ' (a program was not found on the PATH)',
};

/** Why a command did not succeed, for the people who decide what happens next. Ends with the last lines of its output. */
export function explainEnding(ending: Ending, stage: CommandStage, output: KeptOutput): string {
  const command = `\`${excerpt(typeof stage.run === 'string' ? stage.run : stage.run.join(' '), 120)}\``;
  const limit = `its time limit of ${inWords(stage.time_limit)} (\`time_limit\` in the project file)`;
  return `${command} ${howItEnded(ending, limit)}${lastLinesOf(output)}`;
}

/** How a command ended, to be read after its name. `limit`: the time limit, in case it was reached. */
export function howItEnded(ending: Ending, limit: string): string {
  switch (ending.kind) {
    case 'exited':
      return ending.signal === null
        ? `ended with exit code ${ending.code}${hints[ending.code ?? 0] ?? ''}.`
        : `was ended by ${ending.signal}.`;
    case 'not_started':
      return `could not be started: ${ending.problem}.`;
    case 'ended':
      return `was ended at ${limit}.`;
    case 'lost':
      return 'was ended because the process that watches over it was killed, or heard nothing of its worker for too long. What it had done by then, nobody knows.';
  }
}

function lastLinesOf(output: KeptOutput): string {
  const lines = output.lastLines(shownLines, shownCharacters);
  return lines === '' ? ' It printed nothing.' : ` Its last lines:\n${lines}`;
}
