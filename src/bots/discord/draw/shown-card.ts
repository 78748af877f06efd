import { ComponentType } from 'discord.js';
import type { Card } from '../../../core/cards/card.ts';
import { componentsIn } from './components.ts';

/**
 * A component may have a numeric id of up to 31 bits; Discord numbers the others from 1
 * (https://docs.discord.com/developers/components/reference#anatomy-of-a-component). Ours say which revision and page of a card a private
 * message shows: nothing else records that.
 */
const first = { revision: 1_000_000_000, page: 2_000_000_000 } as const;
const mostPages = 147_483_647;

/** The id of a card's container. */
export const idOfCard = ({ revision }: Pick<Card, 'revision'>): number => first.revision + (revision % first.revision);

/** The id of its first text, which says which page of *Show everything* it is; null for a card that is no page. */
export const idOfPage = ({ page }: Pick<Card, 'page'>): number | null =>
  page === undefined || page > mostPages ? null : first.page + page;

export interface ShownAs {
  page: number | null;
  revision: number | null;
}

/** Null for what has no such id. */
export function readShown(components: unknown): ShownAs {
  const all = componentsIn(components);
  const container = all.find(({ type }) => type === ComponentType.Container)?.id;
  const page = all.map(({ id }) => id).find((id) => typeof id === 'number' && id >= first.page);
  const isOurs = typeof container === 'number' && container >= first.revision && container < first.page;
  return {
    page: typeof page === 'number' ? page - first.page : null,
    revision: isOurs ? container - first.revision : null,
  };
}
