import { randomBytes } from 'node:crypto';
import type { Form } from '../../../core/cards/card.ts';
import type { KeptForm } from '../draw/custom-id.ts';
import { drawForm } from '../draw/form.ts';
import { neededFirst, partsOf, partToMend } from '../draw/form-parts.ts';
import { drawAgain, drawOpening } from '../draw/reopen.ts';
import type { AnswerParts, Asked } from './parts.ts';

/** Milliseconds. A person who is called away in the middle of a brief still finds it the next morning. */
const draftLife = 24 * 3_600_000;

/** Stores the form with the content of its fields, for this person only. Returns its id. */
export async function keepForm({ drafts }: AnswerParts, asked: Asked, form: Form): Promise<string> {
  const { account, where, on, draft } = asked;
  const id = draft ?? newId();
  await drafts.keep({ id, account, where, on, form }, new Date(Date.now() + draftLife));
  return id;
}

/** 120 random bits: nobody can guess an id, and the form is bound to its owner besides. */
const newId = (): string => randomBytes(15).toString('base64url');

/**
 * Opens a form, or, where Discord doesn't allow that now, shows a button that opens it. A form that was refused opens at the part
 * that has to be mended.
 */
export async function openForm(parts: AnswerParts, asked: Asked, given: Form): Promise<void> {
  const { answering } = asked;
  const form = asked.draft === null ? neededFirst(given) : given;
  const isKept = asked.draft !== null || partsOf(form).length > 1 || !answering.mayOpenForm;
  const kept = isKept ? { id: await keepForm(parts, asked, form), part: partToMend(form) } : null;
  if (answering.mayOpenForm) return openNow(parts, asked, { form, kept });
  if (kept === null) return;
  const again = Object.keys(form.problems).length > 0;
  await answering.show(again ? drawAgain(form, kept, parts.site) : drawOpening(form, kept, parts.site));
}

export async function openNow(
  { site }: AnswerParts,
  { answering }: Pick<Asked, 'answering'>,
  { form, kept }: { form: Form; kept: KeptForm | null },
): Promise<void> {
  const drawn = drawForm(form, kept, site);
  if ('modal' in drawn) await answering.open(drawn.modal);
  else await answering.show(drawn.message);
}
