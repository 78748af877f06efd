import type { Button, Field, Form, Text } from '../../../core/cards/card.ts';
import { customIds, type KeptForm } from './custom-id.ts';
import { partsOf, readyFrom } from './form-parts.ts';
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

/**
 * For one person, after one part of a form: a button opens the next. Where the rest needs nobody, it says what stands there, and what
 * comes of it, and another button submits the form at once.
 */
export function drawNext(form: Form, next: KeptForm, site: Site): DiscordMessage {
  const head: Text = [{ strong: form.title }, `\n${drawingWords.partKept(next.part, partsOf(form).length)} `];
  const back = opening(drawingWords.back(next.part), { ...next, part: next.part - 1 }, 'plain');
  const rest = readyFrom(form, next.part);
  if (rest === null)
    return drawTold([...head, drawingWords.nothingYet], [opening(drawingWords.goOn, next), back], site);
  const said: Text = [
    ...[...head, drawingWords.restIsReady(form.submit), '\n'],
    ...[...rest.flatMap(standing), '\n', ...form.intro],
  ];
  return drawTold(said, [sending(form, next), opening(drawingWords.changeRest, next, 'plain'), back], site);
}

/** What stands in a field; where that is nothing, with the help, which says what it means. */
function standing(field: Field): Text {
  const value = chosen(field).trim();
  const said = value === '' ? [drawingWords.leftEmpty, field.help ?? ''].filter((it) => it !== '').join('. ') : value;
  return [{ strong: `${field.label}:` }, ` ${said}\n`];
}

const chosen = (field: Field): string =>
  (field.kind === 'choice' ? field.choices.find(({ value }) => value === field.value)?.label : null) ?? field.value;

const button = { hint: '', confirm: null };

const opening = (label: string, kept: KeptForm, style: Button['style'] = 'primary'): Button => ({
  ...{ ...button, token: customIds.open(kept), label, style },
});

const sending = ({ submit }: Form, kept: KeptForm): Button => ({
  ...{ ...button, token: customIds.send(kept), label: submit, style: 'primary' },
});
