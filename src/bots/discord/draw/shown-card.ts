import { ComponentType } from 'discord.js';
import type { Card } from '../../../core/cards/card.ts';
import { componentsIn } from './reach.ts';

/**
 * Discord gives each component a number where we give none, counting from 1; ours, of up to 31 bits, tell which card was shown to
 * one person, of whom nobody else knows (https://docs.discord.com/developers/components/reference#anatomy-of-a-component).
 */
const first = { revision: 1_000_000_000, page: 2_000_000_000 } as const;
const mostPages = 147_483_647;

/** The number of a card's container. */
export const idOfCard = ({ revision }: Pick<Card, 'revision'>): number => first.revision + (revision % first.revision);

/** The number of the text in it that says which page of *Show everything* it is; null where it is none. */
export const idOfPage = ({ page }: Pick<Card, 'page'>): number | null =>
  page === undefined || page > mostPages ? null : first.page + page;

export interface ShownAs {
  page: number | null;
  revision: number | null;
}

/** Null for what our drawing has not numbered. */
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
