import type { StepState } from '../../../core/cards/card.ts';

/** Texts that the drawing itself adds. */
export const drawingWords = {
  empty: '(empty)',
  cut: 'Shortened here.',
  all: 'All of it in the console',
  ownCut:
    "This is longer than a message of Discord's may be, and was shortened. Read all of it in the console before you decide.",
  notWhole: (labels: string): string =>
    `${labels} can't be pressed here: a message of Discord's can't hold all that has to be read before.`,
  leftOut: 'More buttons than Discord has room for: the others are in the console.',
  problem: (label: string, problem: string): string => `✕ ${label}: ${problem}`,
  wholeProblem: (problem: string): string => `✕ ${problem}`,
  again: (title: string): string => `${title}: not sent yet.`,
  againHint: 'Nothing was changed. What you typed is kept.',
  openAgain: 'Open it again',
  opensByClick: 'Discord opens a form only right after a click: press the button, and fill it in.',
  open: 'Open the form',
  part: (part: number, parts: number): string => `Part ${part} of ${parts}.`,
  partKept: (title: string, part: number, parts: number): string =>
    `${title}: part ${part} of ${parts} is kept. Nothing happens before the last one is sent.`,
  goOn: 'Go on',
  submit: (label: string): string => `Submit means: ${label}. Cancel keeps everything as it is.`,
  submitPart: 'Submit leads to the next part. Cancel keeps everything as it is.',
  inFull: (label: string): string => `${label}, in full:`,
  firstOf: (label: string, shown: number, all: string): string =>
    `${label}: ${shown} of ${all} can be chosen here, all of them in the console.`,
  choose: 'Choose',
  tooLong: (length: string, limit: string): string =>
    `Discord's forms take texts of ${limit} characters, and this has one of ${length}. Nothing was changed. `,
  tooLarge: "This form is larger than Discord's may be. Nothing was changed. ",
  tooMuchToRead:
    "This form is dangerous, and Discord's have no room for all that has to be read before. Nothing was changed. ",
  inConsole: 'Fill it in in the console',
  danger: 'Look twice: this is dangerous.',
  step: {
    done: 'done',
    now: 'now',
    waiting: 'waiting',
    failed: 'failed',
    'to come': 'to come',
  } satisfies Record<StepState, string>,
};
