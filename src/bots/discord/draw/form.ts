import type { APIModalInteractionResponseCallbackData } from 'discord.js';
import type { Block, Form } from '../../../core/cards/card.ts';
import { pathOfForm } from '../../../core/cards/console-path.ts';
import { count } from '../../../core/cards/numbers.ts';
import { limits } from '../limits.ts';
import { faultsOf } from './budget.ts';
import { text } from './button.ts';
import { customIds, type KeptForm } from './custom-id.ts';
import { drawField, fieldNotes } from './field.ts';
import { fitted } from './fitted.ts';
import { partsOf, readyFrom } from './form-parts.ts';
import { problemLines } from './problems.ts';
import { drawTold, type DiscordMessage } from './message.ts';
import { plain, plainly } from './plain.ts';
import type { Site } from './site.ts';
import { drawingWords } from './words.ts';

/** A modal; or a message for one person, if no modal can hold the form. */
export type DrawnForm = { modal: APIModalInteractionResponseCallbackData } | { message: DiscordMessage };

/**
 * A form of the core's, or one part of it. A form that comes back, or has several parts, must be stored before (`kept`), with its values and
 * problems: a modal's id has no room for them.
 */
export function drawForm(form: Form, kept: KeptForm | null, site: Site): DrawnForm {
  const long = form.fields.find(({ value }) => value.length > limits.input.value);
  if (long)
    return {
      message: elsewhere(drawingWords.tooLong(count(long.value.length), count(limits.input.value)), form, site),
    };
  if (kept === null && partsOf(form).length > 1)
    throw new Error(`The form ${form.token} has several parts, and is not kept.`);
  const { modal, isCut } = drawModal(form, kept, site);
  // Nobody shall submit it without having read what was left out (P13).
  if (isCut && form.danger) return { message: elsewhere(drawingWords.tooMuchToRead, form, site) };
  return faultsOf(modal).length === 0 ? { modal } : { message: elsewhere(drawingWords.tooLarge, form, site) };
}

interface DrawnModal {
  modal: APIModalInteractionResponseCallbackData;
  /** Something that is to be read before it is submitted was shortened. */
  isCut: boolean;
}

function drawModal(form: Form, kept: KeptForm | null, site: Site): DrawnModal {
  const parts = partsOf(form);
  const fields = parts[kept?.part ?? 0] ?? [];
  const all = { text: drawingWords.all, path: pathOfForm(form.token) };
  const { shown, isCut } = fitted(headOf(form, kept?.part ?? 0), { site, all }, limits.text);
  const modal = {
    custom_id: kept === null ? form.token : customIds.kept(kept),
    title: plain(form.title, limits.modal.title),
    components: [text(shown.join('\n\n')), ...fields.map(drawField)],
  };
  return { modal, isCut };
}

/** What stands above the fields: problems first, then what happens on submit, then what their labels have no room for. */
function headOf(form: Form, part: number): Block[] {
  const parts = partsOf(form);
  const fields = parts[part] ?? [];
  const where = parts.length > 1 ? `${drawingWords.part(part + 1, parts.length)} ` : '';
  return [
    ...problemLines(form).map((strong) => line({ strong })),
    ...(plainly(form.title).length > limits.modal.title ? [line({ strong: form.title })] : []),
    ...(form.danger ? [line({ strong: drawingWords.danger })] : []),
    ...(form.intro.length === 0 ? [] : [{ kind: 'text' as const, text: form.intro }]),
    ...form.blocks,
    ...fields.flatMap(fieldNotes),
    { kind: 'note', text: [where + whatSubmitDoes(form, part)] },
  ];
}

function whatSubmitDoes(form: Form, part: number): string {
  if (part >= partsOf(form).length - 1) return drawingWords.submit(form.submit);
  return readyFrom(form, part + 1) !== null ? drawingWords.submitThenSend(form.submit) : drawingWords.submitPart;
}

const line = (span: { strong: string }): Block => ({ kind: 'text', text: [span] });

/** For one person: why there is no modal, and where the form can be filled in. */
const elsewhere = (why: string, form: Form, site: Site): DiscordMessage =>
  drawTold([why, { link: { text: drawingWords.inConsole, path: pathOfForm(form.token) } }], [], site);
