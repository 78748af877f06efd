import type { ModalView } from '@slack/types';
import type { Text } from '../../../core/cards/card.ts';
import type { Reply } from '../../../core/intent.ts';
import { plainText } from '../../../core/cards/plain.ts';
import { drawForm, drawLook, drawNotice, fieldErrors } from '../draw/view.ts';
import type { SentView } from '../read/read.ts';
import { words } from '../words.ts';
import { fromOf, type AnswerParts, type Asked } from './parts.ts';

/** What the acknowledgement of a form contains; an empty one closes the form: https://docs.slack.dev/surfaces/modals#response_actions */
export type FormResponse =
  | undefined
  | { response_action: 'errors'; errors: Record<string, string> }
  | { response_action: 'update'; view: ModalView };

/** What the form shows next; null when it is finished, and the answer is shown where it was opened. */
export function followUp(parts: AnswerParts, asked: Asked, reply: Reply): ModalView | null {
  const { site } = parts;
  const from = fromOf(asked);
  switch (reply.kind) {
    case 'nothing':
    case 'told':
    case 'cards':
    case 'lead':
      return null;
    case 'refused':
      return drawNotice(reply.text, site);
    case 'form':
      return drawForm(reply.form, { ...from, round: nextRound(asked) }, site);
    case 'confirm':
      return drawLook(reply, from, site);
  }
}

/** If the same form comes back, its problems are shown at its fields, and what was typed stays. */
export function respondTo(parts: AnswerParts, asked: Asked, reply: Reply): FormResponse {
  const errors = reply.kind === 'form' ? errorsIn(reply, asked.spot.view) : null;
  if (errors) return { response_action: 'errors', errors };
  const view = followUp(parts, asked, reply);
  return view === null ? undefined : { response_action: 'update', view };
}

/** The form stays open with what was typed. A confirmation has no field to show it at, so it becomes a notice. */
export function sayUnreachable({ site }: AnswerParts, view: SentView): FormResponse {
  const [first] = view.inputs;
  if (first === undefined) return notice(words.unreachable, site);
  return { response_action: 'errors', errors: { [first]: plainText(words.unreachable) } };
}

export const notice = (text: Text, site: AnswerParts['site']): FormResponse => ({
  response_action: 'update',
  view: drawNotice(text, site),
});

/** The problems by field; null when the token or the blocks differ: then it is another form, with something new to read. */
function errorsIn({ form }: Extract<Reply, { kind: 'form' }>, view: SentView | null): Record<string, string> | null {
  if (view === null || form.token !== view.token || form.blocks.length > 0) return null;
  const errors = fieldErrors(form, view.round);
  return errors && Object.keys(errors).every((block) => view.inputs.includes(block)) ? errors : null;
}

const nextRound = ({ spot }: Asked): number => (spot.view?.round ?? -1) + 1;
