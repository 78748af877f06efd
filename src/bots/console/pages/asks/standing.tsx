import type { FC } from 'hono/jsx';
import type { Text } from '../../../../core/cards/card.ts';
import { explain } from '../../../../core/cards/explain.ts';
import { namesOf } from '../../../../core/cards/words/allowed.ts';
import { silenceLabel, silenceOf } from '../../../../core/cards/words/silence.ts';
import { TextView } from '../../draw/text.tsx';
import { askWords as words } from '../../words/asks.ts';
import type { PersonalAsk } from './read.ts';

function standingText({ standing: { barred, choices } }: PersonalAsk): Text {
  if (!barred) return [words.youCan];
  const why = barred.refused === 'not_permitted' ? [words.notYours(barred.needs)] : explain(barred, new Date());
  return choices.length === 0 ? why : [...why, words.stillYours(choices)];
}

/** A question of an agent's has no yes that it could share with others. */
const canBeAgreedTo = ({ view: { ask } }: PersonalAsk): boolean => ask.kind !== 'question';

const Fact: FC<{ label: string; text: Text }> = ({ label, text }) => (
  <div>
    <dt>{label}</dt>
    <dd>
      <TextView text={text} />
    </dd>
  </div>
);

/** How its reader stands to an open question, who else can answer it, and what comes of silence. */
export const StandingView: FC<{ found: PersonalAsk; alone?: boolean }> = ({ found, alone = false }) => {
  const { standing, deciders } = found;
  const isTheirs = standing.barred === null;
  return (
    <dl class="facts">
      <Fact label={silenceLabel} text={silenceOf(found.view.ask)} />
      <Fact label={words.you} text={standingText(found)} />
      {isTheirs ? null : <Fact label={words.others} text={[namesOf(deciders) || words.nobody]} />}
      {alone && isTheirs && canBeAgreedTo(found) && found.alone.approve !== null ? (
        <Fact label={words.alone} text={found.alone.approve} />
      ) : null}
    </dl>
  );
};
