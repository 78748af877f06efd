import type { FC } from 'hono/jsx';
import type { Visitor } from '../../parts.ts';
import { Frame } from '../frame.tsx';
import { CopyableId } from '../parts/copyable-id.tsx';
import { AskCard } from './ask-card.tsx';
import { askPartId, askState } from './follow-asks.tsx';
import { Origin } from './origin.tsx';
import type { PersonalAsk } from './read.ts';
import { StandingView } from './standing.tsx';

const pathOf = ({ view }: PersonalAsk): string => `/asks/${view.ask.id}`;

/** The card, and below it how its reader stands to it for as long as it is open. */
export const AloneCard: FC<{ found: PersonalAsk }> = ({ found }) => (
  <div class="alone" id={askPartId(found)} data-state={askState(found)}>
    <AskCard found={found} page={pathOf(found)} level={2} />
    {found.view.ask.status === 'open' ? <StandingView found={found} /> : null}
  </div>
);

/** One question alone, open or settled: where links to it lead. */
export const AskPage: FC<{ visitor: Visitor; found: PersonalAsk }> = ({ visitor, found }) => {
  const { ask } = found.view;
  const current = ask.status === 'open' ? 'inbox' : 'history';
  return (
    <Frame visitor={visitor} current={current} inside title={found.card.title} events={`${pathOf(found)}/events`}>
      <Origin found={found} />
      <p class="origin">
        <CopyableId id={ask.id} />
      </p>
      <AloneCard found={found} />
    </Frame>
  );
};
