import { chatDrawingWords } from '../../chat/drawing-words.ts';

/** Texts that the drawing itself adds. */
export const drawingWords = {
  ...chatDrawingWords('Discord'),
  leftOut: 'More buttons than Discord has room for: the others are in the console.',
  again: (title: string): string => `${title}: not sent yet.`,
  againHint: 'Nothing was changed. What you typed is kept.',
  openAgain: 'Open it again',
  opensByClick: 'Discord opens a form only right after a click: press the button, and fill it in.',
  open: 'Open the form',
  part: (part: number, parts: number): string => `Part ${part} of ${parts}.`,
  partKept: (part: number, parts: number): string => `Part ${part} of ${parts} is kept.`,
  nothingYet: 'Nothing happens before the last one is sent.',
  restIsReady: (submit: string): string => `Nothing happens before you press ${submit}. The rest is filled in already:`,
  leftEmpty: 'empty',
  goOn: 'Go on',
  changeRest: 'Change the rest',
  back: (part: number): string => `Back to part ${part}`,
  submit: (label: string): string => `Submit means: ${label}. Cancel keeps everything as it is.`,
  submitPart: 'Submit leads to the next part. Cancel keeps everything as it is.',
  submitThenSend: (label: string): string =>
    `The rest is filled in already: Submit shows it, with the button ${label}. Cancel keeps everything as it is.`,
  firstOf: (label: string, shown: number, all: string): string =>
    `${label}: ${shown} of ${all} can be chosen here; the console offers all.`,
  tooMuchToRead:
    "This form is dangerous, and Discord's forms have no room for all that has to be read first. Nothing was changed. ",
  danger: 'Look twice: this is dangerous.',
};
