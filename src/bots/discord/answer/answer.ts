import type { Reply } from '../../../core/intent.ts';
import { drawLook, drawTold } from '../draw/message.ts';
import { words } from '../words.ts';
import { drawCards } from './cards.ts';
import { openForm } from './form.ts';
import { leadTo } from './lead.ts';
import type { AnswerParts, Asked } from './parts.ts';

/** Shows the door's reply to the person who asked, and to nobody else. */
export async function answer(parts: AnswerParts, asked: Asked, reply: Reply): Promise<void> {
  const { answering } = asked;
  const { site } = parts;
  switch (reply.kind) {
    case 'nothing':
      return answering.nothing(drawTold(words.done, [], site));
    case 'told':
      return answering.show(drawTold(reply.text, reply.buttons ?? [], site), 'silently');
    case 'refused':
      return answering.show(drawTold(reply.text, [], site));
    case 'form':
      return openForm(parts, asked, reply.form);
    case 'confirm':
      // The result of *Confirm* will replace this message in turn.
      if (reply.inPlace && answering.mayTrade) return answering.trade(drawLook(reply, site));
      return answering.show(drawLook(reply, site));
    case 'cards':
      for (const message of drawCards(reply, site)) await answering.show(message);
      return;
    case 'lead':
      return answering.show(await leadTo(parts, asked, reply));
  }
}
