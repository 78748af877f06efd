import type { FC } from 'hono/jsx';
import type { Text } from '../../../../core/cards/card.ts';
import { explain } from '../../../../core/cards/explain.ts';
import { namesOf } from '../../../../core/cards/words/allowed.ts';
import { silenceLabel, silenceOf } from '../../../../core/cards/words/silence.ts';
import { TextView } from '../../draw/text.tsx';
import { askWords as words } from '../../words/asks.ts';
import { Fact } from '../parts/fact.tsx';
import type { PersonalAsk } from './read.ts';

function standingText({ standing: { barred, choices } }: PersonalAsk): Text {
  if (!barred) return [words.youCan];
  const why = barred.refused === 'not_permitted' ? [words.notYours(barred.needs)] : explain(barred, new Date());
  return choices.length === 0 ? why : [...why, words.stillYours(choices)];
}

/** A question of an agent's has no yes that it could share with others. */
const canBeAgreedTo = ({ view: { ask } }: PersonalAsk): boolean => ask.kind !== 'question';

/** How its reader stands to an open question, and who else can answer it. In a list, what its card says below is told here. */
export const StandingView: FC<{ found: PersonalAsk; inList?: boolean }> = ({ found, inList = false }) => {
  const { standing, deciders } = found;
  const isTheirs = standing.barred === null;
  return (
    <dl class="facts">
      {inList ? (
        <Fact label={silenceLabel}>
          <TextView text={silenceOf(found.view.ask)} />
        </Fact>
      ) : null}
      <Fact label={words.you}>
        <TextView text={standingText(found)} />
      </Fact>
      {isTheirs ? null : (
        <Fact label={words.others}>
          <TextView text={[namesOf(deciders) || words.nobody]} />
        </Fact>
      )}
      {inList && isTheirs && canBeAgreedTo(found) && found.alone.approve !== null ? (
        <Fact label={words.alone}>
          <TextView text={found.alone.approve} />
        </Fact>
      ) : null}
    </dl>
  );
};
