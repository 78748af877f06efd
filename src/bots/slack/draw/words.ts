import { chatDrawingWords } from '../../chat/drawing-words.ts';

/** Texts that the drawing itself adds. */
export const drawingWords = {
  ...chatDrawingWords('Slack'),
  group: (from: number, to: number): string => `${from} to ${to}`,
  close: 'Close',
  notice: 'Wheelhouse',
};
