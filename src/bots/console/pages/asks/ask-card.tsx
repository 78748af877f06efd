import type { FC } from 'hono/jsx';
import { CardView, type Level } from '../../draw/card.tsx';
import { onPage } from '../../draw/hidden.tsx';
import type { PersonalAsk } from './read.ts';

interface AskCardProps {
  found: PersonalAsk;
  /** The page that it stands on. */
  page: string;
  level: Level;
}

/** The card itself, with its real buttons. */
export const AskCard: FC<AskCardProps> = ({ found, page, level }) => {
  const { view, card } = found;
  const id = `card-${view.ask.id}`;
  const isSettled = card.outcome !== null;
  return (
    <section
      class="card"
      aria-labelledby={`${id}-title`}
      data-tone={card.badge.tone}
      data-settled={isSettled ? '' : undefined}
    >
      <CardView card={card} spot={onPage(page)} id={id} level={level} />
    </section>
  );
};
