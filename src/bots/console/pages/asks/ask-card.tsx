import type { FC } from 'hono/jsx';
import { CardView, type Level } from '../../draw/card.tsx';
import { onPage } from '../../draw/hidden.tsx';
import { askState } from './follow-asks.tsx';
import type { PersonalAsk } from './read.ts';

interface AskCardProps {
  found: PersonalAsk;
  /** The page that it stands on. */
  page: string;
  level: Level;
  /** By which the live view finds it, where nothing around it is found. */
  part?: string;
}

/** The card itself, with its real buttons. */
export const AskCard: FC<AskCardProps> = ({ found, page, level, part }) => {
  const { view, card } = found;
  const id = `card-${view.ask.id}`;
  const isSettled = card.outcome !== null;
  return (
    <section
      class="card"
      id={part}
      data-state={part === undefined ? undefined : askState(found)}
      aria-labelledby={`${id}-title`}
      data-tone={card.badge.tone}
      data-settled={isSettled ? '' : undefined}
    >
      <CardView card={card} spot={onPage(page)} id={id} level={level} />
    </section>
  );
};
