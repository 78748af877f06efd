import type { Card, Words } from '../../core/cards/card.ts';
import type { Surface } from '../../core/cards/surface.ts';
import type { CardSubject } from '../../core/effect.ts';
import type { Outbox, Postings } from '../../core/ports.ts';
import type { SurfaceName } from '../../core/project/definition.ts';
import type { Log } from '../log.ts';
import type { InTurn } from './in-turn.ts';

/** Draws from the newest truth; null if there is nothing to show any more. */
export interface Drawing {
  card(subject: CardSubject): Promise<Card | null>;
  words(subject: CardSubject): Promise<Said | null>;
}

/** Words as they are now. */
export interface Said {
  words: Words;
  /** How often they have changed, from 1 on. */
  revision: number;
  isDeleted: boolean;
}

export interface PostingParts {
  postings: Pick<Postings, 'get' | 'rootOf' | 'ofSubject' | 'unsaidBefore' | 'record' | 'markLost'>;
  outbox: Pick<Outbox, 'find' | 'done'>;
  drawing: Drawing;
  /** The surfaces that this process serves. */
  surfaces: ReadonlyMap<SurfaceName, Surface>;
  log: Log;
  inTurn: InTurn;
  /** Effects that this process has done itself. */
  finished: Set<string>;
}
