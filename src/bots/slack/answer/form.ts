import type { ModalView } from '@slack/types';
import type { Text } from '../../../core/cards/card.ts';
import type { Reply } from '../../../core/intent.ts';
import { plainText } from '../../../core/cards/plain.ts';
import { drawForm, drawLook, drawNotice, fieldErrors } from '../draw/view.ts';
import type { SentView } from '../read/read.ts';
import { words } from '../words.ts';
import { fromOf, type AnswerParts, type Asked } from './parts.ts';

/** What the acknowledgement of a form carries; nothing closes it: https://docs.slack.dev/surfaces/modals#response_actions */
export type FormResponse =
  | undefined
  | { response_action: 'errors'; errors: Record<string, string> }
  | { response_action: 'update'; view: ModalView };

/** Null: the form has served, and the answer is shown where it was opened. */
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

/** Problems are shown at the fields of the form as it stands, where it is the same form that comes back; what was typed stays. */
export function respondTo(parts: AnswerParts, asked: Asked, reply: Reply): FormResponse {
  const errors = reply.kind === 'form' ? errorsIn(reply, asked.spot.view) : null;
  if (errors) return { response_action: 'errors', errors };
  const view = followUp(parts, asked, reply);
  return view === null ? undefined : { response_action: 'update', view };
}

/** The form stays open with what was typed. A second look has no field to say it at. */
export function sayUnreachable({ site }: AnswerParts, view: SentView): FormResponse {
  const [first] = view.inputs;
  if (first === undefined) return notice(words.unreachable, site);
  return { response_action: 'errors', errors: { [first]: plainText(words.unreachable) } };
}

export const notice = (text: Text, site: AnswerParts['site']): FormResponse => ({
  response_action: 'update',
  view: drawNotice(text, site),
});

/** Another token, or other blocks, and it is another form: a text that somebody changed meanwhile has to be shown. */
function errorsIn({ form }: Extract<Reply, { kind: 'form' }>, view: SentView | null): Record<string, string> | null {
  if (view === null || form.token !== view.token || form.blocks.length > 0) return null;
  const errors = fieldErrors(form, view.round);
  return errors && Object.keys(errors).every((block) => view.inputs.includes(block)) ? errors : null;
}

const nextRound = ({ spot }: Asked): number => (spot.view?.round ?? -1) + 1;
