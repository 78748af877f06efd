import type { Button } from '../../../core/cards/card.ts';
import type { Reply } from '../../../core/intent.ts';
import { drawTold } from '../draw/message.ts';
import { drawForm, drawLook } from '../draw/view.ts';
import { drawCards } from './cards.ts';
import { drawLead } from './lead.ts';
import { open, opens } from './open.ts';
import { fromOf, type AnswerParts, type Asked } from './parts.ts';
import { showPrivately } from './privately.ts';

/** What the door says, shown to whoever asked, and to nobody else. */
export async function answer(parts: AnswerParts, asked: Asked, reply: Reply): Promise<void> {
  const { spot } = asked;
  const { site } = parts;
  switch (reply.kind) {
    case 'nothing':
      return;
    case 'told':
      return showPrivately(parts, spot, drawTold(reply.text, reply.buttons ?? [], site));
    case 'refused':
      // Who did something waits behind nobody who was refused.
      return showPrivately(parts, spot, drawTold(reply.text, [], site), 'words');
    case 'form':
      return open(parts, asked, drawForm(reply.form, fromOf(asked), site), reply.form.title);
    case 'confirm':
      return secondLook(parts, asked, reply);
    case 'cards':
      for (const message of drawCards(reply, site)) await showPrivately(parts, spot, message);
      return;
    case 'lead':
      return showPrivately(parts, spot, await drawLead(parts, reply));
  }
}

/** Where no modal can be opened, a button asks: it has Slack's own dialog. */
async function secondLook(parts: AnswerParts, asked: Asked, look: Extract<Reply, { kind: 'confirm' }>): Promise<void> {
  if (await opens(parts, asked, drawLook(look, fromOf(asked), parts.site))) return;
  const { token, title, text, yes, no } = look;
  const button: Button = { token, label: yes, style: 'danger', hint: text, confirm: { title, text, yes, no } };
  await showPrivately(parts, asked.spot, drawTold([{ strong: title }, ` ${text}`], [button], parts.site));
}
