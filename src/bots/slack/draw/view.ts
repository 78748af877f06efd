import type { KnownBlock, ModalView } from '@slack/types';
import { cap } from '../../../core/cards/agent-text.ts';
import { unveil } from '../../../core/cards/block-text.ts';
import type { Block, Form, Text } from '../../../core/cards/card.ts';
import { baseOf, pathOfForm } from '../../../core/cards/console-path.ts';
import { fit } from '../../../core/cards/fit.ts';
import { count } from '../../../core/cards/numbers.ts';
import { plainText } from '../../../core/cards/plain.ts';
import type { Reply } from '../../../core/intent.ts';
import { limits } from '../limits.ts';
import { drawAlert } from './alert.ts';
import { drawBlock } from './block.ts';
import { faultsOf } from './budget.ts';
import { drawField, longValues } from './field.ts';
import { fieldId } from './field-id.ts';
import { type ViewFrom, writeMetadata } from './metadata.ts';
import { plain } from './plain.ts';
import type { Site } from './site.ts';
import { drawingWords } from './words.ts';

/** The `callback_id` by which a submitted modal is told apart. */
export const callbacks = { form: 'form', look: 'look' } as const;

/** A form as a modal. If Slack's modals can't hold it, the modal says so, and links to the console's page with the form. */
export function drawForm(form: Form, from: ViewFrom, site: Site): ModalView {
  const long = form.fields.find((field) => field.kind !== 'choice' && field.value.length > limits.input.value);
  if (long) return elsewhere(drawingWords.tooLong(count(long.value.length), count(limits.input.value)), form, site);
  const view = drawWhole(form, from, site);
  return faultsOf(view).length === 0 ? view : elsewhere(drawingWords.tooLarge, form, site);
}

function drawWhole(form: Form, from: ViewFrom, site: Site): ModalView {
  const whole = form.problems[''];
  const round = from.round ?? 0;
  return {
    ...titled(form.title, [
      ...(whole === undefined ? [] : [drawAlert('error', drawingWords.wholeProblem(whole))]),
      ...drawIntro(form, site),
      ...drawBody(form.blocks, site, pathOfForm(form.token)),
      ...form.fields.flatMap((field) => drawField(field, form.problems[field.name], round)),
    ]),
    callback_id: callbacks.form,
    private_metadata: writeMetadata(form.token, from, longValues(form.fields)),
    submit: plain(form.submit, limits.view.button),
    close: plain(drawingWords.close, limits.view.button),
  };
}

/** Slack's modals have no red button, so an alert says what can't be undone. */
function drawIntro({ intro, danger }: Form, site: Site): KnownBlock[] {
  if (intro.length === 0) return [];
  return danger
    ? [drawAlert('warning', plainText(intro, baseOf(site.publicUrl)))]
    : drawBody([{ kind: 'text', text: intro }], site, '/');
}

/** Asks for confirmation where the button's own dialog could not. */
export const drawLook = (look: Extract<Reply, { kind: 'confirm' }>, from: ViewFrom, site: Site): ModalView => ({
  ...titled(look.title, drawBody([{ kind: 'text', text: [look.text] }], site, '/')),
  callback_id: callbacks.look,
  private_metadata: writeMetadata(look.token, from),
  submit: plain(look.yes, limits.view.button),
  close: plain(look.no, limits.view.button),
});

/** Something to read and close. */
export const drawNotice = (text: Text, site: Site): ModalView => ({
  ...titled(drawingWords.notice, drawBody([{ kind: 'text', text }], site, '/')),
  close: plain(drawingWords.close, limits.view.button),
});

/** Slack names no limit for the text of a modal; nobody reads more than a message holds. */
const drawBody = (blocks: Block[], site: Site, path: string): KnownBlock[] =>
  fit(unveil(blocks), limits.message.characters, drawingWords.ownCut).map((block) =>
    drawBlock(block, { site, all: { text: drawingWords.all, path } }),
  );

/**
 * The problems for `response_action: errors`: Slack shows them at the fields, and keeps what was typed. Null if one is about the whole form,
 * or about no field of it: then the form has to be drawn anew.
 */
export function fieldErrors(form: Form, round: number): Record<string, string> | null {
  const names = Object.keys(form.problems);
  if (names.length === 0 || !names.every((name) => form.fields.some((field) => field.name === name))) return null;
  return Object.fromEntries(names.map((name) => [fieldId(name, round), form.problems[name] ?? '']));
}

/** A modal's title holds 24 characters: a longer one is cut there, and stands in full above the content. */
function titled(title: string, blocks: KnownBlock[]): Pick<ModalView, 'type' | 'title' | 'blocks'> {
  const isCut = title.length > limits.view.title;
  const head: KnownBlock[] = isCut ? [{ type: 'header', text: plain(title, limits.header) }] : [];
  return {
    type: 'modal',
    title: plain(cap(title, limits.view.title).text, limits.view.title),
    blocks: [...head, ...blocks],
  };
}

const elsewhere = (why: string, form: Form, site: Site): ModalView =>
  drawNotice([why, { link: { text: drawingWords.inConsole, path: pathOfForm(form.token) } }], site);
