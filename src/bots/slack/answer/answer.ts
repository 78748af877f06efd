import type { Button } from '../../../core/cards/card.ts';
import type { Reply } from '../../../core/intent.ts';
import { drawTold, type SlackMessage } from '../draw/message.ts';
import { drawForm, drawLook } from '../draw/view.ts';
import type { Spot } from '../read/read.ts';
import { SlackOutage } from '../send/errors.ts';
import { drawCards } from './cards.ts';
import { drawLead } from './lead.ts';
import { open, opens } from './open.ts';
import { fromOf, type AnswerParts, type Asked } from './parts.ts';
import { showPrivately, tookItsPlace } from './privately.ts';

/** Shows the door's reply to the person who asked, and to nobody else. */
export async function answer(parts: AnswerParts, asked: Asked, reply: Reply): Promise<void> {
  const { spot } = asked;
  const { site } = parts;
  switch (reply.kind) {
    case 'nothing':
      return;
    case 'told': {
      const message = drawTold(reply.text, reply.buttons ?? [], site);
      if (reply.inPlace && (await tookItsPlace(parts, spot, message))) return;
      return showPrivately(parts, spot, message);
    }
    case 'refused':
      // Less urgent than other answers: a person whose action had an effect must not wait behind refusals.
      return showPrivately(parts, spot, drawTold(reply.text, [], site), 'words');
    case 'form':
      return open(parts, asked, drawForm(reply.form, fromOf(asked), site), reply.form.title);
    case 'confirm':
      return secondLook(parts, asked, reply);
    case 'cards':
      return showCards(parts, spot, drawCards(reply, site));
    case 'lead':
      return showPrivately(parts, spot, await drawLead(parts, reply));
  }
}

/** Once some of the cards have been shown, an outage is logged and not tried again: it would show those twice. */
async function showCards(parts: AnswerParts, spot: Spot, messages: readonly SlackMessage[]): Promise<void> {
  for (const [index, message] of messages.entries()) {
    try {
      await showPrivately(parts, spot, message);
    } catch (error) {
      if (index === 0 || !(error instanceof SlackOutage)) throw error;
      const facts = { err: error, account: spot.account };
      return parts.log.warn(facts, `Of ${messages.length} private cards, ${index} could be shown.`);
    }
  }
}

/** Asks for confirmation in a modal or, where none can be opened, by a button with Slack's own dialog. */
async function secondLook(parts: AnswerParts, asked: Asked, look: Extract<Reply, { kind: 'confirm' }>): Promise<void> {
  if (await opens(parts, asked, drawLook(look, fromOf(asked), parts.site))) return;
  const { token, title, text, yes, no } = look;
  const button: Button = { token, label: yes, style: 'danger', hint: text, confirm: { title, text, yes, no } };
  await showPrivately(parts, asked.spot, drawTold([{ strong: title }, ` ${text}`], [button], parts.site));
}
