import type { On } from '../../fakes/slack/people/person.ts';
import type { Engine } from '../kill/engine.ts';
import { noted as notedIn } from '../town/noted.ts';

/** A card, once we have noted where it stands. */
export async function noted(engine: Engine, { channel, ts }: On): Promise<On> {
  await notedIn(engine, ts);
  return { channel, ts };
}
