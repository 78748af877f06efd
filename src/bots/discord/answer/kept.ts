import type { Draft } from '../../../core/drafts.ts';
import type { Delivery } from '../../chat/intake.ts';
import { partsOf, typedIn, withTyped } from '../draw/form-parts.ts';
import { drawTold } from '../draw/message.ts';
import { drawNext } from '../draw/reopen.ts';
import type { Read } from '../read/read.ts';
import { words } from '../words.ts';
import type { Answering } from './answering.ts';
import { keepForm, openNow } from './form.ts';
import type { HandlingParts } from './handle.ts';
import { tellNotDone, visit } from './visit.ts';

type Opening = Extract<Read, { kind: 'open' }> & { answering: Answering };
type Part = Extract<Read, { kind: 'part' }> & { answering: Answering };
type Sending = Extract<Read, { kind: 'send' }> & { answering: Answering };

/** A click on the button that opens a part of a form. It is not tried again later: a form opens right after a click, or never. */
export async function openKept(parts: HandlingParts, { form: kept, spot, answering }: Opening): Promise<void> {
  const found = await parts.drafts.find(kept.id, spot.account, new Date()).catch((outage: unknown) => {
    parts.log.warn({ err: outage }, 'A form that somebody has begun to fill in could not be read.');
    return 'away' as const;
  });
  if (found === 'away') return answering.show(drawTold(words.unreachable, [], parts.site));
  if (found === null) return answering.trade(drawTold(words.formServed, [], parts.site));
  await openNow(parts, { answering }, { form: found.form, kept });
}

/** Stores one part of a form and shows the next; the last part submits the form. */
export async function takePart(parts: HandlingParts, delivery: Delivery, part: Part): Promise<void> {
  const { form: kept, answering } = part;
  const draft = await foundOrTold(parts, delivery, part, () => filledIn(parts, delivery, part));
  if (draft === null) return;
  const next = { ...kept, part: kept.part + 1 };
  if (next.part < partsOf(draft.form).length) return answering.show(drawNext(draft.form, next, parts.site));
  await submit(parts, delivery, part, draft);
}

/** Submits a form of which only the first parts were filled in: the others say themselves what they hold. */
export async function submitKept(parts: HandlingParts, delivery: Delivery, sending: Sending): Promise<void> {
  const { form: kept, spot } = sending;
  const find = () => parts.drafts.find(kept.id, spot.account, delivery.at);
  const draft = await foundOrTold(parts, delivery, sending, find);
  if (draft !== null) await submit(parts, delivery, sending, draft);
}

/**
 * The stored form, or null once the person was told why there is none. When a late delivery finds none, the process that left the
 * delivery behind has already submitted it.
 */
async function foundOrTold(
  parts: HandlingParts,
  delivery: Delivery,
  { answering }: Pick<Part, 'answering'>,
  find: () => Promise<Draft | null>,
): Promise<Draft | null> {
  const draft = await find().catch(async (outage: unknown) => {
    await tellNotDone(parts, delivery, { answering });
    throw outage;
  });
  if (draft === null && !delivery.isLate) await answering.show(drawTold(words.formServed, [], parts.site));
  return draft;
}

async function filledIn(parts: HandlingParts, { at }: Delivery, part: Part): Promise<Draft | null> {
  const { form: kept, values, spot, answering } = part;
  const found = await parts.drafts.find(kept.id, spot.account, at);
  if (found === null) return null;
  const draft = { ...found, form: withTyped(found.form, values) };
  await keepForm(parts, { ...draft, draft: draft.id, answering }, draft.form);
  return draft;
}

/** Submits as the account, and from the place, that the form was opened by: in direct messages neither can be seen any more. */
async function submit(
  parts: HandlingParts,
  delivery: Delivery,
  { visit: made, spot, answering }: Part | Sending,
  draft: Draft,
): Promise<void> {
  const { account, where, form, on, id } = draft;
  const intent = { kind: 'submit', token: form.token, values: typedIn(form), on } as const;
  const by = { ...made, account, where };
  const reply = await visit(parts, delivery, { intent, visit: by, spot, draft: id, answering });
  if (reply.kind !== 'form') await parts.drafts.drop(id);
}
