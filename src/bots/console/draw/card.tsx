import type { FC } from 'hono/jsx';
import type { Button, Card } from '../../../core/cards/card.ts';
import { visible } from '../../../core/cards/agent-text.ts';
import { hintsOf } from '../../../core/cards/at-once.ts';
import { asideOf } from '../../../core/cards/plain.ts';
import { BadgeView } from '../pages/parts/badge.tsx';
import { words } from '../words.ts';
import { BlockView } from './blocks.tsx';
import { HiddenFields, type Spot } from './hidden.tsx';
import { TextView } from './text.tsx';

export type Level = 2 | 3;

/** Headings stay in order wherever a card is drawn. */
export const Heading: FC<{ level: Level; id: string; children?: string }> = ({ level, id, children }) =>
  level === 2 ? <h2 id={id}>{children}</h2> : <h3 id={id}>{children}</h3>;

const ButtonForm: FC<{ button: Button; spot: Spot; id: string }> = ({ button, spot, id }) => (
  <form method="post" action="/press" data-send>
    <HiddenFields spot={spot} token={button.token} />
    <button class={button.style} data-key={button.label} title={visible(button.hint)} aria-describedby={id}>
      {visible(button.label)}
    </button>
    <span id={id} class="unseen">
      {visible(button.hint)}
    </span>
  </form>
);

interface ButtonsProps {
  buttons: readonly Button[];
  label: string;
  spot: Spot;
  id: string;
}

export const Buttons: FC<ButtonsProps> = ({ buttons, label, spot, id }) =>
  buttons.length === 0 ? null : (
    <div class="actions" role="group" aria-label={label}>
      {buttons.map((button, index) => (
        <ButtonForm button={button} spot={spot} id={`${id}-hint-${index}`} />
      ))}
    </div>
  );

interface CardProps {
  card: Card;
  spot: Spot;
  /** Unique on the page; other ids are made from it. */
  id: string;
  level: Level;
}

/** The inside of a card: everything of ours in its own element, everything of an agent's in a fence. */
export const CardView: FC<CardProps> = ({ card, spot, id, level }) => (
  <>
    <header class="head">
      <BadgeView badge={card.badge} />
      <Heading level={level} id={`${id}-title`}>
        {visible(card.title)}
      </Heading>
    </header>
    {card.why.length === 0 ? null : (
      <p class="why">
        <TextView text={card.why} />
      </p>
    )}
    {card.blocks.map((block) => (
      <BlockView block={block} />
    ))}
    {card.outcome === null ? null : (
      <p class="outcome">
        <TextView text={card.outcome} />
      </p>
    )}
    <Buttons buttons={card.buttons} label={words.actions(visible(card.title))} spot={spot} id={id} />
    {hintsOf(card.buttons).map(({ labels, hint }) => (
      <p class="note on-touch" aria-hidden="true">
        {visible(labels)}: {visible(hint)}
      </p>
    ))}
    {asideOf(card).map((block) => (
      <div class="aside">
        <BlockView block={block} />
      </div>
    ))}
  </>
);
