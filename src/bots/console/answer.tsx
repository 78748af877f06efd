import type { Context } from 'hono';
import type { HtmlEscapedString } from 'hono/utils/html';
import type { Text } from '../../core/cards/card.ts';
import { plainText } from '../../core/cards/plain.ts';
import type { ConsoleNotice, NoticeBody } from '../../core/console/messages.ts';
import type { Reply } from '../../core/intent.ts';
import { backOf } from './back.ts';
import type { Answer } from './deliver.ts';
import { ConfirmView } from './draw/confirm.tsx';
import type { Spot } from './draw/hidden.tsx';
import { FormView } from './draw/form.tsx';
import type { Pane } from './draw/message.tsx';
import { NoticeBodyView, NoticeView } from './draw/notice.tsx';
import { outageOf } from './outage.ts';
import { PlainPage } from './pages/layout.tsx';
import { type ConsoleEnv, type ConsoleParts, keyOf } from './parts.ts';
import { pathTo } from './path-to.ts';
import { deliveryOf, type Posted } from './posted.ts';
import { words } from './words.ts';

type Drawn = HtmlEscapedString | Promise<HtmlEscapedString>;

const paneOf = ({ spot }: Posted): Pane => (spot.thread === '' ? 'main' : 'side');

/** Turns an answer into what the page shows: a fragment for our script, a page or a redirect without one. */
export function answerer(parts: ConsoleParts, c: Context<ConsoleEnv>) {
  return async (posted: Posted, answer: Answer): Promise<Response> => {
    switch (answer.kind) {
      case 'reply':
        return answerReply({ parts, c, posted }, answer.reply);
      case 'look':
        return dialog(
          { parts, c, posted },
          <ConfirmView {...answer} spot={posted.spot} back={backOf(posted.spot)} />,
          answer.confirm.title,
        );
      case 'stopped':
        return notice({ parts, c, posted }, { kind: 'refused', text: answer.text });
    }
  };
}

interface Asked {
  parts: ConsoleParts;
  c: Context<ConsoleEnv>;
  posted: Posted;
}

async function answerReply(asked: Asked, reply: Reply): Promise<Response> {
  const { c, posted } = asked;
  const back = backOf(posted.spot);
  switch (reply.kind) {
    case 'nothing':
      return posted.scripted ? c.json({ kind: 'done' }) : c.redirect(back, 303);
    case 'told':
      return tell(asked, reply);
    case 'refused':
      return notice(asked, { kind: 'refused', text: reply.text });
    case 'lead':
      return lead(asked, reply);
    case 'cards':
      return notice(asked, { kind: 'cards', intro: reply.intro, cards: reply.cards });
    case 'form':
      return dialog(asked, <FormView form={reply.form} spot={posted.spot} back={back} />, reply.form.title);
    case 'confirm':
      return dialog(
        asked,
        <ConfirmView token={reply.token} confirm={reply} danger spot={posted.spot} back={back} />,
        reply.title,
      );
  }
}

/** In a line that goes by, nobody follows a link, and its path is no news to whoever is in the console. */
const inPassing = (text: Text): string =>
  plainText(text.map((span) => (typeof span === 'object' && 'link' in span ? span.link.text : span)));

/** A card shows it too: our script says it in passing; without one it stands where it is found after the reload. */
async function tell(asked: Asked, { text, buttons, passing }: Extract<Reply, { kind: 'told' }>): Promise<Response> {
  const { c, posted } = asked;
  if (passing && posted.scripted) return c.json({ kind: 'told', text: inPassing(text) });
  if (passing && posted.spot.page !== undefined) return c.redirect(posted.spot.page, 303);
  return notice(asked, buttons ? { kind: 'told', text, buttons } : { kind: 'told', text });
}

/** Opens the thread at the message; words that stay are put down there. */
async function lead(asked: Asked, { text, to, passing }: Extract<Reply, { kind: 'lead' }>): Promise<Response> {
  const { parts, c, posted } = asked;
  const channels = await parts.roster.channels(posted.visitor.account);
  if (!channels.some(({ id }) => id === to.channel)) return notice(asked, { kind: 'told', text });
  const thread = to.thread ?? to.message;
  const spot = { channel: to.channel, thread, message: '' };
  const kept = passing ? null : await keep(asked, { spot, body: { kind: 'told', text } });
  const path = await pathTo(parts, to);
  if (!posted.scripted) return c.redirect(path, 303);
  const view = kept && <NoticeView notice={kept} pane="side" />;
  return c.json({ kind: 'lead', path, text: inPassing(text), pane: 'side', html: (await view)?.toString() });
}

async function dialog({ c, posted }: Asked, inside: Drawn, title: string): Promise<Response> {
  if (!posted.scripted) return c.html(<PlainPage title={title}>{inside}</PlainPage>);
  const box = (
    <dialog class="dialog" aria-labelledby="dialog-title">
      {inside}
    </dialog>
  );
  return c.json({ kind: 'dialog', html: (await box)?.toString() });
}

/** A page has no list of notices, and no message that they belong to: said once, in passing or in a dialog. */
async function pageNotice(asked: Asked, body: NoticeBody): Promise<Response> {
  const { c, posted } = asked;
  const { scripted, spot } = posted;
  const isWords = body.kind === 'refused' || (body.kind === 'told' && !body.buttons);
  if (scripted && isWords) return c.json({ kind: body.kind, text: inPassing(body.text) });
  return dialog(
    asked,
    <div class="form">
      <h2 id="dialog-title">{words.answerTitle}</h2>
      <NoticeBodyView body={body} pane="side" spot={spot} id="answer" />
      <div class="actions end">
        <a class="button plain" href={backOf(posted.spot)} data-close autofocus>
          {scripted ? words.keepAsIs : words.goBack}
        </a>
      </div>
    </div>,
    words.answerTitle,
  );
}

/** Kept, so that it is there after a reload, in every window of this person; shown even if it can't be kept. */
async function notice(asked: Asked, body: NoticeBody): Promise<Response> {
  const { c, posted } = asked;
  if (posted.spot.page !== undefined) return pageNotice(asked, body);
  const { spot } = posted;
  const kept = await keep(asked, { spot, body });
  const pane = paneOf(posted);
  if (!posted.scripted && kept) return c.redirect(`${backOf(posted.spot)}#${pane}-${kept.id}`, 303);
  const view = <NoticeView notice={kept ?? { ...freshNotice(posted, { spot, body }), id: 'unkept' }} pane={pane} />;
  if (!posted.scripted) return c.html(<PlainPage title={words.onlyYou}>{view}</PlainPage>);
  return c.json({ kind: body.kind === 'refused' ? 'refused' : 'told', pane, html: (await view)?.toString() });
}

interface Told {
  spot: Spot;
  body: NoticeBody;
}

const freshNotice = ({ visitor }: Posted, { spot, body }: Told): Omit<ConsoleNotice, 'id'> => ({
  user: keyOf(visitor.account),
  channel: spot.channel,
  thread: spot.thread || null,
  body,
  at: new Date(),
});

async function keep({ parts, posted }: Asked, told: Told): Promise<ConsoleNotice | null> {
  const fresh = freshNotice(posted, told);
  try {
    return await parts.store.notify(fresh, `answer-${deliveryOf(posted)}`);
  } catch (error) {
    parts.log.warn({ err: outageOf(error), user: fresh.user }, 'An answer was shown but could not be kept.');
    return null;
  }
}
