import type { Button, Form, Text } from '../../../core/cards/card.ts';
import { customIds, type KeptForm } from './custom-id.ts';
import { partsOf } from './form-parts.ts';
import { drawTold, type DiscordMessage } from './message.ts';
import { problemLines } from './problems.ts';
import type { Site } from './site.ts';
import { drawingWords } from './words.ts';

/**
 * For one person, after a form that was refused: Discord answers no modal with another one, so that it takes a click to open it
 * again, with what was typed.
 */
export function drawAgain(form: Form, kept: KeptForm, site: Site): DiscordMessage {
  const problems: Text = problemLines(form).flatMap((problem) => [{ strong: problem }, '\n']);
  const said: Text = [drawingWords.again(form.title), '\n', ...problems, drawingWords.againHint];
  return drawTold(said, [opening(drawingWords.openAgain, kept)], site);
}

/** For one person, where a form can't be opened by what they did: Discord opens one right after a click alone. */
export const drawOpening = (form: Form, kept: KeptForm, site: Site): DiscordMessage =>
  drawTold([{ strong: form.title }, `\n${drawingWords.opensByClick}`], [opening(drawingWords.open, kept)], site);

/** For one person, after one part of a form: the button opens the next. */
export function drawNext(form: Form, next: KeptForm, site: Site): DiscordMessage {
  const said = drawingWords.partKept(form.title, next.part, partsOf(form).length);
  return drawTold([said], [opening(drawingWords.goOn, next)], site);
}

const opening = (label: string, kept: KeptForm): Button => ({
  token: customIds.open(kept),
  label,
  style: 'primary',
  hint: '',
  confirm: null,
});
