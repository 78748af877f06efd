import type { FC } from 'hono/jsx';
import { oneLine, visible } from '../../../../core/cards/agent-text.ts';
import type { Answer, Subject } from '../../../../core/ask/ask.ts';
import { itemsOf } from '../../../../core/cards/ask-items.ts';
import { choiceLabel } from '../../../../core/cards/words/choice.ts';
import { placeWords } from '../../../../core/cards/words/outcome.ts';
import { TextView, Time } from '../../draw/text.tsx';
import { AskCard } from '../asks/ask-card.tsx';
import { Origin } from '../asks/origin.tsx';
import type { PersonalAsk } from '../asks/read.ts';
import { BadgeView } from '../parts/badge.tsx';
import { CopyableId } from '../parts/copyable-id.tsx';
import { historyWords as words } from '../../words/history.ts';

/** Everybody who answered, where it took several. */
const Answers: FC<{ answers: readonly Answer[]; subject: Subject }> = ({ answers, subject }) =>
  answers.length < 2 ? null : (
    <div>
      <dt>{words.answers}</dt>
      <dd>
        {answers.map(({ personName, choice, at, where }) => (
          <p>
            {oneLine(personName)}: {choiceLabel(choice, subject)}, <Time at={at} />
            {words.where(placeWords(where))}
          </p>
        ))}
      </dd>
    </div>
  );

/** Each text as it was then, whatever became of it since. */
const Versions: FC<{ settled: PersonalAsk }> = ({ settled: { view } }) => {
  const items = itemsOf(view.ask.subject);
  return items.length === 0 ? null : (
    <div>
      <dt>{words.versions}</dt>
      <dd>
        {items.map(({ artifactId, name, version }) => (
          <p>
            <a href={`/runs/${view.run.id}/artifacts/${artifactId}?to=${version}`}>{words.version(name, version)}</a>
          </p>
        ))}
      </dd>
    </div>
  );
};

/** One settled question: who, what, when, where, with which words, and exactly what they were shown. */
export const Line: FC<{ settled: PersonalAsk; page: string }> = ({ settled, page }) => {
  const { view, card } = settled;
  const { ask } = view;
  return (
    <li class="settled" id={`ask-${ask.id}`} data-tone={card.badge.tone}>
      <h2>
        <a href={`/asks/${ask.id}`}>{visible(card.title)}</a> <BadgeView badge={card.badge} />
      </h2>
      <Origin found={settled} />
      {card.outcome === null ? null : (
        <p class="outcome">
          <TextView text={card.outcome} />
        </p>
      )}
      <details data-fold={ask.id}>
        <summary>{words.look}</summary>
        <dl class="facts">
          <div>
            <dt>{words.revision}</dt>
            <dd>{ask.revision}</dd>
          </div>
          <div class="wide">
            <dt>{words.digest}</dt>
            <dd>
              <CopyableId id={ask.digest} />
            </dd>
          </div>
          <Versions settled={settled} />
          <Answers answers={ask.answers} subject={ask.subject} />
        </dl>
        <AskCard found={settled} page={page} level={3} />
      </details>
    </li>
  );
};
