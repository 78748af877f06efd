import type { FC } from 'hono/jsx';
import { allowedCard } from '../../../../core/cards/allowed.ts';
import { askCard } from '../../../../core/cards/ask-card.ts';
import type { Card } from '../../../../core/cards/card.ts';
import { CardView } from '../../draw/card.tsx';
import { onPage } from '../../draw/hidden.tsx';
import { TextView } from '../../draw/text.tsx';
import { runWords as words } from '../../words/runs.ts';
import { BadgeView } from '../parts/badge.tsx';
import { CopyableId } from '../parts/copyable-id.tsx';
import { runPath } from './list-page.tsx';
import type { Inspected } from './read.ts';

export interface AsksData {
  runId: string;
  open: Card[];
  /** Newest first. */
  settled: Pick<Card, 'subject' | 'badge' | 'title' | 'outcome'>[];
}

export function asksOf({ view, texts, reader: { person, project } }: Inspected): AsksData {
  const { run, definition, asks } = view.state;
  const settled = view.asks.filter(({ status }) => status !== 'open').reverse();
  return {
    runId: run.id,
    open: asks.map((ask) => allowedCard(askCard(ask, run, definition, texts), person, project, { run, ask })),
    settled: settled.map((ask) => {
      const { subject, badge, title, outcome } = askCard(ask, run, definition, new Map());
      return { subject, badge, title, outcome };
    }),
  };
}

const Settled: FC<Pick<AsksData, 'settled'>> = ({ settled }) => (
  <details data-fold="settled">
    <summary>{words.settled(settled.length)}</summary>
    <ul class="lines">
      {settled.map(({ subject, badge, title, outcome }) => (
        <li>
          <BadgeView badge={badge} /> <strong>{title}</strong>
          {outcome && (
            <p class="note">
              <TextView text={outcome} />
            </p>
          )}
          <CopyableId id={subject.id} />
        </li>
      ))}
    </ul>
  </details>
);

/** The open ones with their buttons, as in the thread; the settled ones with who, what, when, where. A run that asked nothing has no such part. */
export const AsksView: FC<{ data: AsksData }> = ({ data: { runId, open, settled } }) =>
  open.length + settled.length === 0 ? null : (
    <>
      <h2>{words.questions}</h2>
      {open.map((card) => (
        <article
          class="card"
          id={card.subject.id}
          aria-labelledby={`${card.subject.id}-title`}
          data-tone={card.badge.tone}
        >
          <CardView card={card} spot={onPage(runPath(runId))} id={card.subject.id} level={3} />
          <footer class="foot">
            <CopyableId id={card.subject.id} />
          </footer>
        </article>
      ))}
      {settled.length === 0 ? null : <Settled settled={settled} />}
    </>
  );
