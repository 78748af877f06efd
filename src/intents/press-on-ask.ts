import { itemsOf } from '../core/cards/ask-items.ts';
import { answerWith, pressAnswer } from './answer.ts';
import { openEditForm } from './forms.ts';
import { page } from './look.ts';
import { attemptedOn, refuse } from './reply.ts';
import { lacks } from './visitor.ts';
import type { AskView } from '../core/cards/ask-view.ts';
import type { PressToken } from '../core/cards/token.ts';
import type { Reply } from '../core/intent.ts';
import type { PersonActor } from '../core/people/actor.ts';
import type { Call } from './ports.ts';

export interface AskPress {
  token: Extract<PressToken, { askId: string }>;
  confirmed: boolean;
  /** The button is on a card that only this person sees. */
  isPrivate: boolean;
}

export async function pressOnAsk(call: Call, actor: PersonActor, view: AskView, pressed: AskPress): Promise<Reply> {
  const { token, confirmed, isPrivate } = pressed;
  switch (token.press) {
    case 'answer':
      return pressAnswer(call, actor, view, { ...token, confirmed, isPrivate });
    case 'with':
      return answerWith(call, actor, view, token);
    case 'page': {
      const refusal = lacks(actor, 'view');
      return refusal ? refuse(call, refusal, attemptedOn(view.run, 'page', actor)) : page(call, actor, view, token);
    }
    case 'edit':
      return editItem(call, actor, view, token.item);
  }
}

async function editItem(call: Call, actor: PersonActor, { ask, run }: AskView, index: number): Promise<Reply> {
  const item = itemsOf(ask.subject)[index];
  const found = await call.ports.views.run(run.id);
  if (item && found) return openEditForm(call, actor, found.state, item.name);
  return refuse(call, { refused: 'not_found', what: 'text', id: String(index) }, attemptedOn(run, 'edit', actor));
}
