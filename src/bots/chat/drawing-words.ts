import type { StepState } from '../../core/cards/card.ts';

/** Texts that the drawing of every chat platform adds. */
export const chatDrawingWords = (platform: string) => ({
  empty: '(empty)',
  cut: 'Shortened here.',
  all: 'All of it in the console',
  ownCut: `This is longer than a message of ${platform}'s may be, and was shortened. Read all of it in the console before you decide.`,
  notWhole: (labels: string): string =>
    `${labels} can't be pressed here: a message of ${platform}'s can't hold all that has to be read before.`,
  problem: (label: string, problem: string): string => `✕ ${label}: ${problem}`,
  wholeProblem: (problem: string): string => `✕ ${problem}`,
  choose: 'Choose',
  inFull: (label: string): string => `${label}, in full:`,
  tooLong: (length: string, limit: string): string =>
    `${platform}'s forms take texts of ${limit} characters, and this has one of ${length}. Nothing was changed. `,
  tooLarge: `This form is larger than ${platform}'s may be. Nothing was changed. `,
  inConsole: 'Fill it in in the console',
  step: {
    done: 'done',
    now: 'now',
    waiting: 'waiting',
    paused: 'paused',
    failed: 'failed',
    'to come': 'to come',
    'not done': 'not done',
  } satisfies Record<StepState, string>,
});
