import type { Context } from 'hono';
import type { HtmlEscapedString } from 'hono/utils/html';
import type { ConsoleNotice, NoticeBody } from '../../core/console/messages.ts';
import type { Reply } from '../../core/intent.ts';
import type { Answer } from './deliver.ts';
import { ConfirmView } from './draw/confirm.tsx';
import { FormView } from './draw/form.tsx';
import { channelPath, type Pane, threadPath } from './draw/message.tsx';
import { NoticeView } from './draw/notice.tsx';
import { PlainPage } from './pages/layout.tsx';
import type { ConsoleEnv, ConsoleParts } from './parts.ts';
import { deliveryOf, type Posted } from './posted.ts';
import { words } from './words.ts';

type Drawn = HtmlEscapedString | Promise<HtmlEscapedString>;

const paneOf = ({ spot }: Posted): Pane => (spot.thread === '' ? 'main' : 'side');

const backOf = ({ spot }: Posted): string =>
  spot.thread === '' ? channelPath(spot.channel) : threadPath(spot.channel, spot.thread);

/** Turns an answer into what the page shows: a fragment for our script, a page or a redirect without one. */
export function answerer(parts: ConsoleParts, c: Context<ConsoleEnv>) {
  return async (posted: Posted, answer: Answer): Promise<Response> => {
    switch (answer.kind) {
      case 'reply':
        return answerReply({ parts, c, posted }, answer.reply);
      case 'look':
        return dialog(
          { parts, c, posted },
          <ConfirmView {...answer} spot={posted.spot} back={backOf(posted)} />,
          answer.confirm.title,
        );
      case 'stopped':
        return notice({ parts, c, posted }, { kind: 'refused', text: answer.text });
      case 'unreachable':
        return unreachable({ parts, c, posted });
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
  const back = backOf(posted);
  switch (reply.kind) {
    case 'nothing':
      return posted.scripted ? c.json({ kind: 'done' }) : c.redirect(back, 303);
    case 'told':
    case 'refused':
      return notice(asked, { kind: reply.kind, text: reply.text });
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

async function dialog({ c, posted }: Asked, inside: Drawn, title: string): Promise<Response> {
  if (!posted.scripted) return c.html(<PlainPage title={title}>{inside}</PlainPage>);
  const box = (
    <dialog class="dialog" aria-labelledby="dialog-title">
      {inside}
    </dialog>
  );
  return c.json({ kind: 'dialog', html: (await box)?.toString() });
}

/** Kept, so that it is there after a reload, in every window of this person; shown even if it can't be kept. */
async function notice({ parts, c, posted }: Asked, body: NoticeBody): Promise<Response> {
  const { spot, visitor } = posted;
  const fresh = {
    user: visitor.account.user,
    channel: spot.channel,
    thread: spot.thread || null,
    body,
    at: new Date(),
  };
  const kept = await keep(parts, fresh, `answer-${deliveryOf(posted)}`);
  const pane = paneOf(posted);
  if (!posted.scripted && kept) return c.redirect(`${backOf(posted)}#${pane}-${kept.id}`, 303);
  const view = <NoticeView notice={kept ?? { ...fresh, id: 'unkept' }} pane={pane} />;
  if (!posted.scripted) return c.html(<PlainPage title={words.onlyYou}>{view}</PlainPage>);
  return c.json({ kind: body.kind === 'refused' ? 'refused' : 'told', pane, html: (await view)?.toString() });
}

async function keep(
  { store, log }: ConsoleParts,
  fresh: Omit<ConsoleNotice, 'id'>,
  key: string,
): Promise<ConsoleNotice | null> {
  try {
    return await store.notify(fresh, key);
  } catch (error) {
    log.warn({ err: error, user: fresh.user }, 'An answer was shown but could not be kept.');
    return null;
  }
}

/** The same form again, with the same nonce: sending it twice counts once. */
function unreachable({ c, posted }: Asked): Response | Promise<Response> {
  if (posted.scripted) return c.json({ kind: 'unreachable', text: words.unreachable }, 503);
  return c.html(
    <PlainPage title={words.failedTitle}>
      <h1>{words.failedTitle}</h1>
      <p role="alert">{words.unreachable}</p>
      <form method="post" action={c.req.path} class="actions">
        {Object.entries(posted.values).map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <a class="button plain" href={backOf(posted)}>
          {words.home}
        </a>
        <button class="primary">{words.tryAgain}</button>
      </form>
    </PlainPage>,
    503,
  );
}
