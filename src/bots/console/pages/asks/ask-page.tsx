import type { FC } from 'hono/jsx';
import type { Visitor } from '../../parts.ts';
import { Frame } from '../frame.tsx';
import { CopyableId } from '../parts/copyable-id.tsx';
import { AskCard } from './ask-card.tsx';
import { Origin } from './origin.tsx';
import type { PersonalAsk } from './read.ts';

/** One question alone, open or settled: where links to it lead. */
export const AskPage: FC<{ visitor: Visitor; found: PersonalAsk }> = ({ visitor, found }) => {
  const { ask } = found.view;
  return (
    <Frame visitor={visitor} current={ask.status === 'open' ? 'inbox' : 'history'} inside title={found.card.title}>
      <Origin found={found} />
      <p class="origin">
        <CopyableId id={ask.id} />
      </p>
      <AskCard found={found} page={`/asks/${ask.id}`} level={2} />
    </Frame>
  );
};
