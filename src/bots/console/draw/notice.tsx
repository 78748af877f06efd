import { createHash } from 'node:crypto';
import type { FC } from 'hono/jsx';
import type { ConsoleNotice, NoticeBody } from '../../../core/console/messages.ts';
import { visible } from '../../../core/cards/agent-text.ts';
import { words } from '../words.ts';
import { Buttons, CardView } from './card.tsx';
import { HiddenFields, type Spot } from './hidden.tsx';
import { levels, type Pane, threadPath } from './message.tsx';
import { Time, TextView } from './text.tsx';

/** What was said to one person, wherever it is drawn. */
export const NoticeBodyView: FC<{ body: NoticeBody; pane: Pane; spot: Spot; id: string }> = ({
  body,
  pane,
  spot,
  id,
}) => {
  switch (body.kind) {
    case 'told':
      return (
        <>
          <p class="told">
            <TextView text={body.text} />
          </p>
          <Buttons buttons={body.buttons ?? []} label={words.onlyYou} spot={spot} id={id} />
        </>
      );
    case 'refused':
      return (
        <p class="told">
          <strong>
            <span aria-hidden="true">✕</span> {words.notDone}
          </strong>{' '}
          <TextView text={body.text} />
        </p>
      );
    case 'cards':
      return (
        <>
          <p class="told">
            <TextView text={body.intro} />
          </p>
          {body.cards.map((card, index) => (
            <section class="card" aria-labelledby={`${id}-${index}-title`} data-tone={card.badge.tone}>
              <CardView card={card} spot={spot} id={`${id}-${index}`} level={levels[pane]} />
            </section>
          ))}
        </>
      );
  }
};

/** Changes with anything that is shown of it. */
export const noticeState = ({ body }: ConsoleNotice): string =>
  createHash('sha256').update(JSON.stringify(body)).digest('base64url').slice(0, 12);

/** A line that one person sees. `pane` is where it is drawn; a thread's notice in the channel says so. */
export const NoticeView: FC<{ notice: ConsoleNotice; pane: Pane }> = ({ notice, pane }) => {
  const id = `${pane}-${notice.id}`;
  const thread = pane === 'side' ? (notice.thread ?? '') : '';
  const spot = { channel: notice.channel, thread, message: notice.id };
  return (
    <article
      id={id}
      class="notice"
      data-kind={visible(notice.body.kind)}
      aria-label={words.onlyYou}
      tabindex={-1}
      data-state={noticeState(notice)}
      data-at={notice.at.toISOString()}
    >
      <header class="byline">
        <span class="label">{words.onlyYou}</span>
        <Time at={notice.at} />
        {notice.thread !== null && pane === 'main' ? (
          <a href={threadPath(notice.channel, notice.thread)}>{words.inThread}</a>
        ) : null}
        <form method="post" action="/dismiss" data-send>
          <HiddenFields spot={spot} />
          <button class="quiet" data-key="dismiss">
            {words.dismiss}
          </button>
        </form>
      </header>
      <NoticeBodyView body={notice.body} pane={pane} spot={spot} id={id} />
    </article>
  );
};
