import type { FC } from 'hono/jsx';
import { oneLine, visible } from '../../../../core/cards/agent-text.ts';
import type { Text } from '../../../../core/cards/card.ts';
import { explain } from '../../../../core/cards/explain.ts';
import { silenceLabel, silenceOf } from '../../../../core/cards/words/silence.ts';
import { TextView } from '../../draw/text.tsx';
import { AskCard } from '../asks/ask-card.tsx';
import { askPartId, askState } from '../asks/follow-asks.tsx';
import { Origin } from '../asks/origin.tsx';
import type { PersonalAsk } from '../asks/read.ts';
import { BadgeView } from '../parts/badge.tsx';
import { encodeItem } from './items.ts';
import { inboxWords as words } from '../../words/inbox.ts';

function standingText({ standing: { barred, choices } }: PersonalAsk): Text {
  if (!barred) return [words.youCan];
  return choices.length === 0
    ? explain(barred, new Date())
    : [...explain(barred, new Date()), words.stillYours(choices)];
}

const Facts: FC<{ waiting: PersonalAsk }> = ({ waiting }) => (
  <dl class="facts">
    <div>
      <dt>{silenceLabel}</dt>
      <dd>
        <TextView text={silenceOf(waiting.view.ask)} />
      </dd>
    </div>
    <div>
      <dt>{words.you}</dt>
      <dd>
        <TextView text={standingText(waiting)} />
      </dd>
    </div>
    {waiting.standing.barred === null ? null : (
      <div>
        <dt>{words.others}</dt>
        <dd>{waiting.deciders.map((name) => oneLine(name)).join(', ') || words.nobody}</dd>
      </div>
    )}
    {waiting.standing.barred === null && waiting.alone.approve !== null ? (
      <div>
        <dt>{words.alone}</dt>
        <dd>
          <TextView text={waiting.alone.approve} />
        </dd>
      </div>
    ) : null}
  </dl>
);

const isEligible = ({ alone }: PersonalAsk): boolean => alone.approve === null || alone.reject === null;

/** One question that waits. Its box belongs to the form of the page, wherever it stands. */
export const Line: FC<{ waiting: PersonalAsk; page: string }> = ({ waiting, page }) => {
  const { view, card } = waiting;
  const id = askPartId(waiting);
  return (
    <li class="waiting" id={id} data-kind={view.ask.kind} data-state={askState(waiting)}>
      {isEligible(waiting) ? (
        <input
          type="checkbox"
          form="bulk"
          name="item"
          value={encodeItem(view.ask)}
          aria-label={words.choose(card.title, oneLine(view.run.title))}
        />
      ) : null}
      <div>
        <h2>
          {visible(card.title)} <BadgeView badge={card.badge} />
        </h2>
        <Origin found={waiting} />
        <p class="why">
          <TextView text={card.why} />
          {view.run.hold === null ? null : ` ${words.held}`}
        </p>
        {card.outcome === null ? (
          <Facts waiting={waiting} />
        ) : (
          <p class="outcome">
            <TextView text={card.outcome} />
          </p>
        )}
        <details data-fold={id}>
          <summary>{words.look}</summary>
          <AskCard found={waiting} page={page} level={3} />
        </details>
      </div>
    </li>
  );
};
