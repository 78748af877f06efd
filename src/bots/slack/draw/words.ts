import type { StepState } from '../../../core/cards/card.ts';

/** Texts that the drawing itself adds. */
export const drawingWords = {
  empty: '(empty)',
  cut: 'Shortened here.',
  all: 'All of it in the console',
  ownCut:
    "This is longer than a message of Slack's may be, and was shortened. Read all of it in the console before you decide.",
  notWhole: (labels: string): string =>
    `${labels} can't be pressed here: a message of Slack's can't hold all that has to be read before.`,
  problem: (label: string, problem: string): string => `✕ ${label}: ${problem}`,
  wholeProblem: (problem: string): string => `✕ ${problem}`,
  choose: 'Choose',
  inFull: (label: string): string => `${label}, in full:`,
  group: (from: number, to: number): string => `${from} to ${to}`,
  close: 'Close',
  notice: 'Wheelhouse',
  tooLong: (length: string, limit: string): string =>
    `Slack's forms take texts of ${limit} characters, and this has one of ${length}. Nothing was changed. `,
  tooLarge: "This form is larger than Slack's may be. Nothing was changed. ",
  inConsole: 'Fill it in in the console',
  step: {
    done: 'done',
    now: 'now',
    waiting: 'waiting',
    failed: 'failed',
    'to come': 'to come',
  } satisfies Record<StepState, string>,
};
