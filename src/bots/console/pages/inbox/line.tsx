import type { FC } from 'hono/jsx';
import { cap, oneLine, visible } from '../../../../core/cards/agent-text.ts';
import { Fence } from '../../draw/fence.tsx';
import { TextView } from '../../draw/text.tsx';
import type { Block, Card } from '../../../../core/cards/card.ts';
import { AskCard } from '../asks/ask-card.tsx';
import { askPartId, askState } from '../asks/follow-asks.tsx';
import { Origin } from '../asks/origin.tsx';
import type { PersonalAsk } from '../asks/read.ts';
import { StandingView } from '../asks/standing.tsx';
import { BadgeView } from '../parts/badge.tsx';
import { encodeItem } from './items.ts';
import { inboxWords as words } from '../../words/inbox.ts';

type Quoted = Extract<Block, { kind: 'quote' | 'output' }>;

/** Of what is asked about: enough to know it by; all of it stands on the card. */
const longestGist = 300;

/** What is asked, in the words that it is asked about: a list that only says “asks a question” has to be opened to be read. */
const Gist: FC<{ card: Card }> = ({ card }) => {
  const block = card.blocks.find((it): it is Quoted => it.kind === 'quote' || it.kind === 'output');
  if (!block) return null;
  const { text, cut } = cap(block.text, longestGist);
  return <Fence {...block} text={text} cut={cut || block.cut} />;
};

const isEligible = ({ alone }: PersonalAsk): boolean => alone.approve === null || alone.reject === null;

const Open: FC<{ waiting: PersonalAsk }> = ({ waiting }) => {
  const { view, card } = waiting;
  return (
    <>
      <p class="why">
        <TextView text={card.why} />
        {view.run.hold === null ? null : ` ${words.held}`}
      </p>
      <Gist card={card} />
      <StandingView found={waiting} inList />
    </>
  );
};

/** One question that waits; once it is settled, how. Its box belongs to the form of the page, wherever it stands. */
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
        {card.outcome === null ? (
          <Open waiting={waiting} />
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
